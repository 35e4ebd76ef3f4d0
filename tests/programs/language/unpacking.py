a, (b, *c), d = 1, (2, 3, 4), 5
first, *_, last = "hello"
print(a, b, c, d, first, last, [*range(3), *"ab"], {**{"x": 1}, "y": 2}, (*c,))
def f(a, /, b, *args, c=3, **kw): return a, b, args, c, kw
print(f(1, 2, 3, c=4, z=5), f(*[1, 2], **{"q": 1}))
x = [[1, 2], [3, 4]]
for i, (p, q) in enumerate(x): x[i][0] += p * q
print(x, [y for row in x for y in row if y % 2 == 0], {k: v for k, v in x}, {len(r) for r in x})
if (n := len(x)) > 1: print(n, [last := i for i in range(3)], last)
del x[0], a
x += [1]; x[0:1] = [9, 9]; x *= 2
print(x)
