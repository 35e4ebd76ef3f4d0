"""A sparse matrix on a dictionary of keys, with views of rows and columns."""


class _View:
    def __init__(self, matrix, axis, index):
        self._matrix, self._axis, self._index = matrix, axis, index

    def _key(self, i):
        return (self._index, i) if self._axis == 0 else (i, self._index)

    def __len__(self):
        return self._matrix.shape[1 - self._axis]

    def __getitem__(self, i):
        return self._matrix[self._key(i)]

    def __setitem__(self, i, value):
        self._matrix[self._key(i)] = value

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self, other))


class Sparse:
    def __init__(self, rows, cols, entries=(), default=0):
        self.shape, self._default = (rows, cols), default
        self._data = {}
        for key, value in dict(entries).items():
            self[key] = value

    def _check(self, key):
        i, j = key
        rows, cols = self.shape
        i, j = i + rows * (i < 0), j + cols * (j < 0)
        if not (0 <= i < rows and 0 <= j < cols):
            raise IndexError(f"{key} is outside {rows}x{cols}")
        return i, j

    def __getitem__(self, key):
        match key:
            case (slice(), slice()):
                rows, cols = (range(*s.indices(n)) for s, n in zip(key, self.shape))
                return Sparse(len(rows), len(cols), {(rows.index(i), cols.index(j)): v for (i, j), v in self._data.items() if i in rows and j in cols})
            case (int(i), slice(start=None, stop=None)):
                return _View(self, 0, i)
            case (slice(start=None, stop=None), int(j)):
                return _View(self, 1, j)
            case (int(), int()):
                return self._data.get(self._check(key), self._default)
            case _:
                raise TypeError(f"cannot index with {key!r}")

    def __setitem__(self, key, value):
        key = self._check(key)
        if value == self._default:
            self._data.pop(key, None)
        else:
            self._data[key] = value

    def __delitem__(self, key):
        self._data.pop(self._check(key), None)

    def __contains__(self, key):
        return key in self._data

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        for (i, j), value in sorted(self._data.items()):
            yield i, j, value

    def __add__(self, other):
        out = Sparse(*self.shape, self._data)
        for i, j, v in other:
            out[i, j] += v
        return out

    def __matmul__(self, other):
        out = Sparse(self.shape[0], other.shape[1])
        for i, k, a in self:
            for j in range(other.shape[1]):
                out[i, j] += a * other[k, j]
        return out

    def __mul__(self, k):
        return Sparse(*self.shape, {key: v * k for key, v in self._data.items()})

    __rmul__ = __mul__

    def __eq__(self, other):
        return isinstance(other, Sparse) and (self.shape, self._data) == (other.shape, other._data)

    @property
    def T(self):
        return Sparse(*self.shape[::-1], {(j, i): v for i, j, v in self})

    def __str__(self):
        return "\n".join(" ".join(f"{self[i, j] or '.':>3}" for j in range(self.shape[1])) for i in range(self.shape[0]))


m = Sparse(3, 4, {(0, 0): 1, (1, 2): 5, (2, -1): -2})
print(m, len(m), (1, 2) in m, list(m), sep="\n")
m[0, 1] += 7
m[0, 0] -= 1
m[1, :][3] = 9
print(len(m), list(m[0, :]), [*m[:, 3]], m[1, :] @ m[0, :], m[0:2, 1:].shape, list(m[::2, ::3]))
print(m @ m.T, (2 * m + m * -2) == Sparse(3, 4), m.T.T == m, sep="\n")
del m[1, 2]
for wrong in (lambda: m[3, 0], lambda: m["a"], lambda: m[0:1, 2] and m[0.5, 1], lambda: m.__setitem__((9, 9), 1)):
    try:
        print(wrong())
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
