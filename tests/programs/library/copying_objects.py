"""Shallow and deep copies of everything a program may hold."""
import array
import collections
import copy
import datetime
import decimal
import enum
import functools
import io
import random
import types


class Queue(collections.deque):
    pass


class Table(collections.OrderedDict):
    pass


class Index(collections.defaultdict):
    pass


class Moment(datetime.datetime):
    pass


class Length(datetime.timedelta):
    pass


class Bits(array.array):
    pass


class Name(str):
    pass


class Pair(tuple):
    pass


class Group(frozenset):
    pass


class Settings(collections.UserDict):
    pass


class Layers(collections.ChainMap):
    pass


class Colour(enum.Enum):
    RED = 1


class Failure(Exception):
    def __init__(self, what):
        super().__init__(what)
        self.what = what


class Node:
    __slots__ = ("value", "next", "__weakref__")

    def __init__(self, value, following=None):
        self.value = value
        self.next = following


def shown(value):
    one, two = copy.copy(value), copy.deepcopy(value)
    print(
        type(value).__name__,
        type(one) is type(two) is type(value),
        one == value,
        two == value,
        repr(two),
    )


for each in (
    Queue([1, [2]], 5),
    Table(a=[1]),
    Moment(2024, 2, 29, 12, tzinfo=datetime.timezone.utc),
    Length(days=1),
    array.array("d", [1.5]),
    Name("x"),
    Pair([1, [2]]),
    Group([1]),
    Settings(a=[1]),
    Layers({1: [2]}),
    Colour.RED,
    collections.ChainMap({1: [2]}),
    collections.Counter("aab"),
    types.SimpleNamespace(a=[1]),
    decimal.Decimal("1.10"),
    datetime.date(2024, 1, 1),
    collections.UserList([[1]]),
    bytearray(b"xyz"),
    {1: {2: [3]}},
    ([1], "x", None),
):
    shown(each)

words = Index(list, a=[1])
other = copy.deepcopy(words)
other["b"].append(2)
other["a"].append(3)
print(dict(words), dict(other), type(other).__name__)

bits = Bits("b", [1, 2, 3])
print(list(copy.copy(bits)), copy.deepcopy(bits) is bits)

error = Failure([1])
again = copy.copy(error)
print(type(again).__name__, again.what, again.args, again is error)
print(repr(copy.copy(KeyError("k"))), repr(copy.deepcopy(OSError(2, "no"))))

first = random.Random(3)
second = copy.copy(first)
print(first.random() == second.random())

text = io.StringIO("one\ntwo\n")
text.readline()
print(repr(copy.copy(text).read()), copy.deepcopy(io.BytesIO(b"abc")).getvalue())

ring = Node(1)
ring.next = Node([2], ring)
round_it = copy.deepcopy(ring)
print(round_it.next.next is round_it, round_it.next.value is ring.next.value)

add = functools.partial(sorted, key=len)
print(copy.copy(add)(["bb", "a"]), copy.deepcopy(add)(["bb", "a"]))

inside = [1]
twice = copy.deepcopy([inside, inside])
print(twice[0] is twice[1], twice[0] is inside)

try:
    copy.copy(x for x in [1])
except TypeError as error:
    print(error)
print(copy.copy(len) is len, copy.deepcopy(shown) is shown, copy.copy(int) is int)
