"""Units of measure: a metaclass collects the classes, checks them, and makes shorthands."""


class UnitMeta(type):
    registry = {}

    def __new__(mcls, name, bases, namespace, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace)
        if bases:
            if "symbol" not in namespace:
                raise TypeError(f"{name} needs a symbol")
            mcls.registry[namespace["symbol"]] = cls
        return cls

    def __init__(cls, name, bases, namespace, base=None):
        super().__init__(name, bases, namespace)
        cls.base = base or cls

    def __call__(cls, value, *args):
        if value < 0:
            raise ValueError(f"no negative {cls.__name__.lower()}")
        return super().__call__(value, *args)

    def __repr__(cls):
        return f"<unit {cls.__name__}>"

    def __len__(cls):
        return len(cls.registry)

    def __iter__(cls):
        return iter(sorted(cls.registry))


class Unit(metaclass=UnitMeta):
    factor = 1

    def __init__(self, value):
        self.value = value

    def to(self, other):
        if other.base is not type(self).base:
            raise TypeError(f"cannot turn {type(self).__name__} into {other.__name__}")
        return other(self.value * self.factor / other.factor)

    def __repr__(self):
        return f"{self.value:g} {self.symbol}"

    @classmethod
    def parse(cls, text):
        number, symbol = text.split()
        return UnitMeta.registry[symbol](float(number))


class Metre(Unit):
    symbol = "m"


class Foot(Unit, base=Metre):
    symbol, factor = "ft", 0.3048


class Kilogram(Unit):
    symbol = "kg"


print(Unit.parse("12 ft").to(Metre), Metre(3.048).to(Foot), Metre, len(Unit), list(Unit))
for bad in (
    lambda: Metre(1).to(Kilogram),
    lambda: Metre(-1),
    lambda: type(Unit)("Bad", (Unit,), {}),
):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, "-", e)


class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Settings(metaclass=Singleton):
    def __init__(self, colour="red"):
        self.colour = colour


print(Settings("blue") is Settings("green"), Settings().colour, type(Settings).__name__)
Point = type("Point", (), {"x": 0, "__repr__": lambda self: f"Point({self.x})"})
p = Point()
p.x = 4
print(p, Point.__name__, isinstance(p, Point))
