class O: pass
o = O(); o.x = 1; o.l = [1]; o.d = {"k": [1]}
o.x += 1; o.x <<= 2; o.l += [2]; o.d["k"] += [2]; o.d["k"][0] -= 5
o.l[0:1] = [7, 7]; o.l[-1] **= 2; del o.l[0]
o._p = 1; o._p |= 6; o.s = "a"; o.s *= 3
print(o.x, o.l, o.d, o._p, o.s, sorted(vars(o)))
a = b = o
a.x, b.y = 10, 20
print(o.x, o.y)
for o.i in range(3): pass
print(o.i, [getattr(o, n) for n in ("x", "y")])
setattr(o, "z", 5); delattr(o, "x"); print(o.z, hasattr(o, "x"))
