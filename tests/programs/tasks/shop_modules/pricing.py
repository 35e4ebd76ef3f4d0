from decimal import Decimal

import models

RULES = []


class PricingError(Exception):
    pass


def rule(f):
    RULES.append(f)
    return f


@rule
def three_for_two(basket: models.Basket):
    for product, n in basket:
        if product.code.startswith("TEA"):
            yield "three for two", -(n // 3) * product.price


@rule
def shipping(basket):
    if not len(basket):
        raise PricingError("empty basket")
    yield "shipping", Decimal("4.90") if basket.weight > 1 else Decimal("2.40")


@rule
def loyal(basket):
    if basket.subtotal >= 50:
        yield "ten percent off", -basket.subtotal / 10


def total(basket):
    parts = [p for r in RULES for p in r(basket)]
    return basket.subtotal + sum(amount for _, amount in parts), parts
