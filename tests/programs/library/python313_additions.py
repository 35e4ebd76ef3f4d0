# python: 3.13
"""Additions of 3.13 to the library."""
import copy
import itertools
import random
import statistics
import warnings
from collections import namedtuple
from dataclasses import dataclass
from datetime import date
from typing import ReadOnly, TypedDict, TypeIs


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


Pair = namedtuple("Pair", "a b")
print(copy.replace(Point(1, 2), y=5), copy.replace(Pair(1, 2), a=9), copy.replace(date(2024, 1, 31), month=3))


class Doc:
    def __init__(self, title, pages):
        self.title, self.pages = title, pages

    def __replace__(self, /, **changes):
        return Doc(**(vars(self) | changes))


print(vars(copy.replace(Doc("a", 1), pages=2)), list(itertools.batched("ABCD", 2, strict=True)))
f = statistics.kde([-2.1, -1.3, -0.4, 1.9, 5.1, 6.2], h=1.5)
print(round(f(0), 4), round(random.Random(1).random(), 4))


def is_str(x: object) -> TypeIs[str]:
    return isinstance(x, str)


class Movie(TypedDict):
    title: ReadOnly[str]


@warnings.deprecated("use new() instead")
def old():
    return 1


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old()
print(is_str("x"), Movie(title="t"), caught[0].message, old.__deprecated__, "abc".replace("b", "x", count=1))
