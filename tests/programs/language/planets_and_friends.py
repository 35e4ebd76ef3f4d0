import enum
from enum import Enum, IntEnum, StrEnum, auto


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)
    JUPITER = (1.9e27, 7.1492e7)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / (self.radius * self.radius)


class Weekday(IntEnum):
    MONDAY = 1
    TUESDAY = 2
    SUNDAY = 7

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for member in cls:
                if member.name.startswith(value.upper()):
                    return member
        return None

    def is_weekend(self):
        return self >= 6


class Suit(StrEnum):
    HEARTS = auto()
    SPADES = auto()

    @property
    def symbol(self):
        return {"hearts": "H", "spades": "S"}[self]


class Ordinal(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return f"{count + 1}-{name.lower()}"

    FIRST = auto()
    SECOND = auto()
    ALIAS = FIRST


class Token(Enum):
    NUMBER = r"\d+"
    PLUS = r"\+"

    def __new__(cls, pattern):
        obj = object.__new__(cls)
        obj._value_ = pattern
        obj.weight = len(cls.__members__) * 10
        return obj

    def __str__(self):
        return self.name.lower()


class Op(Enum):
    ADD = enum.member(lambda a, b: a + b)
    MUL = enum.member(lambda a, b: a * b)

    def __call__(self, a, b):
        return self.value(a, b)


for p in Planet:
    print(f"{p.name:8} {p.gravity:6.2f} {p.value[0]:.1e}")
print(Weekday("tue"), Weekday(7).is_weekend(), Weekday.MONDAY + 1, Weekday.MONDAY < Weekday.SUNDAY, f"{Weekday.SUNDAY}")
try:
    Weekday("noday")
except ValueError as e:
    print(e)
print(Suit.HEARTS, Suit("spades").symbol, Suit.HEARTS == "hearts", Suit.SPADES.upper(), [*Suit])
print([o.value for o in Ordinal], Ordinal.ALIAS is Ordinal.FIRST, list(Ordinal.__members__))
print([(str(t), t.value, t.weight) for t in Token])
print(Op.ADD(3, 4), Op.MUL(3, 4), [o.name for o in Op])
Animal = Enum("Animal", "CAT DOG BIRD")
Size = IntEnum("Size", {"S": 10, "M": 20})
Code = Enum("Code", [("OK", 200), ("GONE", 410)])
print(list(Animal), Animal.DOG.value, Size.M > Size.S, Code(410).name, Animal["CAT"])
try:
    Planet.EARTH = 3
except AttributeError as e:
    print("AttributeError", "EARTH" in str(e))
print({Suit.HEARTS: 1}["hearts"], Planet.EARTH in Planet, isinstance(Planet.EARTH, Planet), type(Animal.CAT).__name__)
