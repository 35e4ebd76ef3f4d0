from enum import Enum, IntEnum, Flag, StrEnum, auto, unique

@unique
class Color(Enum):
    RED = 1
    GREEN = "g"
    @classmethod
    def default(cls):
        return cls.RED
    @property
    def pretty(self):
        return self.name.title()

class Planet(Enum):
    EARTH = (5.9, 6.3)
    def __init__(self, mass, radius):
        self.mass = mass
        self._radius = radius
    def g(self):
        return round(self.mass / self._radius, 3)

class P(Flag):
    R = auto()
    W = auto()

class L(IntEnum):
    LO = 1
    HI = 2

print(Color.RED, repr(Color.GREEN), Color("g"), Color["RED"], list(Color), Color.default().pretty)
print(Planet.EARTH.g(), P.R | P.W, P.R in (P.R | P.W), L.HI > L.LO, L.HI + 1, [m.value for m in L])
print(Enum("Q", "a b").b, StrEnum("T", ["x"]).x, sorted(Color.__members__))
