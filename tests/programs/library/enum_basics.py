"""Enumerations: members, values, methods, aliases and iteration."""
from enum import Enum, IntEnum, StrEnum, auto, unique


class Metal(Enum):
    IRON = 26
    COPPER = 29
    GOLD = 79
    FERRUM = 26


print(Metal.IRON, repr(Metal.IRON), Metal.IRON.name, Metal.IRON.value, Metal(79), Metal["COPPER"], type(Metal.IRON).__name__)
print(list(Metal), len(Metal), Metal.FERRUM is Metal.IRON, list(Metal.__members__), Metal.IRON in Metal, Metal.GOLD == 79)
print({Metal.IRON: "rusts"}[Metal.FERRUM], isinstance(Metal.IRON, Metal), [m.name for m in reversed(Metal)])


class Season(Enum):
    WINTER = 12
    SPRING = 3
    SUMMER = 6
    AUTUMN = 9

    @classmethod
    def of_month(cls, month):
        return cls(month // 3 * 3 or 12)

    @property
    def cold(self):
        return self in (Season.WINTER, Season.AUTUMN)

    def __str__(self):
        return self.name.title()


print([str(Season.of_month(m)) for m in (1, 4, 8, 12)], Season.WINTER.cold, f"{Season.SPRING}")


class Gear(Enum):
    FIRST = (3.5, 30)
    SECOND = (2.0, 60)
    THIRD = (1.2, 110)

    def __init__(self, ratio, limit):
        self.ratio = ratio
        self.limit = limit

    def engine_speed(self, speed):
        if speed > self.limit:
            raise ValueError(f"too fast for {self.name.lower()}")
        return round(speed * self.ratio * 40)


for gear in Gear:
    print(f"{gear.name:<8}{gear.engine_speed(30):6}")
try:
    Gear.FIRST.engine_speed(31)
except ValueError as error:
    print(error)


class Floor(IntEnum):
    CELLAR = -1
    GROUND = 0
    ROOF = 4


class Level(StrEnum):
    LOW = auto()
    HIGH = auto()


print(Floor.ROOF - Floor.CELLAR, Floor.ROOF > 1, "abcde"[Floor.ROOF], Level.LOW, Level.HIGH.upper(), Level("high") is Level.HIGH)


class Ranked(Enum):
    def __lt__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        names = list(type(self))
        return names.index(self) < names.index(other)


class Medal(Ranked):
    BRONZE = "b"
    SILVER = "s"
    GOLD = "g"


print(sorted([Medal.GOLD, Medal.BRONZE, Medal.SILVER]), Medal.BRONZE < Medal.GOLD, max(Medal))


class Command(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return f"--{name.lower().replace('_', '-')}"

    DRY_RUN = auto()
    HELP = auto()


class Status(Enum):
    OK = "ok"
    UNKNOWN = "?"

    @classmethod
    def _missing_(cls, value):
        return cls.UNKNOWN


print([c.value for c in Command], Status("zzz"), Enum("Bird", "OWL EMU KEA").EMU.value, [b.name for b in Enum("Fish", {"COD": 5, "EEL": 9})])
try:

    @unique
    class Twice(Enum):
        ONE = 1
        UNO = 1

except ValueError as error:
    print(error)
for bad in (lambda: Metal(9), lambda: Metal["TIN"], lambda: Metal.IRON < Metal.GOLD):
    try:
        bad()
    except (ValueError, KeyError, TypeError) as error:
        print(type(error).__name__, error)
