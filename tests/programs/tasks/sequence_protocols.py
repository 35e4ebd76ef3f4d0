"""Containers that behave like the built-in ones: slices, views, iteration, comparison."""

from collections.abc import Iterator, MutableSequence, Sequence, Set
from functools import total_ordering
from operator import index


@total_ordering
class Span(Sequence):
    """A lazy range of letters."""

    def __init__(self, first, last):
        self._first, self._last = ord(first), ord(last)

    def __len__(self):
        return max(0, self._last - self._first + 1)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        i = index(i)
        if i < 0:
            i += len(self)
        if not 0 <= i < len(self):
            raise IndexError("span index out of range")
        return chr(self._first + i)

    def __eq__(self, other):
        return isinstance(other, Span) and list(self) == list(other)

    def __lt__(self, other):
        return list(self) < list(other)

    def __repr__(self):
        return f"Span({chr(self._first)!r}, {chr(self._last)!r})"

    __hash__ = None


class SparseList(MutableSequence):
    def __init__(self, size, fill=0):
        self._size, self._fill, self._data = size, fill, {}

    def _fix(self, i):
        if not -self._size <= i < self._size:
            raise IndexError(i)
        return i % self._size

    def __len__(self):
        return self._size

    def __getitem__(self, i):
        return self._data.get(self._fix(i), self._fill)

    def __setitem__(self, i, value):
        if value == self._fill:
            self._data.pop(self._fix(i), None)
        else:
            self._data[self._fix(i)] = value

    def __delitem__(self, i):
        i = self._fix(i)
        self._data = {k - (k > i): v for k, v in self._data.items() if k != i}
        self._size -= 1

    def insert(self, i, value):
        i = min(max(0, i), self._size)
        self._data = {k + (k >= i): v for k, v in self._data.items()}
        self._size += 1
        self[i] = value


class Countdown(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

    def __length_hint__(self):
        return self.n


class BitSet(Set):
    def __init__(self, items=()):
        self._bits = 0
        for i in items:
            self._bits |= 1 << i

    def __contains__(self, i):
        return isinstance(i, int) and i >= 0 and self._bits >> i & 1 == 1

    def __iter__(self):
        return (i for i in range(self._bits.bit_length()) if self._bits >> i & 1)

    def __len__(self):
        return self._bits.bit_count()

    def __repr__(self):
        return f"{type(self).__name__}({list(self)})"


class Old:
    """Iterates through __getitem__ alone."""

    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


s = Span("a", "h")
print(
    len(s),
    s[0],
    s[-1],
    s[2:5],
    s[::-3],
    "c" in s,
    "z" in s,
    s.index("d"),
    s.count("a"),
    list(reversed(s))[:2],
)
print(s == Span("a", "h"), s < Span("b", "c"), s >= Span("a", "c"), s, max(s), "".join(s), s[True])
first, *middle, last = s
print(
    first, middle, last, dict(enumerate(s[:2])), list(zip(s, range(2))), sorted(s, reverse=True)[:3]
)
sparse = SparseList(5)
sparse[1], sparse[-1] = 7, 9
sparse.append(3)
sparse.insert(0, 1)
sparse.extend([0, 5])
del sparse[1]
print(list(sparse), sparse.pop(), len(sparse), sparse._data, 9 in sparse)
sparse += [8]
sparse.remove(9)
sparse.reverse()
print(list(sparse), sum(sparse))
print(
    list(Countdown(4)), sum(Countdown(3)), next(Countdown(0), "empty"), iter(c := Countdown(2)) is c
)
a, b = BitSet([1, 3, 5, 64]), BitSet(range(4))
print(a & b, a | b, a - b, a ^ b, a <= b, a.isdisjoint([2]), b == {0, 1, 2, 3}, BitSet() < a)
print(list(Old()), 9 in Old(), dict(zip("abc", Old())), [*Old()][-1])
for bad in (
    lambda: s[10],
    lambda: s["x"],
    lambda: hash(s),
    lambda: sparse[99],
    lambda: next(Countdown(0)),
):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
