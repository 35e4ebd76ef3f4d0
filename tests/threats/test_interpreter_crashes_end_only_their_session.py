"""Ways to crash CPython 3.11 from plain code: the session's process is gone, and nothing else.

No row of its own in the catalogue; the parser's are in test_t33.
"""

from __future__ import annotations

import sys

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

#: A signal, a limit that came first, or a refusal; never silence.
GONE = (*ENDS, RecursionError)

BOMBS = {
    # Nested iterators: each calls the next one in C.
    "filters": Bomb(
        """
x = iter([1])
for _ in range(1_000_000):
    x = filter(None, x)
next(x)
""",
        ends=GONE,
    ),
    "maps_zips_and_enumerations": Bomb(
        """
x = iter([1])
for _ in range(400_000):
    x = map(str, zip(enumerate(x)))
next(x)
""",
        ends=GONE,
    ),
    "takewhiles": Bomb(
        """
import itertools
x = iter([1])
for _ in range(1_000_000):
    x = itertools.takewhile(bool, x)
next(x)
""",
        ends=GONE,
    ),
    "generators_that_yield_from": Bomb(
        """
def g(x):
    yield from x
x = iter([1])
for _ in range(400_000):
    x = g(x)
next(x)
""",
        ends=GONE,
        closed="generators count their levels" if sys.version_info >= (3, 12) else "",
    ),
    # Nested values: hashed, compared or taken apart in C.
    "nested_tuples_hashed": Bomb(
        """
x = ()
for _ in range(1_500_000):
    x = (x,)
hash(x)
""",
        ends=GONE,
    ),
    "nested_aliases_hashed": Bomb(
        """
x = int
for _ in range(800_000):
    x = list[x]
hash(x)
""",
        ends=GONE,
    ),
    "nested_slices_freed": Bomb(
        """
x = slice(1)
for _ in range(1_500_000):
    x = slice(x)
del x
""",
        ends=(*GONE, type(None)),
    ),
    "classmethods_of_an_abstract_class": Bomb(
        """
import abc
x = lambda c: 1
for _ in range(1_000_000):
    x = classmethod(x)
class C(abc.ABC):
    y = x
""",
        ends=GONE,
    ),
    "properties_asked_whether_abstract": Bomb(
        """
import abc
x = lambda c: 1
for _ in range(1_000_000):
    x = property(x)
class C(abc.ABC):
    y = x
""",
        ends=GONE,
    ),
    "exceptions_in_a_chain": Bomb(
        """
e = None
for _ in range(1_000_000):
    n = ValueError()
    n.__context__ = e
    e = n
raise e
""",
        ends=(*GONE, Exception),
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_interpreter_crashes_end_only_their_session(walls: Walls, wall: str, name: str) -> None:
    """The session ends in an error that says what happened; another is answered meanwhile."""
    detonate(walls, wall, BOMBS[name])
