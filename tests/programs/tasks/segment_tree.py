from typing import Callable, Generic, Sequence, TypeVar
import math
import operator

T = TypeVar("T")


class SegmentTree(Generic[T]):
    """Range queries with any associative function, in O(log n)."""

    def __init__(self, data: Sequence[T], function: Callable[[T, T], T], neutral: T) -> None:
        self._n = len(data)
        self._f = function
        self._neutral = neutral
        self._t: list[T] = [neutral] * self._n + list(data)
        for i in range(self._n - 1, 0, -1):
            self._t[i] = self._f(self._t[2 * i], self._t[2 * i + 1])

    def __setitem__(self, index: int, value: T) -> None:
        i = index + self._n
        self._t[i] = value
        while i > 1:
            i //= 2
            self._t[i] = self._f(self._t[2 * i], self._t[2 * i + 1])

    def __getitem__(self, where: "int | slice") -> T:
        if isinstance(where, slice):
            start, stop, step = where.indices(self._n)
            if step != 1:
                raise ValueError("step must be 1")
            return self._query(start, stop)
        return self._t[where + self._n]

    def _query(self, lo: int, hi: int) -> T:
        left = right = self._neutral
        lo, hi = lo + self._n, hi + self._n
        while lo < hi:
            if lo & 1:
                left = self._f(left, self._t[lo])
                lo += 1
            if hi & 1:
                hi -= 1
                right = self._f(self._t[hi], right)
            lo //= 2
            hi //= 2
        return self._f(left, right)


class Fenwick:
    def __init__(self, n):
        self.t = [0] * (n + 1)

    def add(self, i, x):
        i += 1
        while i < len(self.t):
            self.t[i] += x
            i += i & -i

    def total(self, i):
        s = 0
        while i:
            s += self.t[i]
            i -= i & -i
        return s


data = [5, 3, 8, 6, 2, 7, 4, 1]
sums = SegmentTree[int](data, operator.add, 0)
lows = SegmentTree(data, min, math.inf)
words = SegmentTree(list("segments"), operator.concat, "")
print(sums[:], sums[2:5], sums[3], lows[1:4], lows[4:], words[2:6])
sums[2] = 80
lows[0] = -1
print(sums[:], sums[0:3], lows[:3], words[:], sums[5:5])
try:
    sums[::2]
except ValueError as e:
    print("ValueError:", e)

f = Fenwick(8)
for i, x in enumerate(data):
    f.add(i, x)
print([f.total(i) for i in range(9)])
gcds = SegmentTree([12, 18, 24, 30], math.gcd, 0)
print(all(gcds[a:b] == math.gcd(*[12, 18, 24, 30][a:b]) for a in range(4) for b in range(a, 5)))
