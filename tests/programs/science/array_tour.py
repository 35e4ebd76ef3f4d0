# needs: science
"""What the first chapters of an introduction to arrays show."""
import numpy as np

a = np.arange(15).reshape(3, 5)
print(a, a.shape, a.ndim, a.dtype.name, a.itemsize, a.size, type(a).__name__)
print(np.array([(1.5, 2, 3), (4, 5, 6)]), np.zeros((2, 3)), np.ones((2, 2), dtype=np.int16), np.eye(2))
print(np.linspace(0, 2, 5), np.arange(10, 30, 5), np.full(3, 7.5), np.empty(0).size)
print(a[1, 2], a[:, 1], a[::-1, -1], a[a > 9], a[[0, 2]], a[..., 0], a[1:, 1:3].sum())
print(a.sum(axis=0), a.min(axis=1), a.cumsum()[-1], a.mean().round(2), a.std().round(4), a.argmax())
b = a.copy()
b[b % 2 == 0] *= -1
print(b.T, b.ravel()[:4], np.where(b < 0, 0, b)[0], np.clip(b, -5, 5)[2])
print(np.vstack([a[0], a[1]]), np.hstack([a[:, :1], a[:, -1:]]), np.split(np.arange(6), 3))
view = a[0]
view[0] = 99
print(a[0, 0], view.base is a.base, a.flags.c_contiguous, a.T.flags["F_CONTIGUOUS"])
print(np.sqrt(a[1]).round(3), np.exp(0), np.maximum(a[0], 3), np.add.reduce([1, 2, 3]), np.multiply.outer([1, 2], [3, 4]))
print(np.unique([3, 1, 3, 2], return_counts=True), np.sort([3, 1, 2])[::-1], np.argsort([3, 1, 2]), np.searchsorted([1, 3, 5], 4))
print(a.astype(float)[0] / 2, a.tolist()[1], a[0].astype(str), np.isnan([1.0, np.nan]), np.int64(3) / 2, np.float32(0.1))
for row in a[:2]:
    print(sum(row), *(int(x) for x in row))
for index, value in np.ndenumerate(a[:1, :2]):
    print(index, value)
x, y = np.meshgrid([1, 2, 3], [10, 20])
print(x + y, np.c_[[1, 2], [3, 4]], np.r_[1:4, 0, 4], np.tile([1, 2], 2), np.repeat([1, 2], 2))
print(f"{a.mean():.3f} {a[0, 1]:>4} {np.pi:.4f}", np.array2string(np.array([1.23456]), precision=2))
with np.printoptions(precision=2, suppress=True):
    print(np.array([1 / 3, 1e-10, 200.0]))
table = np.array([("Rex", 9, 81.0), ("Fido", 3, 27.0)], dtype=[("name", "U10"), ("age", "i4"), ("kg", "f4")])
print(table["age"].mean(), table[0]["name"], np.sort(table, order="age")["name"].tolist(), table.dtype.names)
