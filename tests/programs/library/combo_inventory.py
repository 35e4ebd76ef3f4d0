"""An inventory with enums, decimals, dataclasses and JSON."""
import json
from dataclasses import asdict, dataclass, field, fields, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from functools import total_ordering


class Category(Enum):
    TOOL = auto()
    TOY = auto()
    FOOD = auto()

    @property
    def vat(self):
        return {Category.FOOD: Decimal("0.07")}.get(self, Decimal("0.19"))


@total_ordering
@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str = "EUR"

    def __post_init__(self):
        object.__setattr__(self, "amount", Decimal(self.amount).quantize(Decimal("0.01"), ROUND_HALF_UP))

    def __add__(self, other):
        return replace(self, amount=self.amount + other.amount)

    def __mul__(self, factor):
        return replace(self, amount=self.amount * factor)

    def __lt__(self, other):
        return self.amount < other.amount

    def __str__(self):
        return f"{self.amount:,.2f} {self.currency}"


@dataclass(order=True, kw_only=True)
class Item:
    sort_index: tuple = field(init=False, repr=False, compare=True)
    name: str = field(compare=False)
    price: Money = field(compare=False)
    category: Category = field(compare=False, default=Category.TOOL)
    count: int = field(default=1, compare=False, metadata={"minimum": 0})

    def __post_init__(self):
        self.sort_index = (self.category.value, self.name)
        for f in fields(self):
            if "minimum" in f.metadata and getattr(self, f.name) < f.metadata["minimum"]:
                raise ValueError(f"{f.name} is below {f.metadata['minimum']}")

    @property
    def gross(self):
        return self.price * self.count * (1 + self.category.vat)


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Decimal):
            return str(o)
        if isinstance(o, Enum):
            return o.name.lower()
        return super().default(o)


items = [
    Item(name="saw", price=Money("19.995")),
    Item(name="robot", price=Money(Decimal("49.9")), category=Category.TOY, count=3),
    Item(name="bread", price=Money("3"), category=Category.FOOD, count=10),
    Item(name="axe", price=Money("35"), count=0),
]
for item in sorted(items):
    print(f"{item.name:<6}|{item.category.name:<5}|{item.count:>3}|{item.gross!s:>14}")
total = sum((i.gross for i in items), Money("0"))
print("total", total, "most expensive", max(items, key=lambda i: i.price).name, Money("1") >= Money("0.999"))
text = json.dumps([asdict(i) for i in items[:2]], cls=Encoder)
print(text)
try:
    Item(name="x", price=Money("1"), count=-1)
except ValueError as error:
    print(error)
try:
    items[0].price.currency = "USD"
except AttributeError as error:
    print(type(error).__name__, error)
