from abc import ABC, abstractmethod
from decimal import Decimal


class Discount(ABC):
    @abstractmethod
    def amount(self, order) -> Decimal: ...

    def __str__(self):
        return type(self).__name__.lower()


class Percent(Discount):
    def __init__(self, percent):
        self._percent = Decimal(percent)

    def amount(self, order):
        return order.total * self._percent / 100

    def __str__(self):
        return f"{self._percent}%"


class Amount(Discount):
    def __init__(self, value):
        self._value = value

    def amount(self, order):
        return min(self._value, order.total)


def best(order, discounts):
    chosen = max(discounts, key=lambda d: d.amount(order))
    return f"best: {chosen} saves {chosen.amount(order):.2f}"
