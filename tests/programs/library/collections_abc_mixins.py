"""Abstract containers give the rest once a few methods exist."""
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Set, Sized


class Letters(Set):
    """Lower case letters, as the bits of a number."""

    def __init__(self, letters=""):
        self.bits = 0
        for c in letters:
            self.bits |= 1 << (ord(c) - 97)

    def __contains__(self, c):
        return isinstance(c, str) and "a" <= c <= "z" and bool(self.bits >> (ord(c) - 97) & 1)

    def __iter__(self):
        return (chr(97 + i) for i in range(26) if self.bits >> i & 1)

    def __len__(self):
        return self.bits.bit_count()

    def __repr__(self):
        return f"Letters({''.join(self)!r})"


s1, s2 = Letters("stream"), Letters("master")
print(s1 & Letters("tea"), s1 | Letters("xyz"), s1 - Letters("tea"), s1 ^ Letters("art"), s1 == s2, s1 <= s2, s1.isdisjoint("xyz"), s1 & ["t", "q"])


class Folded(MutableMapping):
    """Keys that differ in case only are the same."""

    def __init__(self, **kw):
        self._store = {}
        self.update(kw)

    def __getitem__(self, key):
        return self._store[key.casefold()][1]

    def __setitem__(self, key, value):
        self._store[key.casefold()] = key, value

    def __delitem__(self, key):
        del self._store[key.casefold()]

    def __iter__(self):
        return (key for key, _value in self._store.values())

    def __len__(self):
        return len(self._store)


m = Folded(Host="h", port=2)
m.update({"HOST": "other"}, path="/")
print(list(m.items()), m.pop("PORT"), m.setdefault("Z", 26), m.get("q"), "hOsT" in m, m == {"HOST": "other", "path": "/", "Z": 26})
print(m.popitem(), list(m.keys()), list(m.values()))
m.clear()
print(len(m), isinstance(m, Mapping))


class Sorted(MutableSequence):
    """Stays in order, whatever is put in."""

    def __init__(self, items=()):
        self._items = sorted(items)

    def __getitem__(self, i):
        return self._items[i]

    def __setitem__(self, i, value):
        del self[i]
        self.insert(0, value)

    def __delitem__(self, i):
        del self._items[i]

    def __len__(self):
        return len(self._items)

    def insert(self, i, value):
        self._items.insert(bisect_left(self._items, value), value)


b = Sorted([5, 1, 3])
b.append(2)
b.extend([9, 0])
b += [4]
b[0] = 7
print(list(b), b.count(3), b.index(7), b.pop(), 9 in b, list(reversed(b)))
b.remove(1)
print(list(b))


class Halving(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n //= 2
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
print(sorted(o), list(Halving(20)))
print([isinstance(len, Callable), isinstance([], Hashable), isinstance("", Sequence), isinstance(3, Iterable), issubclass(Odd, Sized)])
try:
    Set()
except TypeError as error:
    print("abstract:", "Set" in str(error))
