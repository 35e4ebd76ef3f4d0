"""Money, pi and roots in decimal, by methods of our own."""
from decimal import ROUND_HALF_EVEN, Decimal, getcontext, localcontext


class Euro:
    """Whole cents, shown with a separator for thousands."""

    def __init__(self, amount, mark="€"):
        self.amount = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
        self.mark = mark

    def shown(self, thousands=".", point=",", brackets=False):
        _sign, digits, _exponent = self.amount.as_tuple()
        text = "".join(map(str, digits)).zfill(3)
        whole, cents = text[:-2], text[-2:]
        groups = []
        while whole:
            groups.append(whole[-3:])
            whole = whole[:-3]
        body = f"{thousands.join(reversed(groups))}{point}{cents} {self.mark}"
        if self.amount < 0:
            return f"({body})" if brackets else f"-{body}"
        return body

    def split(self, n):
        """Shares that differ by a cent at most and sum to the whole."""
        share, rest = divmod(int(self.amount * 100), n)
        return [Decimal(share + (i < rest)) / 100 for i in range(n)]


def machin_pi(places):
    """pi = 16 arctan(1/5) - 4 arctan(1/239)"""

    def arctan_inverse(n):
        power = total = Decimal(1) / n
        k, last = 1, None
        while total != last:
            last = total
            power /= -n * n
            k += 2
            total += power / k
        return total

    with localcontext() as context:
        context.prec = places + 5
        value = 16 * arctan_inverse(5) - 4 * arctan_inverse(239)
    with localcontext() as context:
        context.prec = places
        return +value


def root(value, n):
    """The nth root by Newton's steps."""
    guess = Decimal(value) ** (Decimal(1) / n)
    with localcontext() as context:
        context.prec += 3
        for _ in range(5):
            guess -= (guess**n - value) / (n * guess ** (n - 1))
    return +guess


print(Euro("-9876543.215").shown(), "|", Euro("-9876543.215").shown(",", ".", brackets=True), "|", Euro("0.005").shown(), "|", Euro("1234").shown())
print(Euro("100").split(3), sum(Euro("100").split(3)), Euro("0.05").split(2))
print(machin_pi(50))
getcontext().prec = 30
print(root(2, 2), root(27, 3), root(Decimal("10"), 5))
prices = [Decimal(p) for p in ("19.99", "5.01", "0.10")]
print(sum(prices), (sum(prices) * Decimal("1.19")).quantize(Decimal("0.01")))
