from __future__ import annotations

from typing import Literal, NotRequired, Required, TypedDict


class Item(TypedDict):
    sku: str
    price: float
    stock: NotRequired[int]


class Discounted(Item, total=False):
    percent: Required[int]
    reason: Literal["sale", "damaged"]


def total(items: list[Item | Discounted]) -> float:
    amount = 0.0
    for item in items:
        price = item["price"]
        if "percent" in item:
            price *= 1 - item["percent"] / 100
        amount += price * item.get("stock", 1)
    return amount


a: Item = {"sku": "A1", "price": 9.5, "stock": 2}
b = Discounted(sku="B2", price=100.0, percent=25, reason="sale")
print(total([a, b]), type(b) is dict, a | {"stock": 0}, b["reason"])
print(sorted(Item.__annotations__), Item.__name__, sorted(Discounted.__annotations__))
b["stock"] = 3
del b["reason"]
print(b, total([b]))
