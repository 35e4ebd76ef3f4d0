from __future__ import annotations

from dataclasses import dataclass, field, replace, FrozenInstanceError
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering


@total_ordering
@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str = "EUR"
    note: str = field(default="", compare=False, repr=False)

    def __post_init__(self):
        rounded = Decimal(str(self.amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        object.__setattr__(self, "amount", rounded)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} is not {other.currency}")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return replace(self, amount=self.amount + other.amount)

    def __mul__(self, factor: int | float | Decimal) -> Money:
        return replace(self, amount=self.amount * Decimal(str(factor)))

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __str__(self) -> str:
        return f"{self.amount:,.2f} {self.currency}"

    @classmethod
    def parse(cls, text: str) -> Money:
        amount, _, currency = text.partition(" ")
        return cls(Decimal(amount.replace(",", "")), currency or "EUR")

    def split(self, n: int) -> list[Money]:
        cents = int(self.amount * 100)
        base, extra = divmod(cents, n)
        return [replace(self, amount=Decimal(base + (i < extra)) / 100) for i in range(n)]


price = Money(Decimal("19.999"), note="net")
print(price, repr(price), price == Money.parse("20.00 EUR"), hash(price) == hash(Money(Decimal(20))))
print(price + Money(5), 3 * price, price * 0.19, sorted([Money(3), Money(1), Money(2)])[0])
print(*Money(100).split(3), sep=" | ")
print(price >= Money(20), price > Money(1), max(Money(1), price))
try:
    price.amount = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    price < Money(1, "USD")
except ValueError as e:
    print(e)
print({price: "yes"}[Money(Decimal("20.0"), note="other")], Money.parse("1,234.5 USD"))
