"""defaultdict, OrderedDict, ChainMap and namedtuple in their usual parts."""
from collections import ChainMap, OrderedDict, defaultdict, namedtuple
from operator import attrgetter

sales = [("tea", 3), ("pot", 1), ("tea", 2), ("cup", 6), ("pot", 1)]
by_item = defaultdict(list)
for item, n in sales:
    by_item[item].append(n)
print(sorted(by_item.items()), by_item.default_factory, by_item)
lengths = defaultdict(int)
for word in "a few words of several lengths".split():
    lengths[len(word)] += 1
print(dict(lengths), lengths.get(99), len(lengths))
tree = lambda: defaultdict(tree)  # noqa: E731
root = tree()
root["usr"]["lib"]["x.so"] = 1
print(root["usr"]["lib"]["x.so"], "etc" in root)


class Squares(defaultdict):
    def __missing__(self, key):
        self[key] = value = key * key
        return value


sq = Squares()
print(sq[12], sq[5], dict(sq), "%(who)s said %(what)s" % defaultdict(lambda: "nothing", who="ann"))

od = OrderedDict.fromkeys("wxyz")
od.move_to_end("x")
od.move_to_end("z", last=False)
print("".join(od), od.popitem(last=False), od.popitem(), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
print(list(reversed(od)), list((od | {"q": 1}).items()))


class Recent(OrderedDict):
    """Keeps the entries used last."""

    def __init__(self, size):
        self.size = size
        super().__init__()

    def __getitem__(self, key):
        self.move_to_end(key)
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        while len(self) > self.size:
            self.popitem(last=False)


recent = Recent(2)
recent["x"], recent["y"] = 1, 2
recent["x"]
recent["z"] = 3
print(list(recent.items()))

defaults, env, cli = {"level": "info", "colour": True}, {"level": "warn"}, {"out": "log.txt"}
settings = ChainMap(cli, env, defaults)
print(settings["level"], settings["colour"], sorted(settings), len(settings.maps))
child = settings.new_child({"level": "debug"})
child["extra"] = 1
del child["extra"]
print(child["level"], child.parents["level"], dict(settings) == {"out": "log.txt", "level": "warn", "colour": True})
try:
    settings["nope"]
except KeyError as error:
    print("KeyError", error)

City = namedtuple("City", ["name", "people", "area"])
c = City("Ulm", people=126_000, area=118.7)
name, people, area = c
print(c, c[1] / c[2] > 1000, name, c._asdict(), c._replace(name="New Ulm"), City._make(["A", 1, 2]), City._fields)
Job = namedtuple("Job", "command retries", defaults=[3])
print(Job("build"), Job._field_defaults)
Odd = namedtuple("Odd", "def a a", rename=True)
print(Odd(1, 2, 3))


class Span(namedtuple("Span", "low high")):
    __slots__ = ()

    @property
    def width(self):
        return self.high - self.low

    def __contains__(self, x):
        return self.low <= x < self.high

    def __str__(self):
        return f"[{self.low}, {self.high})"


print(Span(3, 8), Span(3, 8).width, 8 in Span(3, 8), 3 in Span(3, 8), sorted([Span(2, 9), Span(1, 5)], key=attrgetter("high")))
