"""Parts of dataclasses beyond the decorator."""
import dataclasses
from dataclasses import KW_ONLY, MISSING, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace


@dataclass
class Ticket:
    number: int
    price: float | None = None
    _: KW_ONLY
    paid: bool = False
    rates: InitVar[dict | None] = None

    def __post_init__(self, rates):
        if rates and self.price is None:
            self.price = rates.get(self.number % 2, 1.0)


c = Ticket(11, rates={1: 2.5}, paid=True)
print(c, astuple(c), asdict(c), [f.name for f in fields(Ticket)], replace(c, number=2, rates=None))


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = field(default=0.0, metadata={"unit": "m"})
    tags: tuple = field(default_factory=tuple, repr=False, compare=False, hash=False)


p = Point(1.5)
print(p, hash(p) == hash(Point(1.5, tags=("a",))), p == Point(1.5, 0.0, ("b",)), {p: "found"}[Point(1.5)])
try:
    p.x = 3
except FrozenInstanceError as error:
    print(error, isinstance(error, AttributeError))
for f in fields(Point):
    print(f.name, f.type.__name__, f.default is MISSING, f.default_factory is MISSING, dict(f.metadata), f.init, f.repr)
print(is_dataclass(Ticket), is_dataclass(c), is_dataclass(int), is_dataclass(c) and not isinstance(c, type))

Made = make_dataclass("Made", ["x", ("y", int), ("z", int, field(default=5))], namespace={"total": lambda self: self.y + self.z})
print(Made(1, 2), Made(1, 2).total(), dataclasses.asdict(Made("nested", 3)))


@dataclass
class Tree:
    value: int
    children: list["Tree"] = field(default_factory=list)

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


tree = Tree(1, [Tree(2, [Tree(3)]), Tree(4)])
print(list(tree), asdict(tree), asdict(tree, dict_factory=lambda pairs: {k: v for k, v in pairs if v}), tree == Tree(1, tree.children))


@dataclass
class Animal:
    name: str = "nobody"
    legs: int = 4


@dataclass
class Bird(Animal):
    flies: bool = True
    legs: int = 2


print(Bird(), Bird.__match_args__, Bird("emu", flies=False))
match Bird("kiwi"):
    case Bird(name, legs, flies=True):
        print("matched", name, legs)
try:

    @dataclass
    class Bad:
        items: list = []

except ValueError as error:
    print(error)
