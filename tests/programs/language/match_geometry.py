from dataclasses import dataclass
from enum import Enum


class Colour(Enum):
    RED = "r"
    BLUE = "b"


@dataclass
class Point:
    x: float
    y: float


@dataclass
class Circle:
    centre: Point
    radius: float
    colour: Colour = Colour.RED


class Box:
    __match_args__ = ("corner", "size")

    def __init__(self, corner, size):
        self.corner, self.size = corner, size


class limits:
    BIG = 100


ORIGIN = Point(0, 0)


def describe(shape):
    match shape:
        case None:
            return "nothing"
        case True | False as flag:
            return f"flag {flag}"
        case Point(x=0, y=0):
            return "the origin"
        case Point(0, y) | Point(y, 0):
            return f"on an axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "somewhere"
        case Circle(Point(x, _), r, colour=Colour.BLUE):
            return f"blue circle r={r} at x={x}"
        case Circle(centre=Point() as c, radius=limits.BIG):
            return f"big circle around {c}"
        case Circle(radius=r) if r <= 0:
            return "degenerate"
        case Circle(_, (int() | float()) as r):
            return f"circle {r}"
        case Box(Point(x=a), (w, h)) if w == h:
            return f"square from {a}, side {w}"
        case Box(corner, size=[w, *_]):
            return f"box {w} wide at {corner}"
        case int(n) | float(n) if n < 0:
            return f"negative {n}"
        case 0 | 0.0:
            return "zero"
        case -1j | 1 + 2j:
            return "a complex constant"
        case int():
            return f"int {shape}"
        case str("north" | "south" as way):
            return f"way {way}"
        case "":
            return "empty text"
        case str(s) if s.isupper():
            return f"shout {s!r}"
        case b"raw":
            return "raw bytes"
        case [] | ():
            return "empty sequence"
        case [only]:
            return f"just {only}"
        case ["go", ("left" | "right") as turn, *rest]:
            return f"go {turn} then {rest}"
        case [Point() as first, *_, Point() as last]:
            return f"path from {first} to {last}"
        case [int(a), [b, [c, *d]], *_]:
            return f"nested {a} {b} {c} {d}"
        case (a, b) if a == b:
            return f"pair of {a}"
        case [first, *middle, last]:
            return f"{first}..{len(middle)}..{last}"
        case {"type": "circle", "r": float() | int() as r, **rest}:
            return f"dict circle {r} {sorted(rest)}"
        case {"type": kind, "pos": [x, y]}:
            return f"dict {kind} at {x},{y}"
        case {"deep": {"er": {"est": value}}}:
            return f"deep {value}"
        case {limits.BIG: v, **nothing} if not nothing:
            return f"one big key {v}"
        case {}:
            return "some dict"
        case set() | frozenset():
            return "a set"
        case Colour.RED | Colour.BLUE as c:
            return f"colour {c.name}"
        case _:
            return "unknown " + type(shape).__name__


things = [
    None, True, ORIGIN, Point(0, 5), Point(6, 0), Point(2, 2), Point(1, 2),
    Circle(Point(1, 1), 5, Colour.BLUE), Circle(Point(1, 1), 100), Circle(ORIGIN, -1), Circle(ORIGIN, 3),
    Box(Point(1, 0), (4, 4)), Box("here", [1, 2, 3]), Box(1, 2),
    -5, -2.5, 0, 0.0, 1 + 2j, -1j, 42, "north", "", "LOUD", "quiet", b"raw", [], (), ["x"],
    ["go", "left"], ("go", "right", 1, 2), [Point(1, 1), 5, Point(2, 2)], [1, [2, [3, 4, 5]], 6], (7, 7), [1, 2, 3, 4],
    {"type": "circle", "r": 2, "fill": 1}, {"type": "dot", "pos": (3, 4)}, {"deep": {"er": {"est": "!"}}},
    {100: "v"}, {"a": 1}, {1}, Colour.BLUE, object, 3.5, range(0),
]
for thing in things:
    print(describe(thing))
