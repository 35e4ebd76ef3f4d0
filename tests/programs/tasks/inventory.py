"""Inventory with dataclasses, enums and an event log."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from enum import Enum, auto
from functools import total_ordering
from typing import ClassVar, Iterable, Iterator


class Category(Enum):
    TOOL = auto()
    PART = auto()
    CONSUMABLE = auto()

    @classmethod
    def of(cls, text: str) -> Category:
        try:
            return cls[text.upper()]
        except KeyError:
            raise ValueError(
                f"no category {text!r}; one of {', '.join(c.name.lower() for c in cls)}"
            ) from None


@total_ordering
@dataclass(eq=True, frozen=True)
class Sku:
    prefix: str
    number: int

    def __lt__(self, other: Sku) -> bool:
        return (self.prefix, self.number) < (other.prefix, other.number)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.number:04}"


@dataclass
class Item:
    sku: Sku
    name: str
    category: Category
    quantity: int = 0
    unit_cost: float = 0.0
    tags: set[str] = field(default_factory=set, repr=False, compare=False)
    LOW: ClassVar[int] = 5

    def __post_init__(self) -> None:
        if self.quantity < 0:
            raise ValueError(f"{self.sku}: quantity cannot be negative")

    @property
    def value(self) -> float:
        return self.quantity * self.unit_cost

    @property
    def is_low(self) -> bool:
        return self.quantity < self.LOW


@dataclass
class Inventory:
    _items: dict[Sku, Item] = field(default_factory=dict)
    _log: list[str] = field(default_factory=list, init=False)

    def __iter__(self) -> Iterator[Item]:
        return iter(sorted(self._items.values(), key=lambda i: i.sku))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, sku: Sku) -> Item:
        return self._items[sku]

    def add(self, *items: Item) -> None:
        for item in items:
            if item.sku in self._items:
                self._items[item.sku].quantity += item.quantity
                self._log.append(f"restocked {item.sku} by {item.quantity}")
            else:
                self._items[item.sku] = item
                self._log.append(f"new {item.sku}")

    def take(self, sku: Sku, n: int) -> None:
        item = self._items[sku]
        if n > item.quantity:
            self._log.append(f"short of {sku}")
            raise ValueError(f"only {item.quantity} of {item.name} left")
        item.quantity -= n
        self._log.append(f"took {n} of {sku}")

    def by_category(self) -> dict[Category, float]:
        sums: dict[Category, float] = defaultdict(float)
        for item in self:
            sums[item.category] += item.value
        return dict(sums)

    def low(self) -> Iterable[Item]:
        return (i for i in self if i.is_low)

    @property
    def log(self) -> tuple[str, ...]:
        return tuple(self._log)


def main() -> None:
    inv = Inventory()
    hammer = Item(Sku("T", 12), "hammer", Category.TOOL, 4, 18.5, {"hand"})
    inv.add(
        hammer,
        Item(Sku("C", 3), "glue", Category.of("consumable"), 20, 2.25),
        Item(Sku("P", 700), "hinge", Category.PART, 9, 1.1),
    )
    inv.add(replace(hammer, quantity=3))
    inv.take(Sku("C", 3), 16)
    for problem in (
        lambda: inv.take(Sku("P", 700), 10),
        lambda: Category.of("food"),
        lambda: replace(hammer, quantity=-1),
        lambda: inv[Sku("X", 1)],
    ):
        try:
            problem()
        except (ValueError, KeyError) as e:
            print(type(e).__name__, "-", e)
    for item in inv:
        print(item, "LOW" if item.is_low else "")
    print({c.name: round(v, 2) for c, v in inv.by_category().items()}, len(inv))
    print("\n".join(inv.log))
    print([f.name for f in fields(Item)], astuple(hammer.sku))
    record = asdict(hammer)
    record["category"] = record["category"].name
    record["tags"] = sorted(record["tags"])
    print(json.dumps(record))
    print(
        [str(i.sku) for i in inv.low()],
        Sku("A", 2) < Sku("A", 10) <= Sku("B", 1),
        hammer == replace(hammer, tags=set()),
    )
    try:
        hammer.sku.number = 1  # type: ignore[misc]
    except AttributeError as e:
        print(type(e).__name__, e)


if __name__ == "__main__":
    main()
