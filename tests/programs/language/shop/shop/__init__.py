"""The shop."""
from shop.models import Order
from shop.pricing import PricingError

VERSION = "1.0"
__all__ = ["VERSION", "create_order"]


def create_order(customer, catalogue, **quantities):
    order = Order(customer)
    for sku, quantity in quantities.items():
        if sku not in catalogue:
            raise PricingError(f"no {sku} in the catalogue")
        order.add(catalogue[sku], quantity)
    return order
