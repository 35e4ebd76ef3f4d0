from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

_orders = 0


def count() -> int:
    return _orders


@dataclass(frozen=True)
class Product:
    sku: str
    price: Decimal


@dataclass
class Customer:
    name: str
    vip: bool = False


@dataclass
class Line:
    product: Product
    quantity: int

    @property
    def total(self) -> Decimal:
        return self.product.price * self.quantity


@dataclass
class Order:
    customer: Customer
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        global _orders
        _orders += 1
        self.number = _orders

    def add(self, product: Product, quantity: int) -> None:
        self.lines.append(Line(product, quantity))

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))
