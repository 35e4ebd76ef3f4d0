"""Abstract containers give the rest once a few methods exist."""
from collections.abc import (
    Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet,
    Sequence, Set, Sized,
)


class ListBasedSet(Set):
    """Keeps insertion order and needs no hashes."""

    def __init__(self, iterable):
        self.elements = lst = []
        for value in iterable:
            if value not in lst:
                lst.append(value)

    def __iter__(self):
        return iter(self.elements)

    def __contains__(self, value):
        return value in self.elements

    def __len__(self):
        return len(self.elements)

    def __repr__(self):
        return "".join(map(str, self))


s1, s2 = ListBasedSet("abcdef"), ListBasedSet("defghi")
print(s1 & s2, s1 | s2, s1 - s2, s1 ^ s2, s1 <= s2, s1.isdisjoint("xyz"), s1 == ListBasedSet("fedcba"))


class Attrs(MutableMapping):
    def __init__(self, **kw):
        self._store = kw

    def __getitem__(self, key):
        return self._store[key]

    def __setitem__(self, key, value):
        self._store[key] = value

    def __delitem__(self, key):
        del self._store[key]

    def __iter__(self):
        return iter(self._store)

    def __len__(self):
        return len(self._store)


m = Attrs(a=1, b=2)
m.update({"c": 3}, d=4)
print(list(m.items()), m.pop("a"), m.setdefault("z", 26), m.get("q"), "b" in m, m == {"b": 2, "c": 3, "d": 4, "z": 26})
print(m.popitem(), list(m.keys()), list(m.values()))
m.clear()
print(len(m), isinstance(m, Mapping))


class Bits(MutableSequence):
    def __init__(self, bits=()):
        self._bits = [int(bool(b)) for b in bits]

    def __getitem__(self, i):
        return self._bits[i]

    def __setitem__(self, i, value):
        self._bits[i] = int(bool(value))

    def __delitem__(self, i):
        del self._bits[i]

    def __len__(self):
        return len(self._bits)

    def insert(self, i, value):
        self._bits.insert(i, int(bool(value)))


b = Bits([1, 0, "x"])
b.append(0)
b.extend([1, 1])
b += [0]
b.reverse()
print(list(b), b.count(1), b.index(0), b.pop(), 1 in b, list(reversed(b)))
b.remove(1)
print(list(b))


class Countdown(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


class Odd(MutableSet):
    def __init__(self, it=()):
        self.items = sorted(set(it))

    __contains__ = lambda self, x: x in self.items  # noqa: E731
    __iter__ = lambda self: iter(self.items)  # noqa: E731
    __len__ = lambda self: len(self.items)  # noqa: E731

    def add(self, x):
        if x % 2 and x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)


o = Odd([1])
o |= {2, 3, 5}
o.remove(1)
print(sorted(o), list(Countdown(4)))
print([isinstance(len, Callable), isinstance([], Hashable), isinstance("", Sequence), isinstance(3, Iterable), issubclass(Odd, Sized)])
try:
    Set()
except TypeError as error:
    print("abstract:", "Set" in str(error))
