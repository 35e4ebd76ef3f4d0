from dataclasses import dataclass, field, asdict, astuple, replace, fields, KW_ONLY

@dataclass(order=True, frozen=True)
class Point:
    x: float
    y: float = 0.0
    tags: tuple = field(default=(), compare=False)

@dataclass
class Line:
    a: Point
    b: Point
    names: list[str] = field(default_factory=list)
    length: float = field(init=False, repr=False)
    _cache: dict = field(default_factory=dict, repr=False)

    def __post_init__(self):
        self.length = ((self.a.x - self.b.x) ** 2 + (self.a.y - self.b.y) ** 2) ** 0.5

@dataclass(slots=True)
class S:
    v: int
    def bump(self):
        self.v += 1

l = Line(Point(0), Point(3, 4))
l.names.append("n")
s = S(1); s.bump()
print(l, l.length, asdict(l), astuple(Point(1)), replace(Point(1), y=2), sorted([Point(2), Point(1)]), s)
print([f.name for f in fields(l)], hash(Point(1)) == hash(Point(1)))
try:
    Point(1).x = 2
except AttributeError as e:
    print(type(e).__name__, e)
