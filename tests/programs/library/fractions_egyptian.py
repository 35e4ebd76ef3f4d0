"""Exact fractions: arithmetic, approximations, Egyptian sums and the harmonic series."""
import math
from decimal import Decimal
from fractions import Fraction

print(Fraction(16, -10), Fraction(123), Fraction("3/7"), Fraction(" -3/7\n"), Fraction("1.414213"), Fraction("7e-6"))
print(Fraction(2.25), Fraction(1.1).limit_denominator(100), Fraction(Decimal("1.1")), repr(Fraction()))
a, b = Fraction(1, 3), Fraction(1, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, a**2, a**-1, -a, abs(-a), a < b, a == Fraction(2, 6))
print(a + 1, a + 0.5, 2 / a, float(a), int(Fraction(7, 2)), round(Fraction(7, 2)), round(Fraction(355, 113), 3))
print(math.floor(Fraction(-7, 2)), math.ceil(Fraction(7, 2)), divmod(Fraction(7, 2), a), hash(Fraction(4, 2)) == hash(2))
print(a.numerator, a.denominator, a.as_integer_ratio(), Fraction.from_float(0.125), Fraction.from_decimal(Decimal("0.2")))
print([str(Fraction(math.pi).limit_denominator(n)) for n in (10, 100, 1000)], Fraction(math.cos(math.pi / 3)).limit_denominator())


def egyptian(f):
    parts = []
    while f:
        unit = Fraction(1, math.ceil(1 / f))
        parts.append(unit)
        f -= unit
    return parts


for f in (Fraction(7, 15), Fraction(5, 121), Fraction(3, 4)):
    print(f, "=", " + ".join(map(str, egyptian(f))))
print(sum(Fraction(1, k) for k in range(1, 21)))
print(max(Fraction(2, 3), Fraction(3, 5)), sorted([Fraction(1, 2), 0.3, 1]), statistics_mean := sum(map(Fraction, ("1/2", "1/3"))) / 2)
for bad in (lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction(1.5, 2)):
    try:
        bad()
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__)
