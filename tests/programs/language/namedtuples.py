from collections import namedtuple
from typing import NamedTuple, Optional

Point = namedtuple("Point", ["x", "y"], defaults=[0])
Row = namedtuple("Row", "id, class, def", rename=True)


class Employee(NamedTuple):
    """Someone who works here."""
    name: str
    age: int = 30
    boss: Optional["Employee"] = None

    @property
    def first(self):
        return self.name.split()[0]

    def promote(self, **changes):
        return self._replace(**changes)

    def __str__(self):
        return f"{self.first} ({self.age})"


class Vector(Point):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5


p = Point(1)
print(p, p.x, p[1], p._asdict(), p._replace(y=5), Point._fields, Point._field_defaults, Point._make([7, 8]))
x, y = p
print(x, y, p == (1, 0), p + (2,), len(p), sorted([Point(2, 1), Point(1, 2)]), {p: "key"}[(1, 0)])
print(Row(1, 2, 3), Row._fields)
ada = Employee("Ada Lovelace", 36)
bob = Employee("Bob", boss=ada)
print(ada, bob.boss.name, repr(bob._replace(boss=None)), Employee.__doc__, Employee._fields, Employee.__annotations__["age"])
print(ada.promote(age=37), bob.boss.promote(name="Ada King").first, *ada[:2])
print(Vector(3, 4) + Vector(0, 1), Vector(3, 4).length, isinstance(Vector(1, 1), tuple))
Pair = NamedTuple("Pair", [("left", int), ("right", str)])
print(Pair(1, "r"), Pair(left=2, right="x").right, Pair.__annotations__)
try:
    p.x = 5
except AttributeError as e:
    print("AttributeError:", e)
try:
    Point()
except TypeError as e:
    print("TypeError:", e)
match ada:
    case Employee(name, age) if age > 35:
        print(name, "matched")
match p:
    case (1, second):
        print("sequence", second)
print(max([ada, bob], key=lambda e: e.age).name, [n for n, *_ in (ada, bob)], p.count(0), p.index(1))
