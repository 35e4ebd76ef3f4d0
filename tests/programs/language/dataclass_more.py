import dataclasses
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, InitVar
from functools import cached_property
from typing import ClassVar, Generic, Optional, TypeVar

T = TypeVar("T")


@dataclass
class Node(Generic[T]):
    value: T
    left: "Optional[Node[T]]" = None
    right: "Optional[Node[T]]" = None

    def insert(self, value: T) -> "Node[T]":
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Node(value))
        else:
            child.insert(value)
        return self

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


@dataclass(order=True, frozen=True)
class Card:
    sort_index: tuple = field(init=False, repr=False)
    rank: int = field(compare=False)
    suit: str = field(compare=False, default="spades")
    RANKS: ClassVar[dict] = {11: "J", 12: "Q", 13: "K", 14: "A"}

    def __post_init__(self):
        object.__setattr__(self, "sort_index", (self.rank, self.suit))

    def __str__(self):
        return f"{self.RANKS.get(self.rank, self.rank)} of {self.suit}"


@dataclass
class Shape(ABC):
    name: str

    @abstractmethod
    def area(self) -> float: ...

    @property
    def label(self):
        return f"{self.name}={self.area():g}"


@dataclass
class Rect(Shape):
    w: float = 1
    h: float = 1
    name: str = "rect"

    def area(self):
        return self.w * self.h

    @cached_property
    def diagonal(self):
        return (self.w**2 + self.h**2) ** 0.5


@dataclass
class Temperature:
    celsius: float

    @property
    def celsius(self) -> float:
        return self._celsius

    @celsius.setter
    def celsius(self, value: float) -> None:
        if isinstance(value, property):
            value = 0.0
        self._celsius = float(value)


@dataclass
class Config:
    raw: InitVar[str]
    sep: InitVar[str] = ","
    pairs: dict = field(default_factory=dict, init=False)
    _cache: list = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self, raw, sep):
        for part in raw.split(sep):
            key, _, value = part.partition("=")
            self.pairs[key.strip()] = value.strip()
        self._cache.append(raw)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self.pairs[name]
        except KeyError:
            raise AttributeError(f"no setting {name}") from None


@dataclass(eq=False)
class Identity:
    x: int


@dataclass(repr=False, init=False)
class Manual:
    a: int
    b: int = 2

    def __init__(self, a):
        self.a = a * 10


@dataclass
class Base:
    x: int = 1
    y: int = field(default=2, kw_only=True)


@dataclass
class Derived(Base):
    z: int = 3
    x: float = 1.5

    def __post_init__(self):
        self.total = self.x + self.y + self.z


def describe(obj):
    return ", ".join(f"{f.name}={getattr(obj, f.name)!r}" for f in dataclasses.fields(obj) if f.repr)


root = Node(5)
for n in (3, 8, 1, 4):
    root.insert(n)
print(list(root), root.left, Node("x") == Node("x"), dataclasses.asdict(root.right))
hand = [Card(14), Card(10, "hearts"), Card(12)]
print(*map(str, sorted(hand)), max(hand), Card(3) < Card(3, "clubs"), repr(hand[1]))
r = Rect(w=3, h=4)
print(r, r.label, r.diagonal, Rect(name="n", w=1, h=2).label, dataclasses.astuple(r), "diagonal" in vars(r), r == Rect("rect", 3, 4))
try:
    Shape("x")
except TypeError as e:
    print("abstract" in str(e))
t = Temperature(celsius="36.6")
print(t, t.celsius + 1, Temperature().celsius)
c = Config("a=1, b = two")
print(c, c.a, c.b, c == Config("a=1; b=two", ";"), hasattr(c, "zzz"), c._cache)
print(Identity(1) == Identity(1), Manual(1).a, Manual(1).b, Base(y=5), Derived(), Derived(9.5, 4, y=1).total, describe(Derived()))
print(dataclasses.replace(Base(1), x=2), [f.name for f in dataclasses.fields(Derived)], dataclasses.asdict(Base(), dict_factory=lambda pairs: [k for k, _ in pairs]))
for text, attempt in (
    ("mutable default", lambda: dataclass(type("M", (), {"__annotations__": {"a": list}, "a": []}))),
    ("replace init=False", lambda: dataclasses.replace(hand[0], sort_index=())),
    ("frozen", lambda: setattr(hand[0], "rank", 1)),
    ("positional kw_only", lambda: Base(1, 2)),
):
    try:
        print(text, attempt())
    except (TypeError, ValueError, AttributeError) as e:
        print(f"{text}: {type(e).__name__}")
try:
    @dataclass
    class Wrong:
        a: int = 1
        b: str
except TypeError as e:
    print(e)
Row = dataclasses.make_dataclass("Row", ["id", ("name", str), ("tags", list, field(default_factory=list))], bases=(Identity,), order=True)
print(Row(1, 2, "n"), Row(1, 2, "a") < Row(1, 2, "b"), dataclasses.is_dataclass(Row), Row.__name__)
