# one-liners and near one-liners collected over the years
p = print
p(*(f"{'Fizz' * (i % 3 < 1) + 'Buzz' * (i % 5 < 1) or i}" for i in range(1, 16)))
p([n for n in range(1, 500) if n == sum(int(d) ** len(str(n)) for d in str(n))])
q = lambda l: l and q([x for x in l[1:] if x < l[0]]) + [l[0]] + q([x for x in l[1:] if x >= l[0]])
p(q([3, 6, 1, 8, 2, 9, 2]))
f = lambda n, a=0, b=1: [] if n < 1 else [a] + f(n - 1, b, a + b)
p(f(15))
p(
    "\n".join(
        " ".join(map(str, r)).center(29)
        for r in (
            lambda n: [[__import__("math").comb(i, j) for j in range(i + 1)] for i in range(n)]
        )(7)
    )
)
p({c: s.count(c) for s in ["hello world"] for c in sorted(set(s))})
s = [[*"abc"], [*"def"], [*"ghi"]]
p([*zip(*s[::-1])], sum(s, []))
P = lambda s: [s] if len(s) < 2 else [a + b for i, a in enumerate(s) for b in P(s[:i] + s[i + 1 :])]
p(P("abc"))
p(*(bin(i ^ i >> 1)[2:].zfill(3) for i in range(8)))
x, y = 5, 8
x, y = y, x
p(x, y, x if x > y else y, [y, x][x > y], not x or y)
*a, b = range(5)
c, (d, *e), g = 1, "xyz", {2}
p(a, b, c, d, e, g)
p(
    max(("a b", "abc", "a b c d"), key=lambda s: len(s.split())),
    "%s" % (1,),
    "-".join("abc"),
    "abc"[::-1],
    sep=";",
)
w = lambda n: n * (n > 0) and w(n - 1) + n
p(w(10), (lambda *a, **k: (a, k))(1, 2, z=3))
p(
    [*map(lambda *z: sum(z), [1, 2], [3, 4])],
    any(i > 3 for i in [1, 5]),
    all([]),
    [[0] * 3 for _ in [0] * 2],
)
i = iter("abcdef")
p([*zip(i, i, i)], (n := 10) + n, [y for x in range(9) if (y := x * x) % 2])


class V(list):
    __sub__ = lambda s, o: V(a - b for a, b in zip(s, o))
    __abs__ = lambda s: sum(v * v for v in s) ** 0.5


p(V([1, 2]) - V([3, 5]), abs(V([3, 4])))
d = dict(a=1) | {"b": 2}
p(d, {**d, "a": 9}, list(d.items()))
try:
    p([][0])
except IndexError as e:
    p(e.args)
for k in 1, 2:
    if k > 1:
        p("two")
        break
else:
    p("none")
