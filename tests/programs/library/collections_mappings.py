"""defaultdict, OrderedDict, ChainMap and namedtuple in their usual parts."""
from collections import ChainMap, OrderedDict, defaultdict, namedtuple
from operator import attrgetter

s = [("yellow", 1), ("blue", 2), ("yellow", 3), ("blue", 4), ("red", 1)]
d = defaultdict(list)
for k, v in s:
    d[k].append(v)
print(sorted(d.items()), d.default_factory, d)
counts = defaultdict(int)
for k in "mississippi":
    counts[k] += 1
print(dict(counts), counts.get("z"), len(counts))
tree = lambda: defaultdict(tree)  # noqa: E731
root = tree()
root["a"]["b"]["c"] = 1
print(root["a"]["b"]["c"], "x" in root)


class KeyDefault(defaultdict):
    def __missing__(self, key):
        self[key] = value = f"<{key}>"
        return value


print("%(name)s %(action)s to %(object)s" % KeyDefault(str, name="John", action="ran"))

od = OrderedDict.fromkeys("abcde")
od.move_to_end("b")
od.move_to_end("d", last=False)
print("".join(od), od.popitem(last=False), od.popitem(), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
print(list(reversed(od)), list((od | {"z": 1}).items()))


class LRU(OrderedDict):
    def __init__(self, maxsize=2, /, *args, **kwds):
        self.maxsize = maxsize
        super().__init__(*args, **kwds)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.maxsize:
            del self[next(iter(self))]


cache = LRU(2)
cache["x"], cache["y"] = 1, 2
cache["x"]
cache["z"] = 3
print(list(cache.items()))

defaults, env, cli = {"color": "red", "user": "guest"}, {"user": "env"}, {"color": "blue"}
combined = ChainMap(cli, env, defaults)
print(combined["color"], combined["user"], sorted(combined), len(combined.maps))
child = combined.new_child({"user": "child"})
child["extra"] = 1
del child["extra"]
print(child["user"], child.parents["user"], dict(combined) == {"color": "blue", "user": "env"})
try:
    combined["nope"]
except KeyError as error:
    print("KeyError", error)

Point = namedtuple("Point", ["x", "y"])
p = Point(11, y=22)
x, y = p
print(p, p[0] + p[1], x, y, p._asdict(), p._replace(x=33), Point._make([1, 2]), Point._fields)
Account = namedtuple("Account", "type balance", defaults=[0])
print(Account("premium"), Account._field_defaults)
Bad = namedtuple("Bad", "class x x", rename=True)
print(Bad(1, 2, 3))


class Named(namedtuple("Named", "x y")):
    __slots__ = ()

    @property
    def hypot(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __str__(self):
        return f"Named: x={self.x:6.3f} hypot={self.hypot:6.3f}"


print(Named(3, 4), sorted([Point(2, 1), Point(1, 5)], key=attrgetter("y")))
