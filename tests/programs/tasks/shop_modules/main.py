from decimal import Decimal as D

import pricing
from models import Basket, Product
from pricing import PricingError, total as price_of

tea = Product("TEA-1", D("6.50"), 0.25)
pot = Product("POT-9", D("38.00"), 1.2)

for basket in (
    Basket().add(tea),
    Basket().add(tea, 4),
    Basket().add(pot).add(tea, 2).add(tea),
    Basket(),
):
    print([f"{n} x {p.code}" for p, n in basket], end=" ")
    try:
        amount, parts = price_of(basket)
    except PricingError as e:
        print("error:", e)
        continue
    print(*(f"{what} {value:+.2f}" for what, value in parts if value), f"= {amount:.2f}")


@pricing.rule
def monday(basket):
    yield "monday", D(-1)


print([r.__name__ for r in pricing.RULES], price_of(Basket().add(tea))[0])
print(pricing.models.Product is Product, pricing.__name__, Basket.__module__, Product.__module__)
