from enum import Flag, IntFlag, auto, Enum, unique


class Perm(Flag):
    NONE = 0
    READ = auto()
    WRITE = auto()
    EXEC = auto()
    RW = READ | WRITE
    ALL = RW | EXEC


class Mode(IntFlag):
    R = 4
    W = 2
    X = 1

    @classmethod
    def from_octal(cls, digit):
        return cls(digit)

    def __str__(self):
        return "".join(m.name.lower() if m in self else "-" for m in (Mode.R, Mode.W, Mode.X))


user = Perm.READ | Perm.EXEC
print(user, Perm.READ in user, Perm.WRITE in user, bool(user & Perm.WRITE), user.value)
user |= Perm.WRITE
print(user == Perm.ALL, user is Perm.ALL, ~Perm.READ, Perm.ALL ^ Perm.RW, Perm.RW)
print([p.name for p in Perm], len(Perm), list(Perm.RW), Perm(3), Perm["EXEC"], bool(Perm.NONE))
print(" ".join(str(Mode.from_octal(d)) for d in (7, 5, 4, 0)))
print(Mode.R + 1, Mode.R | 1, isinstance(Mode.R | Mode.W, Mode), Mode.R < Mode.X)
try:
    Perm(64)
except ValueError as e:
    print("ValueError", str(e).splitlines()[0])


@unique
class Colour(Enum):
    RED = 1
    BLUE = 2


try:
    @unique
    class Bad(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
print(Colour.RED, repr(Colour.BLUE), Colour(1).name, Colour["BLUE"].value, Colour.RED is Colour(1), Colour.RED != Colour.BLUE)
