"""Dictionaries with opinions: subclasses of dict, defaultdict, Counter, UserDict, OrderedDict."""

from collections import Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque


class CaseDict(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.casefold(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.casefold())

    def __contains__(self, key):
        return key.casefold() in self.data


class Attr(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self[name] = value

    def __missing__(self, key):
        if key.startswith("auto_"):
            self[key] = Attr()
            return self[key]
        raise KeyError(key)


class Bag(Counter):
    def __str__(self):
        return ", ".join(f"{n} {k}" for k, n in sorted(self.items()))

    def heaviest(self):
        return self.most_common(1)[0][0]


class KeyDefault(defaultdict):
    def __missing__(self, key):
        self[key] = value = self.default_factory(key)
        return value


class History(UserList):
    def append(self, item):
        if not self.data or self.data[-1] != item:
            super().append(item)


class Name(UserString):
    def initials(self):
        return "".join(w[0] for w in self.data.split())


class Expiring(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self.size:
            self.popitem(last=False)


d = CaseDict({"One": 1}, TWO=2)
d["ThReE"] = 3
print(d["ONE"], "two" in d, sorted(d), d.get("four", 4), len(d), d)
a = Attr(x=1)
a.y = a.x + 1
a["auto_z"].deep = 5
print(a, a.auto_z.deep, hasattr(a, "nope"))
try:
    a.nope
except AttributeError as e:
    print("AttributeError", e)
b = Bag("mississippi")
b.update({"m": 3})
print(b, "|", b.heaviest(), b["x"], +Bag(a=1, b=-1), b - Counter(s=4), b.total())
k = KeyDefault(lambda key: key * 2)
print(k["ab"], k[3], dict(k))
h = History()
for item in "aabbbca":
    h.append(item)
print(h, h[1:3], h + ["x"], len(h), h.index("c"))
n = Name("ada king lovelace")
print(n.initials(), n.upper(), n + "!", n == "ada king lovelace", type(n.title()).__name__)
e = Expiring(2)
for key in "abac":
    e[key] = key.upper()
print(list(e.items()))
ring = deque("abcde", maxlen=4)
ring.rotate(1)
ring.appendleft("z")
print(ring, ring[0], list(reversed(ring)), ring.count("b"))
