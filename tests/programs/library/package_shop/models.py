"""What is sold, and what it is put into."""
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Basket", "Product"]


@dataclass(frozen=True, order=True)
class Product:
    name: str
    price: Decimal

    def __post_init__(self):
        object.__setattr__(self, "price", Decimal(self.price))


class Basket:
    def __init__(self):
        self._items = Counter()

    def put(self, product, n=1):
        self._items[product] += n

    def __iter__(self):
        return iter(sorted(self._items.items()))

    def __len__(self):
        return self._items.total()
