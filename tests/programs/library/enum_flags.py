"""Flags: combinations, membership, boundaries and checks."""
from enum import CONFORM, KEEP, STRICT, UNIQUE, Enum, Flag, IntFlag, auto, member, nonmember, verify


class Access(Flag):
    R = auto()
    W = auto()
    X = auto()
    RWX = R | W | X


rw = Access.R | Access.W
print(rw, rw.value, Access.R in rw, Access.X in rw, bool(rw & Access.X), [p.name for p in rw], len(rw))
print(~Access.R, rw ^ Access.W, Access(5), Access(0), bool(Access(0)), Access.RWX == rw | Access.X, [p.name for p in Access])
print(repr(rw), Access["X"], rw.name)


class Mode(IntFlag):
    READ = 4
    WRITE = 2
    EXEC = 1


print(Mode.READ | Mode.WRITE, Mode.READ | 1, int(Mode.READ | Mode.EXEC), isinstance(Mode.READ | 2, Mode), Mode(7) == 7)


class Strict(Flag, boundary=STRICT):
    A = 1
    B = 2


class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 2


class Keep(Flag, boundary=KEEP):
    A = 1
    B = 2


print(Conform(7), Keep(6).value)
try:
    Strict(8)
except ValueError as error:
    print(str(error).splitlines()[0])


class Mixed(Enum):
    ONE = 1
    LABEL = nonmember("not a member")

    @member
    def TWO():
        return 2


print(list(Mixed.__members__), Mixed.LABEL)
try:

    @verify(UNIQUE)
    class Twice(Enum):
        ONE = 1
        UNO = 1

except ValueError as error:
    print(error)
