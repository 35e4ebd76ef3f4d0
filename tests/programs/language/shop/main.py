"""An order through a small shop: models, pricing rules, reports, each its own module."""
from decimal import Decimal

import shop.models as models
from shop import VERSION, create_order
from shop.models import Customer, Product
from shop.pricing import PricingError, discounts, rules
from shop.pricing.discounts import Percent
from shop.report import render


def main() -> None:
    print("shop", VERSION)
    catalogue = {p.sku: p for p in (Product("pen", Decimal("1.20")), Product("book", Decimal("15")), Product("desk", Decimal("240")))}
    ada = Customer("Ada", vip=True)
    order = create_order(ada, catalogue, pen=10, book=2, desk=1)
    print(render(order))
    print(discounts.best(order, [Percent(5), discounts.Amount(Decimal(8)), rules.bulk(10)]))
    print(models.Product is Product, Product.__module__, main.__module__, Percent.__module__)
    try:
        create_order(ada, catalogue, chair=1)
    except PricingError as e:
        print(type(e).__name__, e)
    print(rules.applied, models.count())


if __name__ == "__main__":
    main()
