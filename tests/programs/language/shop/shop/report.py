from shop import models


def render(order: models.Order) -> str:
    lines = [f"{'VIP ' if order.customer.vip else ''}{order.customer.name}"]
    for line in order.lines:
        lines.append(f"  {line.quantity:>3} x {line.product.sku:<6}{line.total:>10,.2f}")
    return "\n".join(lines + [f"  {'total':<12}{order.total:>10,.2f}"])
