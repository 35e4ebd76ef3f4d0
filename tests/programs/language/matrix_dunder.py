class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("ragged")

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return type(self)(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            i, j = key
            if isinstance(i, slice):
                block = [row[j] if isinstance(j, slice) else [row[j]] for row in self.rows[i]]
                return Matrix(block)
            return self.rows[i][j]
        return self.rows[key]

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def __delitem__(self, i):
        del self.rows[i]

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def __str__(self):
        widths = [max(len(str(v)) for v in col) for col in zip(*self.rows)]
        return "\n".join(" ".join(str(v).rjust(w) for v, w in zip(r, widths)) for r in self.rows)


m = Matrix([[1, 2], [3, 4], [5, 6]])
print(m.shape, m.T.shape, m[0, 1], m[1], m[-1, -1])
print(m @ m.T)
print(m[1:, 0].rows, m[:, 1].rows, m[0:2, 0:1].rows)
print((Matrix([[1, 1], [1, 0]]) ** 30)[0, 1])
m[0, 0] = -100
m.rows[1][0] += 5
print(m)
del m[0]
print(m == Matrix([[8, 4], [5, 6]]), m != m.T)
for f in (lambda: m @ Matrix([[1, 2, 3]]), lambda: Matrix([[1], [1, 2]]), lambda: m[5, 5]):
    try:
        f()
    except (ValueError, IndexError) as e:
        print(type(e).__name__ + ":", e)
