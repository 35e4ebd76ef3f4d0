"""CVE-2025-22153, GHSA-gmj9-h825-chq2 (RestrictedPython 8.0): ``except*`` confuses types.

CPython 3.11 to 3.13.1 believes that ``split`` of a group returns a tuple. In general: test_t08.
"""

from __future__ import annotations

import sys

import pytest

from escapes import WALLS, Attack, Walls

FIXED = (3, 12, 9) <= sys.version_info < (3, 13) or sys.version_info >= (3, 13, 2)
CLOSED = "CPython looks at what split returns" if FIXED else ""

#: Raises a group and catches a part of it; what ``split`` is differs.
CATCH = """
try:
    raise {group}
except* ValueError as e:
    found = e
"""

ATTACKS = {
    "split_of_a_class": Attack(
        """
class G(ExceptionGroup):
    def split(self, kind): return 1
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_of_an_instance": Attack(
        """
class G(ExceptionGroup): pass
g = G("g", [ValueError(1)])
g.split = lambda kind: 1
"""
        + CATCH.format(group="g"),
        closed=CLOSED,
    ),
    "split_in_the_dictionary": Attack(
        """
class G(ExceptionGroup): pass
g = G("g", [ValueError(1)])
vars(g)["split"] = lambda kind: 1
"""
        + CATCH.format(group="g"),
        closed=CLOSED,
    ),
    "split_set_on_the_class": Attack(
        """
class G(ExceptionGroup): pass
G.split = lambda self, kind: 1
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_of_a_mixin": Attack(
        """
class Mixin:
    def split(self, kind): return 1
class G(Mixin, ExceptionGroup): pass
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_of_a_mixin_set_later": Attack(
        """
class Mixin: pass
class G(Mixin, ExceptionGroup): pass
Mixin.split = lambda self, kind: 1
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_by_type": Attack(
        """
G = type("G", (ExceptionGroup,), {"split": lambda self, kind: 1})
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_by_a_metaclass": Attack(
        """
class M(type):
    def __new__(mcs, name, bases, space):
        return super().__new__(mcs, name, bases, {**space, "split": lambda self, kind: 1})
class G(ExceptionGroup, metaclass=M): pass
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_by_getattribute": Attack(
        """
class G(ExceptionGroup):
    def __getattribute__(self, name):
        if name == "split": return lambda kind: 1
        return super().__getattribute__(name)
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_by_a_descriptor": Attack(
        """
class D:
    def __get__(self, instance, owner): return lambda kind: 1
class G(ExceptionGroup):
    split = D()
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_of_a_dataclass": Attack(
        """
import dataclasses
@dataclasses.dataclass
class G(ExceptionGroup):
    split: object = lambda kind: 1
    def __init__(self, *a): self.split = lambda kind: 1
"""
        + CATCH.format(group='G("g", [ValueError(1)])'),
        closed=CLOSED,
    ),
    "split_of_a_slot": Attack(
        """
class G(ExceptionGroup):
    __slots__ = ("split",)
g = G("g", [ValueError(1)])
g.split = lambda kind: 1
"""
        + CATCH.format(group="g"),
        closed=CLOSED,
    ),
    "derive_that_lies": Attack(
        """
class G(ExceptionGroup):
    def derive(self, excs): return 1
try:
    """
        + CATCH.format(group='G("g", [ValueError(1), TypeError(2)])').replace("\n", "\n    ")
        + """
except BaseException as e:
    found = e
""",
        closed="split looks at what derive returns",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_exception_groups_are_what_they_say(walls: Walls, wall: str, name: str) -> None:
    """Whatever a class says, ``split`` is the group's own or the class is refused."""
    walls.judge(wall, ATTACKS[name])
