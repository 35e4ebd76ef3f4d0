import enum
from dataclasses import dataclass
from enum import Enum, Flag, IntEnum, IntFlag, auto


class Colour(str, Enum):
    RED = "red"
    GREEN = "green"
    CRIMSON = "red"

    def __str__(self):
        return self.value

    @classmethod
    def default(cls):
        return cls.GREEN

    @property
    def is_warm(self):
        return self in (Colour.RED,)


@dataclass(frozen=True)
class Spec:
    rate: float
    years: int = 1


class Plan(Spec, Enum):
    BASIC = 0.01, 1
    GOLD = 0.05, 5

    def grow(self, amount):
        return round(amount * (1 + self.rate) ** self.years, 2)


class Ordered(Enum):
    LOW = auto()
    MID = auto()
    HIGH = auto()

    def __lt__(self, other):
        if self.__class__ is other.__class__:
            return self.value < other.value
        return NotImplemented

    def __ge__(self, other):
        return not self < other

    def __bool__(self):
        return self is not Ordered.LOW

    def next(self):
        members = list(type(self))
        return members[(members.index(self) + 1) % len(members)]


class Http(IntEnum):
    OK = 200, "fine"
    NOT_FOUND = 404, "nothing here"

    def __new__(cls, code, phrase):
        obj = int.__new__(cls, code)
        obj._value_ = code
        obj.phrase = phrase
        return obj

    @classmethod
    def _missing_(cls, value):
        return cls.NOT_FOUND if isinstance(value, int) and 400 <= value < 500 else None


class Access(IntFlag):
    R, W, X = 4, 2, 1
    RWX = 7


class Days(Flag):
    MON = auto()
    TUE = auto()
    SAT = auto()
    SUN = auto()
    WEEKEND = SAT | SUN

    @classmethod
    def parse(cls, text):
        found = cls(0)
        for word in text.split():
            found |= cls[word.upper()]
        return found

    def __len__(self):
        return self.value.bit_count()


class Level(Enum):
    A = 1
    helper = staticmethod(lambda: "not a member")
    B = 2


print(Colour.RED, f"{Colour.GREEN}", repr(Colour.CRIMSON), Colour.RED == "red", Colour("green"), Colour["RED"].is_warm, Colour.default().upper(), list(Colour))
print(list(Colour.__members__), Colour.CRIMSON.name, "red" + Colour.GREEN, Colour.RED in Colour, {Colour.RED: 1}["red"], len(Colour), Colour.RED.value.title())
print(Plan.GOLD.grow(100), Plan.BASIC.rate, [p.name for p in Plan if p.years > 1], Plan.BASIC.value)
print(sorted([Ordered.HIGH, Ordered.LOW, Ordered.MID])[0], Ordered.LOW >= Ordered.MID, max(Ordered), Ordered.HIGH.next(), [bool(o) for o in Ordered], Ordered(2).name)
print(Http.OK + 1, Http(404).phrase, Http(418), Http.OK.phrase, Http.OK == 200, f"{Http.OK:d} {Http.OK!r}", Http.NOT_FOUND > Http.OK, isinstance(Http.OK, int), sorted(Http)[-1].name)
print(Access.R | Access.W, Access(5), Access.RWX & ~Access.W, Access.X in Access.RWX, int(Access.R | 8))
d = Days.parse("mon sun")
print(d, len(d), Days.SUN in d, bool(d & Days.WEEKEND), [x.name for x in Days.WEEKEND], Days(0), ~Days.WEEKEND, Days.WEEKEND ^ Days.SUN, d.name)
print(Level.helper(), [x.name for x in Level if isinstance(x, Level)], Level.A is Level(1), Level.A == 1, Level.A != Level.B, hash(Level.A) == hash(Level["A"]))
for wrong in (lambda: Colour("blue"), lambda: Colour["BLUE"], lambda: Level.A < Level.B, lambda: Http(700), lambda: setattr(Level.A, "value", 3), lambda: Level(), lambda: Ordered.LOW < 3):
    try:
        print(wrong())
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, str(e).split("(")[0][:60])
try:
    class More(Colour):
        BLUE = "blue"
except TypeError as e:
    print("TypeError", "extend" in str(e))
match Http.OK:
    case Http.NOT_FOUND: print("missing")
    case Http.OK | 201: print("good")
Mood = Enum("Mood", ["HAPPY", "SAD"], start=10)
Perm = Flag("Perm", "A B C")
print(Mood.SAD.value, list(Perm), Perm.A | Perm.C, Mood(10), enum.Enum is Enum, issubclass(Mood, Enum), Mood.__name__)
