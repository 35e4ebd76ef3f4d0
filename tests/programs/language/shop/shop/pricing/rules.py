from decimal import Decimal

from shop.pricing.discounts import Discount

applied = []


def bulk(minimum):
    class Bulk(Discount):
        def amount(self, order):
            applied.append(order.number)
            return sum((line.total / 10 for line in order.lines if line.quantity >= minimum), Decimal(0))

    return Bulk()
