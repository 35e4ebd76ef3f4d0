"""Classes made from the abstract collections: a few methods given, the rest inherited."""
from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Set, Sized


class CaseInsensitive(MutableMapping):
    def __init__(self, *args, **kwargs):
        self._store = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key): return self._store[key.lower()][1]
    def __setitem__(self, key, value): self._store[key.lower()] = (key, value)
    def __delitem__(self, key): del self._store[key.lower()]
    def __iter__(self): return (original for original, _ in self._store.values())
    def __len__(self): return len(self._store)
    def __repr__(self): return f"{type(self).__name__}({dict(self.items())})"


class Squares(Sequence):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(self.n))]
        if not -self.n <= i < self.n:
            raise IndexError(i)
        return (i % self.n) ** 2


class TypedList(MutableSequence):
    def __init__(self, kind, items=()):
        self._kind, self._items = kind, []
        self.extend(items)

    def _check(self, value):
        if not isinstance(value, self._kind):
            raise TypeError(f"{value!r} is no {self._kind.__name__}")
        return value

    def __len__(self): return len(self._items)
    def __getitem__(self, i): return self._items[i]
    def __setitem__(self, i, value): self._items[i] = self._check(value)
    def __delitem__(self, i): del self._items[i]
    def insert(self, i, value): self._items.insert(i, self._check(value))
    def __repr__(self): return f"TypedList({self._items})"


class BitSet(MutableSet):
    def __init__(self, items=()):
        self.bits = 0
        for item in items:
            self.add(item)

    def __contains__(self, n): return bool(self.bits >> n & 1)
    def __iter__(self): return (n for n in range(self.bits.bit_length()) if n in self)
    def __len__(self): return self.bits.bit_count()
    def add(self, n): self.bits |= 1 << n
    def discard(self, n): self.bits &= ~(1 << n)
    def __repr__(self): return "BitSet{%s}" % ", ".join(map(str, self))


class Frozen(Set, Hashable):
    def __init__(self, items): self._items = tuple(dict.fromkeys(items))
    def __contains__(self, x): return x in self._items
    def __iter__(self): return iter(self._items)
    def __len__(self): return len(self._items)
    def __hash__(self): return self._hash()
    def __repr__(self): return f"Frozen{self._items}"


class Tree(Mapping):
    def __init__(self, **children): self.__children = children
    def __getitem__(self, path):
        head, _, rest = path.partition(".")
        child = self.__children[head]
        return child[rest] if rest else child
    def __iter__(self):
        for name, child in self.__children.items():
            if isinstance(child, Tree):
                yield from (f"{name}.{each}" for each in child)
            else:
                yield name
    def __len__(self): return sum(1 for _ in self)


class Countdown(Iterator):
    def __init__(self, n): self.n = n
    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n


h = CaseInsensitive({"Content-Type": "text"}, Host="here")
h["content-TYPE"] = "json"
print(h, h["HOST"], "host" in h, h.get("x", 1), h.pop("Host"), h.setdefault("New", 2), list(h), h == {"content-TYPE": "json", "New": 2}, len(h))
print(sorted(h.keys()), sorted(map(str, h.values())), h.popitem(), bool(h), dict(**h), isinstance(h, dict), isinstance(h, Mapping))
s = Squares(6)
print(list(s), s[-1], s[1:4], 16 in s, s.index(9), s.count(4), list(reversed(s)), isinstance(s, Sequence), max(s))
t = TypedList(int, [3, 1])
t += [4, 1]
t.append(5); t[0] = 9; t.insert(1, 2); t.reverse(); t.remove(1)
del t[0]
print(t, t.pop(), t.index(9) if 9 in t else None, len(t), t[::-1], sorted(t))
for wrong in (lambda: t.append("x"), lambda: t.extend([1, None]), lambda: Squares(2)[5], lambda: h["gone"], lambda: MutableMapping()):
    try:
        wrong()
    except (TypeError, IndexError, KeyError) as e:
        print(type(e).__name__, str(e)[:45])
a, b = BitSet([1, 5, 9]), BitSet({5, 2})
print(a | b, a & b, a - b, a ^ b, a >= BitSet([1]), a.isdisjoint({7}), a == {1, 5, 9}, b <= a)
a |= [3]; a -= b; a.discard(50); a.remove(9)
print(a, a.pop(), len(a), a.clear(), not a)
f, g = Frozen("abca"), Frozen("cab")
print(f, f == g, hash(f) == hash(g), f < Frozen("abcd"), f & {"a", "z"}, {f: 1}[g], isinstance(f, Hashable), f - g)
tree = Tree(a=1, b=Tree(c=2, d=Tree(e=3)))
print(list(tree), tree["b.d.e"], "b.x" in tree, len(tree), dict(tree), tree.get("zz"), max(tree.values()))
print(list(Countdown(3)), iter(c := Countdown(2)) is c, isinstance(len, Callable), isinstance(3, Hashable), isinstance([], Hashable), issubclass(list, Sized), isinstance({}.keys(), Set))
