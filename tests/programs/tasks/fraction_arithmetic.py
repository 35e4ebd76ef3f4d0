"""A rational number class, Egyptian fractions, continued fractions, Bernoulli numbers."""

from fractions import Fraction
from math import gcd, comb
import numbers


class Ratio:
    __slots__ = ("_n", "_d")

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Ratio({n}, 0)")
        g = gcd(n, d) * (1 if d > 0 else -1)
        self._n, self._d = n // g, d // g

    n = property(lambda self: self._n)
    d = property(lambda self: self._d)

    @staticmethod
    def _lift(x):
        if isinstance(x, Ratio):
            return x
        if isinstance(x, numbers.Integral):
            return Ratio(int(x))
        return NotImplemented

    def __add__(self, other):
        other = self._lift(other)
        if other is NotImplemented:
            return other
        return Ratio(self._n * other._d + other._n * self._d, self._d * other._d)

    __radd__ = __add__

    def __neg__(self):
        return Ratio(-self._n, self._d)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        other = self._lift(other)
        if other is NotImplemented:
            return other
        return Ratio(self._n * other._n, self._d * other._d)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._lift(other)
        return Ratio(self._n * other._d, self._d * other._n)

    def __rtruediv__(self, other):
        return self._lift(other) / self

    def __pow__(self, k):
        return Ratio(self._n**k, self._d**k) if k >= 0 else Ratio(self._d**-k, self._n**-k)

    def __eq__(self, other):
        other = self._lift(other)
        return (self._n, self._d) == (other._n, other._d)

    def __lt__(self, other):
        other = self._lift(other)
        return self._n * other._d < other._n * self._d

    def __hash__(self):
        return hash((self._n, self._d))

    def __bool__(self):
        return self._n != 0

    def __float__(self):
        return self._n / self._d

    def __abs__(self):
        return Ratio(abs(self._n), self._d)

    def __repr__(self):
        return f"{self._n}/{self._d}" if self._d != 1 else str(self._n)

    def __format__(self, spec):
        if spec == "mixed":
            whole, rest = divmod(self._n, self._d)
            return f"{whole} {rest}/{self._d}" if whole and rest else repr(self)
        return format(float(self), spec) if spec else repr(self)


def egyptian(x):
    while x:
        unit = Ratio(1, -(-x.d // x.n))
        yield unit
        x -= unit


def continued(x):
    n, d = x.numerator, x.denominator
    while d:
        q, (n, d) = n // d, (d, n % d)
        yield q


def bernoulli(n):
    b = []
    for m in range(n + 1):
        b.append(Fraction(1) if m == 0 else -sum(comb(m + 1, k) * b[k] for k in range(m)) / (m + 1))
    return b


half, third = Ratio(1, 2), Ratio(2, 6)
print(half + third, half - third, half * third, half / third, 1 - third, 2 / third, -half, half**-3)
print(f"{Ratio(22, 7):mixed} {Ratio(22, 7):.4f} {Ratio(22, 7)} {Ratio(4, 2):mixed}")
print(
    sum([half, third, Ratio(1, 6)], Ratio(0)) == 1,
    sorted([half, third, Ratio(3, 8)]),
    {Ratio(2, 4): "x"}[half],
)
print(Ratio(43, 48), "=", " + ".join(map(str, egyptian(Ratio(43, 48)))))
try:
    half + "a"
except TypeError as e:
    print("TypeError:", e)
try:
    Ratio(1, 0)
except ZeroDivisionError as e:
    print("ZeroDivisionError:", e)
print(list(continued(Fraction(649, 200))), Fraction("3.245").limit_denominator(20))
print([str(b) for b in bernoulli(12) if b])
