from __future__ import annotations

from fractions import Fraction
from typing import Iterable, Sequence, Union

Number = Union[int, float, Fraction]


class Matrix:
    def __init__(self, rows: Iterable[Iterable[Number]]):
        self._rows = [list(r) for r in rows]
        widths = {len(r) for r in self._rows}
        if len(widths) != 1:
            raise ValueError("rows differ in length")

    @staticmethod
    def identity(n: int) -> Matrix:
        return Matrix([int(i == j) for j in range(n)] for i in range(n))

    @property
    def shape(self) -> tuple[int, int]:
        return len(self._rows), len(self._rows[0])

    @property
    def T(self) -> Matrix:
        return Matrix(zip(*self._rows))

    def __getitem__(self, key: tuple[int, int] | int):
        if isinstance(key, tuple):
            i, j = key
            return self._rows[i][j]
        return tuple(self._rows[key])

    def __setitem__(self, key: tuple[int, int], value: Number) -> None:
        i, j = key
        self._rows[i][j] = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and self._rows == other._rows

    def _same(self, other: Matrix) -> None:
        if self.shape != other.shape:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")

    def __add__(self, other: Matrix) -> Matrix:
        self._same(other)
        return Matrix([a + b for a, b in zip(r, s)] for r, s in zip(self._rows, other._rows))

    def __iadd__(self, other: Matrix) -> Matrix:
        self._same(other)
        for i, row in enumerate(other._rows):
            for j, x in enumerate(row):
                self._rows[i][j] += x
        return self

    def __neg__(self) -> Matrix:
        return self * -1

    def __sub__(self, other: Matrix) -> Matrix:
        return self + -other

    def __mul__(self, k: Number) -> Matrix:
        return Matrix([k * x for x in r] for r in self._rows)

    __rmul__ = __mul__

    def __matmul__(self, other: Matrix) -> Matrix:
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = list(zip(*other._rows))
        return Matrix([sum(a * b for a, b in zip(r, c)) for c in columns] for r in self._rows)

    def __pow__(self, n: int) -> Matrix:
        if n < 0:
            return self.inverse() ** -n
        result, base = Matrix.identity(len(self._rows)), self
        while n:
            if n % 2:
                result @= base
            base @= base
            n //= 2
        return result

    def minor(self, i: int, j: int) -> Matrix:
        return Matrix(r[:j] + r[j + 1 :] for k, r in enumerate(self._rows) if k != i)

    def det(self) -> Number:
        if self.shape[0] != self.shape[1]:
            raise ValueError("not square")
        if len(self._rows) == 1:
            return self._rows[0][0]
        return sum((-1) ** j * x * self.minor(0, j).det() for j, x in enumerate(self._rows[0]) if x)

    def inverse(self) -> Matrix:
        n = len(self._rows)
        work = [
            [Fraction(x) for x in r] + [Fraction(int(i == j)) for j in range(n)]
            for i, r in enumerate(self._rows)
        ]
        for c in range(n):
            pivot = next((r for r in range(c, n) if work[r][c]), None)
            if pivot is None:
                raise ZeroDivisionError("matrix is singular")
            work[c], work[pivot] = work[pivot], work[c]
            work[c] = [x / work[c][c] for x in work[c]]
            for r in range(n):
                if r != c and work[r][c]:
                    work[r] = [x - work[r][c] * y for x, y in zip(work[r], work[c])]
        return Matrix(r[n:] for r in work)

    def __repr__(self) -> str:
        return f"Matrix({self._rows!r})"

    def __str__(self) -> str:
        text = [[str(x) for x in r] for r in self._rows]
        width = [max(map(len, c)) for c in zip(*text)]
        return "\n".join("[" + " ".join(x.rjust(w) for x, w in zip(r, width)) + "]" for r in text)


a = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 2]])
b = Matrix([range(3), range(3, 6), range(6, 9)])
print(a @ b, a + b, a - b, 2 * a, a.T, sep="\n\n")
print("det", a.det(), b.det(), Matrix([[7]]).det())
print(a.inverse())
print(a @ a**-1 == Matrix.identity(3), (a**3).det() == a.det() ** 3)
fib = Matrix([[1, 1], [1, 0]])
print([(fib**n)[0, 1] for n in (1, 2, 10, 50, 100)])
a += b
a[0, 0] = -1
print(repr(a), a[0], a.shape)
for bad in (
    lambda: a @ Matrix([[1, 2]]),
    lambda: a + fib,
    lambda: Matrix([[1], [1, 2]]),
    b.inverse,
    Matrix([[1, 2]]).det,
):
    try:
        bad()
    except (ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, "-", error)
