"""Shallow and deep copies, and classes that say how they are copied."""
import copy
from dataclasses import dataclass, field

original = [[1, 2], {"k": [3]}, (4, [5])]
shallow, deep = copy.copy(original), copy.deepcopy(original)
original[0].append("changed")
original[1]["k"].append("changed")
print(shallow[0], shallow[1], deep, shallow[0] is original[0], deep[0] is original[0])
loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin[1] is twin, twin is loop, copy.copy((1, 2)), copy.deepcopy("same") == "same")
shared = [0]
both = copy.deepcopy({"a": shared, "b": shared})
print(both["a"] is both["b"], both["a"] is shared)


class Plain:
    def __init__(self, data):
        self.data = data


p = Plain([1])
q, r = copy.copy(p), copy.deepcopy(p)
print(type(q).__name__, q.data is p.data, r.data is p.data, r.data)


class Config:
    copies = 0

    def __init__(self, values, cache=None):
        self.values, self.cache = values, cache or {}

    def __copy__(self):
        Config.copies += 1
        new = type(self)(self.values)
        return new

    def __deepcopy__(self, memo):
        return type(self)(copy.deepcopy(self.values, memo), {"fresh": True})


c = Config({"a": [1]}, {"big": 1})
c1, c2 = copy.copy(c), copy.deepcopy([c])[0]
print(c1.values is c.values, c1.cache, Config.copies, c2.values == c.values, c2.values is c.values, c2.cache)


@dataclass
class Node:
    name: str
    links: list = field(default_factory=list)


a, b = Node("a"), Node("b")
a.links.append(b)
b.links.append(a)
a2 = copy.deepcopy(a)
print(a2.name, a2.links[0].links[0] is a2, a2 is a, copy.copy(a).links is a.links)


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


s = copy.deepcopy(Slotted([1], 2))
print(s.x, s.y, copy.copy(len) is len, copy.deepcopy(Node) is Node, copy.copy({1, 2}), copy.deepcopy(bytearray(b"x")))
