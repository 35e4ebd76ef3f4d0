# python: 3.13
import copy
import re
from dataclasses import dataclass
from typing import ReadOnly, TypedDict, TypeIs
from warnings import deprecated


class Box[T = int]:
    def __init__(self, value: T) -> None:
        self.value = value

    def __replace__(self, /, **changes):
        return Box(changes.get("value", self.value))


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


class Movie(TypedDict):
    title: ReadOnly[str]
    year: int


def is_text(value: object) -> TypeIs[str]:
    return isinstance(value, str)


print(copy.replace(Point(1, 2), y=5), copy.replace(Box(1), value=9).value, Box.__type_params__[0].__default__)
print(is_text("a"), is_text(1), Movie(title="M", year=1931), sorted(Movie.__readonly_keys__))


def changing():
    x = 1
    space = locals()
    x = 2
    return space["x"], locals()["x"]


class Documented:
    """First line.

        Indented, as the compiler now tells.
    """


print(changing(), Documented.__doc__.splitlines()[2])
print("a b".replace("a", "x", count=1), re.sub("b", "y", "a b b", count=1))
try:
    print(unknown_name)
except NameError as e:
    print(e)
