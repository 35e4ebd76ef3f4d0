"""Prices of baskets."""
from decimal import Decimal

import models

DISCOUNT = Decimal("0.1")


def total(basket: models.Basket) -> Decimal:
    whole = sum((p.price * n for p, n in basket), Decimal(0))
    return (whole * (1 - DISCOUNT)).quantize(Decimal("0.01"))


def lines(basket):
    for product, n in basket:
        yield f"{n} x {product.name:<5}{product.price * n:>8}"
