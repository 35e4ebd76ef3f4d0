from decimal import (
    Decimal,
    getcontext,
    setcontext,
    Context,
    InvalidOperation,
    DivisionByZero,
    ROUND_UP,
    ROUND_HALF_UP,
    localcontext,
)
from fractions import Fraction
import math


def machin(digits):
    getcontext().prec = digits + 8

    def arctan_inverse(x):
        x = Decimal(x)
        power = total = 1 / x
        n, sign = 1, 1
        while power > Decimal(10) ** -(digits + 6):
            power /= x * x
            n += 2
            sign = -sign
            total += sign * power / n
        return total

    pi = 4 * (4 * arctan_inverse(5) - arctan_inverse(239))
    getcontext().prec = digits
    return +pi


def by_integers(digits):
    """Euler: pi/4 = arctan(1/2) + arctan(1/3), in whole numbers."""
    one = 10 ** (digits + 10)

    def arctan(x):
        total, term, k = 0, one // x, 1
        while term:
            total += term // k if k % 4 == 1 else -(term // k)
            term //= x * x
            k += 2
        return total

    return str(4 * (arctan(2) + arctan(3)))[:digits]


pi = machin(50)
print(pi)
print(by_integers(51) == str(machin(60)).replace(".", "")[:51])
getcontext().prec = 28
print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln().quantize(Decimal("1e-10")))
print(
    Decimal("0.1") + Decimal("0.2") == Decimal("0.3"),
    0.1 + 0.2 == 0.3,
    Decimal(0.1) == Decimal("0.1"),
)
price = Decimal("19.995")
print(
    price.quantize(Decimal(".01"), ROUND_HALF_UP),
    round(price, 2),
    price.as_tuple(),
    price.normalize(),
    f"{price:>12,.1f}|{price:e}",
)
with localcontext(Context(prec=5, rounding=ROUND_UP)) as c:
    print(Decimal(1) / 3, c.prec, Decimal("123456") + 0)
print(getcontext().prec, Decimal(1) / 3)
for f in (lambda: Decimal("x"), lambda: Decimal(1) / 0, lambda: Decimal(-1).sqrt()):
    try:
        f()
    except (InvalidOperation, DivisionByZero) as e:
        print(type(e).__name__)
ctx = getcontext().copy()
ctx.traps[DivisionByZero] = False
setcontext(ctx)
print(
    Decimal(1) / 0,
    Decimal("NaN").is_nan(),
    max(Decimal(3), Decimal("2.5")),
    sum([Decimal("0.1")] * 10),
)
print(
    Fraction(str(pi)).limit_denominator(1000),
    Fraction(355, 113) - Fraction(22, 7),
    math.isclose(pi, math.pi),
    int(pi),
    float(pi),
)
