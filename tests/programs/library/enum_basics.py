"""Enumerations: members, values, methods, aliases and iteration."""
from enum import Enum, IntEnum, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(3), Color["GREEN"], type(Color.RED).__name__)
print(list(Color), len(Color), Color.CRIMSON is Color.RED, list(Color.__members__), Color.RED in Color, Color.BLUE == 3)
print({Color.RED: "apple"}[Color.CRIMSON], isinstance(Color.RED, Color), [c.name for c in reversed(Color)])


class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2
    SUNDAY = 7

    @classmethod
    def from_number(cls, n):
        return cls(n)

    @property
    def weekend(self):
        return self.value > 5

    def __str__(self):
        return self.name.title()


print(Weekday.from_number(7), Weekday.SUNDAY.weekend, f"{Weekday.MONDAY}")


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)
    JUPITER = (1.9e27, 7.1492e7)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def surface_gravity(self):
        return 6.67300e-11 * self.mass / (self.radius * self.radius)


for planet in Planet:
    print(f"{planet.name:<8}{planet.surface_gravity:8.3f}")


class Shape(IntEnum):
    CIRCLE = 1
    SQUARE = 2


class Level(StrEnum):
    LOW = auto()
    HIGH = auto()


print(Shape.CIRCLE + 1, Shape.SQUARE > 1, ["a", "b", "c"][Shape.CIRCLE], Level.LOW, Level.HIGH.upper(), Level("high") is Level.HIGH)


class Ordered(Enum):
    def __lt__(self, other):
        if self.__class__ is other.__class__:
            return self.value < other.value
        return NotImplemented


class Grade(Ordered):
    A = 5
    B = 4
    F = 1


print(sorted(Grade), Grade.F < Grade.A)


class AutoName(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    NORTH = auto()
    SOUTH = auto()


class Status(Enum):
    OK = "ok"
    UNKNOWN = "?"

    @classmethod
    def _missing_(cls, value):
        return cls.UNKNOWN


print([a.value for a in AutoName], Status("zzz"), Enum("Animal", "ANT BEE CAT").BEE.value)
try:

    @unique
    class Mistake(Enum):
        ONE = 1
        TWO = 1

except ValueError as error:
    print(error)
for bad in (lambda: Color(9), lambda: Color["PINK"], lambda: Color.RED < Color.BLUE):
    try:
        bad()
    except (ValueError, KeyError, TypeError) as error:
        print(type(error).__name__, error)
