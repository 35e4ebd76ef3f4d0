"""The numeric tower, and a number class that joins it."""
import math
import numbers
from decimal import Decimal
from fractions import Fraction
from numbers import Complex, Integral, Number, Rational, Real


def kind(x):
    for cls in (Integral, Rational, Real, Complex, Number):
        if isinstance(x, cls):
            return cls.__name__
    return "not a number"


print([kind(x) for x in (3, True, Fraction(1, 2), 2.5, 1j, Decimal("1"), "1")])
print((3).numerator, (2.5).real, (1 + 2j).conjugate(), issubclass(int, Rational), issubclass(float, Real), isinstance(3, numbers.Number))


class Half(Rational):
    """n halves."""

    def __init__(self, n):
        self._n = n

    @property
    def numerator(self):
        return self._n // math.gcd(self._n, 2)

    @property
    def denominator(self):
        return 2 // math.gcd(self._n, 2)

    def _op(self, other, f):
        if isinstance(other, Half):
            return Half(f(self._n, other._n))
        if isinstance(other, Integral):
            return Half(f(self._n, 2 * other))
        return NotImplemented

    def __add__(self, other):
        return self._op(other, lambda a, b: a + b)

    __radd__ = __add__

    def __neg__(self):
        return Half(-self._n)

    def __pos__(self):
        return self

    def __abs__(self):
        return Half(abs(self._n))

    def __eq__(self, other):
        return Fraction(self._n, 2) == other

    def __lt__(self, other):
        return Fraction(self._n, 2) < other

    def __le__(self, other):
        return Fraction(self._n, 2) <= other

    def __mul__(self, other):
        return Fraction(self._n, 2) * other

    __rmul__ = __mul__

    def __truediv__(self, other):
        return Fraction(self._n, 2) / other

    def __rtruediv__(self, other):
        return other / Fraction(self._n, 2)

    def __floordiv__(self, other):
        return Fraction(self._n, 2) // other

    def __rfloordiv__(self, other):
        return other // Fraction(self._n, 2)

    def __mod__(self, other):
        return Fraction(self._n, 2) % other

    def __rmod__(self, other):
        return other % Fraction(self._n, 2)

    def __pow__(self, e):
        return Fraction(self._n, 2) ** e

    def __rpow__(self, b):
        return b ** float(self)

    def __trunc__(self):
        return int(self._n / 2)

    def __floor__(self):
        return self._n // 2

    def __ceil__(self):
        return -(-self._n // 2)

    def __round__(self, ndigits=None):
        return round(Fraction(self._n, 2), ndigits)

    def __hash__(self):
        return hash(Fraction(self._n, 2))

    def __repr__(self):
        return f"{self._n}/2"


h = Half(3)
print(h, h + h, h + 1, 1 + h, h - Half(1), -h, h * 4, h / 3, h**2, float(h), math.floor(h), math.ceil(h), round(h), math.trunc(h))
print(h == 1.5, h < 2, h in {1.5}, isinstance(h, Real), h.real, h.imag, complex(h), divmod(h, 1), bool(Half(0)), sum([h, h]))
try:
    h + "x"
except TypeError as error:
    print(error)
