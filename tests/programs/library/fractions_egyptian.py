"""Exact fractions: arithmetic, approximations, Egyptian sums and the harmonic series."""
import math
from decimal import Decimal
from fractions import Fraction

print(Fraction(6, -4), Fraction(9), Fraction("5/8"), Fraction("  -2/6 "), Fraction("0.125"), Fraction("25e-3"))
print(Fraction(0.75), Fraction(0.1).limit_denominator(50), Fraction(Decimal("2.4")), repr(Fraction()))
a, b = Fraction(1, 3), Fraction(1, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, a**2, a**-1, -a, abs(-a), a < b, a == Fraction(2, 6))
print(a + 1, a + 0.5, 2 / a, float(a), int(Fraction(7, 2)), round(Fraction(7, 2)), round(Fraction(22, 7), 3))
print(math.floor(Fraction(-7, 2)), math.ceil(Fraction(7, 2)), divmod(Fraction(7, 2), a), hash(Fraction(4, 2)) == hash(2))
print(a.numerator, a.denominator, a.as_integer_ratio(), Fraction.from_float(0.125), Fraction.from_decimal(Decimal("0.2")))
print([str(Fraction(math.e).limit_denominator(n)) for n in (10, 100, 1000)], Fraction(math.sin(math.pi / 6)).limit_denominator())


def egyptian(f):
    parts = []
    while f:
        unit = Fraction(1, math.ceil(1 / f))
        parts.append(unit)
        f -= unit
    return parts


def continued(f):
    while True:
        whole = math.floor(f)
        yield whole
        if f == whole:
            return
        f = 1 / (f - whole)


for f in (Fraction(7, 15), Fraction(5, 121), Fraction(3, 4)):
    print(f, "=", " + ".join(map(str, egyptian(f))), list(continued(f)))
print(sum(Fraction(1, k) for k in range(1, 21)))
print(max(Fraction(2, 3), Fraction(3, 5)), sorted([Fraction(1, 2), 0.3, 1]), sum(map(Fraction, ("1/2", "1/3"))) / 2)
for bad in (lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction(1.5, 2)):
    try:
        bad()
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__)
