matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
words = ["apple", "Bob", "cat", "apple", "dodo"]

print([x for row in matrix for x in row if x % 2], [[row[i] for row in matrix] for i in range(3)])
print([(i, j) for i in range(4) for j in range(i) if i + j > 2], [[x if x > 4 else -x for x in row] for row in matrix])
print({w: len(w) for w in words}, sorted({w[0].lower() for w in words}), {len(w): [v for v in words if len(v) == len(w)] for w in words})
print(sum(x * x for row in matrix for x in row), max((w for w in words), key=len), any(w.istitle() for w in words))
print([f(3) for f in [lambda x, n=n: x * n for n in range(3)]], [f() for f in [lambda: n for n in range(3)]])
print([y for x in range(5) if (y := x * x) > 3], [*zip(*matrix)], dict(enumerate(words, 1)))
print([[0] * n for n in range(3)], ["%d-%s" % (i, w) for i, w in enumerate(words) if w not in words[:i]])
print([a + b for a, b in zip("abc", "xyz")], [k for k, v in {"a": 1, "b": 2}.items() if v > 1])
print({i: {j: i * j for j in range(2)} for i in range(2)}, [x for x in (1, 2) for x in (x, x * 10)])
print([line.split("=")[1] for line in "a=1\nb=2".splitlines() if "=" in line])


class Table:
    size = 3
    rows = [n * 10 for n in range(size)]
    total = sum(rows)
    names = {f"r{n}": n for n in rows}


print(Table.rows, Table.total, Table.names)


def scoped(n):
    values = [n + k for k in range(3)]
    nested = [lambda: [n * v for v in values] for _ in range(1)]
    return nested[0](), {(lambda q: q + n)(k) for k in range(2)}


print(scoped(5), "x" in dir())
primes = [p for p in range(2, 40) if all(p % q for q in range(2, int(p**0.5) + 1))]
pythagoras = [(a, b, c) for c in range(20) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
print(primes, pythagoras)
gen = ((i, c) for i, c in enumerate("hello") if c not in "l")
print(next(gen), [*gen], list(gen))
flat = [*(n for row in matrix for n in row)]
print(flat, flat[::2], [flat[i:i + 2] for i in range(0, len(flat), 2)])
counts = {}
[counts.__setitem__(c, counts.get(c, 0) + 1) for c in "mississippi"]
print(counts, sorted(counts, key=lambda c: (-counts[c], c)), [c for c in counts if (n := counts[c]) > 1], n)
