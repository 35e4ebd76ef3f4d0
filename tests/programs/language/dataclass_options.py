from dataclasses import (
    KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace,
)
from typing import Any, ClassVar, Optional


@dataclass
class Base:
    id: int
    tags: list = field(default_factory=list)
    created: str = field(default="today", metadata={"label": "Created at", "hidden": True})
    total: ClassVar[int] = 0

    def __post_init__(self):
        Base.total += 1


@dataclass(order=True)
class Item(Base):
    name: str = "item"
    price: float = field(default=0.0, compare=False)
    _: KW_ONLY
    stock: int = 0
    secret: str = field(default="hidden", repr=False)
    slug: str = field(init=False)
    source: InitVar[Optional[str]] = None

    def __post_init__(self, source):
        super().__post_init__()
        self.slug = self.name.lower().replace(" ", "-")
        if source:
            self.tags = self.tags + [source]


@dataclass(slots=True, frozen=True)
class Pixel:
    x: int
    y: int = 0


@dataclass(kw_only=True, eq=False)
class Options:
    verbose: bool = False
    depth: int


@dataclass(repr=False, unsafe_hash=True)
class Tag:
    label: str

    def __repr__(self):
        return "#" + self.label


a = Item(1, ["x"], name="Red Ball", price=2.5, stock=3, source="import")
b = Item(1, ["x", "import"], name="Red Ball", price=99)
print(a)
print(b)
print(a == b, Item(2) < Item(3), sorted([Item(3), Item(1), Item(2)])[0].id, Base.total)
print(asdict(a), astuple(Pixel(1, 2)))
print(replace(b, id=7, name="Blue Ball", source=None).slug)
for f in fields(Item):
    print(f.name, f.init, f.repr, f.compare, dict(f.metadata), getattr(f.type, "__name__", f.type))
print(is_dataclass(Item), is_dataclass(a), is_dataclass(3), hasattr(Pixel(1), "__dict__"))
print(Options(depth=2), Options(depth=2) == Options(depth=2))
print({Tag("a"), Tag("a")}, Pixel(1) == Pixel(1, 0), hash(Pixel(3)) == hash(Pixel(3)))
for bad in (lambda: Options(1), lambda: Item(), lambda: setattr(Pixel(1), "x", 2), lambda: Item(1) < 3):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
Coord = make_dataclass("Coord", [("lat", float), ("lon", float, field(default=0.0))], namespace={"flip": lambda self: (self.lon, self.lat)})
print(Coord(1.5), Coord(1, 2).flip())
match a:
    case Item(id=1, name=str(n)) if n:
        print("matched", n)
match Pixel(4, 5):
    case Pixel(x, y):
        print(x, y)
