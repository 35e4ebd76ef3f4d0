"""What the shop knows: products, baskets."""

from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["Product", "Basket"]


@dataclass(frozen=True, order=True)
class Product:
    code: str
    price: Decimal = field(compare=False)
    weight: float = field(default=0.0, compare=False)


class Basket:
    def __init__(self):
        self._lines: dict[Product, int] = {}

    def add(self, product, n=1):
        self._lines[product] = self._lines.get(product, 0) + n
        return self

    def __iter__(self):
        return iter(sorted(self._lines.items()))

    def __len__(self):
        return sum(self._lines.values())

    @property
    def weight(self):
        return sum(p.weight * n for p, n in self)

    @property
    def subtotal(self):
        return sum((p.price * n for p, n in self), Decimal(0))
