# python: 3.12
"""Additions of 3.12 to the library."""
import calendar
import inspect
import itertools
import math
import pathlib
import random
import statistics
import typing
from collections.abc import Buffer

print(list(itertools.batched("ABCDEFG", 3)), math.sumprod([1, 2, 3], [4, 5, 6]), calendar.JANUARY, calendar.Month.FEBRUARY.name, calendar.Day(6).name)
print(isinstance(b"x", Buffer), isinstance([], Buffer), statistics.correlation([1, 2, 3], [1, 8, 27], method="ranked"), random.Random(5).binomialvariate(10, 0.5) in range(11))
print(pathlib.PurePosixPath("/a/B").match("/a/b", case_sensitive=False), pathlib.PurePosixPath("/a/b").relative_to("/a/c", walk_up=True), pathlib.PurePosixPath("x.py").with_suffix(".md"))
print(inspect.markcoroutinefunction.__name__)


class Base:
    def greet(self):
        return "base"


class Child(Base):
    @typing.override
    def greet(self):
        return "child"


print(Child().greet())


class Options(typing.TypedDict, total=False):
    depth: int
    name: str


def configure(**options: typing.Unpack[Options]) -> int:
    return options.get("depth", 0)


print(configure(depth=3), f"{'nested quotes'!r} {f'{1 + 1}'}", sum([0.1] * 10))
