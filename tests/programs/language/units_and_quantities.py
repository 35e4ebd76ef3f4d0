from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Dimension:
    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, **powers: int) -> Dimension:
        return cls(tuple(sorted((k, v) for k, v in powers.items() if v)))

    def _combine(self, other: Dimension, sign: int) -> Dimension:
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        return Dimension.of(**powers)

    def __mul__(self, other: Dimension) -> Dimension:
        return self._combine(other, 1)

    def __truediv__(self, other: Dimension) -> Dimension:
        return self._combine(other, -1)

    def __pow__(self, n: int) -> Dimension:
        return Dimension.of(**{k: v * n for k, v in self.powers})

    def __str__(self) -> str:
        return "*".join(k if v == 1 else f"{k}^{v}" for k, v in self.powers) or "1"


class DimensionError(TypeError):
    pass


@total_ordering
class Quantity:
    __match_args__ = ("value", "dimension")

    def __init__(self, value, dimension: Dimension = Dimension()):
        self.value = Fraction(value)
        self.dimension = dimension

    def _check(self, other: object) -> Quantity:
        if not isinstance(other, Quantity):
            other = Quantity(other)
        if other.dimension != self.dimension:
            raise DimensionError(f"{self.dimension} and {other.dimension} do not mix")
        return other

    def __add__(self, other):
        return Quantity(self.value + self._check(other).value, self.dimension)

    def __sub__(self, other):
        return self + -1 * other

    def __mul__(self, other):
        other = other if isinstance(other, Quantity) else Quantity(other)
        return Quantity(self.value * other.value, self.dimension * other.dimension)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = other if isinstance(other, Quantity) else Quantity(other)
        return Quantity(self.value / other.value, self.dimension / other.dimension)

    def __rtruediv__(self, other):
        return Quantity(other) / self

    def __pow__(self, n):
        return Quantity(self.value**n, self.dimension**n)

    def __eq__(self, other):
        return self.value == self._check(other).value

    def __lt__(self, other):
        return self.value < self._check(other).value

    def __hash__(self):
        return hash((self.value, self.dimension))

    def __getattr__(self, name):
        if name.startswith("in_") and name[3:] in UNITS:
            return float((self / UNITS[name[3:]]).value)
        raise AttributeError(f"no unit {name!r}")

    def __format__(self, spec):
        spec, _, unit = spec.partition("/")
        if unit:
            return format(float((self / UNITS[unit]).value), spec) + " " + unit
        return f"{float(self.value):{spec}} {self.dimension}"

    def __repr__(self):
        return f"{self}"


METRE, SECOND, GRAM = (Dimension.of(**{n: 1}) for n in ("m", "s", "g"))
m, s, g = Quantity(1, METRE), Quantity(1, SECOND), Quantity(1, GRAM)
UNITS: Final = MappingProxyType({
    "m": m, "km": 1000 * m, "mile": Fraction("1609.344") * m, "s": s, "h": 3600 * s, "kg": 1000 * g,
    "kmh": 1000 * m / (3600 * s), "N": 1000 * g * m / s**2, "J": 1000 * g * m**2 / s**2,
})

distance, time = 42 * UNITS["km"], UNITS["h"] * Fraction(7, 2)
speed = distance / time
print(distance, time, f"{speed:.3f}", f"{speed:.1f/kmh}", speed.in_kmh, (3 * UNITS["mile"]).in_km)
print(f"{UNITS['kg'] * 9.8125 * m / s**2:.2f/N}", (5 * UNITS["N"] * (2 * m)).in_J, 1 / s, (10 * m) / (5 * m))
print(UNITS["km"] > UNITS["m"], 1000 * m == UNITS["km"], max(UNITS["mile"], UNITS["km"]) == UNITS["mile"], len({m, 1 * m, s}))
for wrong in (lambda: m + s, lambda: m < g, lambda: m.in_lightyears, lambda: UNITS.__setitem__("x", 1), lambda: m == 1):
    try:
        wrong()
    except (DimensionError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
match speed:
    case Quantity(value, Dimension(powers)) if ("s", -1) in powers:
        print("a speed of", value)
