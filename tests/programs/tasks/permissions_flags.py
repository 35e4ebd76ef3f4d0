"""Permissions with enum flags, roles, and a decorator that checks them."""

from enum import Enum, Flag, IntEnum, IntFlag, auto, unique
from functools import wraps


class Perm(Flag):
    NONE = 0
    READ = auto()
    WRITE = auto()
    SHARE = auto()
    EDIT = READ | WRITE
    ALL = READ | WRITE | SHARE


class Mode(IntFlag):
    X = 1
    W = 2
    R = 4

    @classmethod
    def text(cls, n):
        return "".join(
            "".join(f.name.lower() if f & (n >> s) else "-" for f in (cls.R, cls.W, cls.X))
            for s in (6, 3, 0)
        )


@unique
class Level(IntEnum):
    LOW = 1
    HIGH = 10

    def __str__(self):
        return self.name.capitalize()

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            return cls[value.upper()]
        return None


class Role(Enum):
    GUEST = ("guest", Perm.READ)
    AUTHOR = ("author", Perm.EDIT)
    OWNER = ("owner", Perm.ALL)

    def __init__(self, label, perms):
        self.label = label
        self.perms = perms

    @property
    def can_write(self):
        return bool(self.perms & Perm.WRITE)


class Colour(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    RED = auto()
    BLUE = auto()
    SKY = BLUE


class Denied(PermissionError):
    pass


def needs(perm):
    def decorate(f):
        @wraps(f)
        def inner(user, *args):
            missing = perm & ~user.role.perms
            if missing:
                raise Denied(f"{user.name} may not {f.__name__}: missing {missing.name}")
            return f(user, *args)

        return inner

    return decorate


class User:
    def __init__(self, name, role):
        self.name, self.role = name, role


@needs(Perm.READ)
def view(user, page):
    return f"{user.name} reads {page}"


@needs(Perm.WRITE | Perm.SHARE)
def publish(user, page):
    return f"{user.name} publishes {page}"


for user in (User("Gus", Role.GUEST), User("Aud", Role.AUTHOR), User("Olu", Role.OWNER)):
    for action in (view, publish):
        try:
            print(action(user, "home"))
        except Denied as e:
            print("Denied:", e)

print(
    Perm.EDIT,
    Perm.READ in Perm.EDIT,
    Perm.SHARE in Perm.EDIT,
    Perm(3) is Perm.EDIT,
    bool(Perm.NONE),
    ~Perm.READ & Perm.ALL == Perm.WRITE | Perm.SHARE,
)
print(
    [r.label for r in Role if r.can_write],
    Role.GUEST.value,
    Role["OWNER"].name,
    list(Role.__members__),
)
print(Mode.text(0o754), Mode.R | Mode.X == 5, Mode(6) & Mode.W, isinstance(Mode.R, int))
print(
    Level("high"),
    Level(1) < Level.HIGH,
    f"{Level.LOW} {Level.LOW:d}",
    sorted(Level, reverse=True)[0] + 1,
)
print(Colour.RED.value, Colour.SKY is Colour.BLUE, Colour("blue1"), repr(Colour.RED), len(Colour))
Animal = Enum("Animal", "CAT DOG", start=5)
print(list(Animal), Animal.DOG.value, Animal["CAT"] in Animal)
for bad in (lambda: Level(7), lambda: Role("nobody"), lambda: setattr(Colour, "RED", 1)):
    try:
        bad()
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, e)
