class Bag:
    """Counts things; every augmented assignment is its own method."""

    def __init__(self, **counts):
        self.counts = dict(counts)

    def __repr__(self):
        return "Bag(%s)" % ", ".join("%s=%r" % kv for kv in sorted(self.counts.items()))

    def _each(self, other, f):
        if isinstance(other, Bag):
            for k, v in other.counts.items():
                self.counts[k] = f(self.counts.get(k, 0), v)
        else:
            for k in self.counts:
                self.counts[k] = f(self.counts[k], other)
        return self

    def __iadd__(self, other): return self._each(other, lambda a, b: a + b)
    def __isub__(self, other): return self._each(other, lambda a, b: a - b)
    def __imul__(self, other): return self._each(other, lambda a, b: a * b)
    def __itruediv__(self, other): return self._each(other, lambda a, b: a / b)
    def __ifloordiv__(self, other): return self._each(other, lambda a, b: a // b)
    def __imod__(self, other): return self._each(other, lambda a, b: a % b)
    def __ipow__(self, other): return self._each(other, lambda a, b: a**b)
    def __ilshift__(self, other): return self._each(other, lambda a, b: a << b)
    def __irshift__(self, other): return self._each(other, lambda a, b: a >> b)
    def __iand__(self, other): return self._each(other, lambda a, b: a & b)
    def __ior__(self, other): return self._each(other, lambda a, b: a | b)
    def __ixor__(self, other): return self._each(other, lambda a, b: a ^ b)
    def __imatmul__(self, other): return self._each(other, max)


bag = Bag(a=5, b=7)
same = bag
bag += Bag(a=1, c=2); print(bag)
bag -= 1; print(bag)
bag *= 4; print(bag)
bag //= 3; print(bag)
bag **= 2; print(bag)
bag <<= 1; print(bag)
bag >>= 2; print(bag)
bag |= 8; print(bag)
bag &= 0x1F; print(bag)
bag ^= 3; print(bag)
bag %= 7; print(bag)
bag @= Bag(a=3, z=1); print(bag)
bag /= 2; print(bag)
print(bag is same)


class Holder:
    pass


h = Holder()
h.n, h.items, h.bag = 1, [1, 2], bag
h.n += 2; h.n **= 3; h.items += [3]; h.items *= 2; h.bag += 1
h.items[0] += 10; h.items[1:3] += [9]
h.d = {"k": [0]}
h.d["k"] += [1]; h.d["k"][0] -= 1
print(h.n, h.items, h.bag, h.d, h.bag is same)
t = ([],)
try:
    t[0] += [1]
except TypeError as e:
    print(e, t)
