"""Row 8: ``except*`` believes what the ``split`` of an exception group returns.

CVE-2025-22153 (RestrictedPython), a type confusion in CPython 3.11 to 3.13.1: not a tuple, and
the interpreter reads memory that is not there.
"""

from __future__ import annotations

import sys

import pytest

from escapes import WALLS, Attack, Walls

#: Where the interpreter looks at what ``split`` returned.
FIXED = sys.version_info >= (3, 13, 2)
CLOSED = "CPython 3.13.2 checks the type" if FIXED else ""

#: The group of which all variants are made.
GROUP = """
class G(ExceptionGroup):
    def split(self, kind):
        return {returned}
try:
    raise G("g", [ValueError(1), TypeError(2)])
except* ValueError as e:
    found = e
"""

ATTACKS = {
    "split_returns_an_integer": Attack(GROUP.format(returned="1"), closed=CLOSED),
    "split_returns_text": Attack(GROUP.format(returned="'x' * 4000"), closed=CLOSED),
    "split_returns_a_list": Attack(GROUP.format(returned="[]"), closed=CLOSED),
    "split_returns_no_items": Attack(GROUP.format(returned="()"), closed=CLOSED),
    "split_returns_forged_pointers": Attack(
        GROUP.format(returned="b'A' * 64") + "print(found)", closed=CLOSED
    ),
    "inside_of_a_function": Attack(
        "def f():\n" + GROUP.format(returned="0.5").replace("\n", "\n    ") + "\nf()",
        closed=CLOSED,
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_except_star_confuses_no_types(walls: Walls, wall: str, name: str) -> None:
    """Refused where CPython is confused; elsewhere a crash is the worker's alone."""
    walls.judge(wall, ATTACKS[name])
