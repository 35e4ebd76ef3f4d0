"""Row 34: an expression of constants is computed while it is compiled, also where it never runs.

CPython bounds what it folds; each variant shows that it still does, on the Python that runs.
"""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

FOLDED = "CPython folds no constant that is large"
DONE = (*ENDS, type(None), OverflowError, ValueError)

BOMBS = {
    "power_in_dead_code": Bomb("if 0:\n    x = 9 ** 9 ** 9 ** 9", ends=DONE, closed=FOLDED),
    "power_in_a_function": Bomb("def f(): return 2 ** 10 ** 10", ends=DONE, closed=FOLDED),
    "shift_in_a_lambda": Bomb("f = lambda: 1 << 10 ** 10", ends=DONE, closed=FOLDED),
    "text_repeated": Bomb("def f(): return 'x' * 10 ** 10", ends=DONE, closed=FOLDED),
    "tuples_in_tuples": Bomb(
        "def f(): return " + "(" * 40 + "(0, 0)" + ") * 100" * 40, ends=DONE, closed=FOLDED
    ),
    "doubled_again_and_again": Bomb(
        "def f(): return " + "(" * 60 + "'ab'" + " * 16)" * 60, ends=DONE, closed=FOLDED
    ),
    "percent_format": Bomb("def f(): return '%1000000000d' % 1", ends=DONE, closed=FOLDED),
    "percent_format_of_a_tuple": Bomb(
        "def f(): return '%9999999999s%*d' % ('x', 10 ** 9, 1)", ends=DONE, closed=FOLDED
    ),
    "default_that_is_computed": Bomb("def f(x=9 ** 9 ** 9): pass"),
    "annotation_that_is_computed": Bomb("x: [1] * (9 ** 9 ** 9) = 1"),
    "float_overflow": Bomb("if 0: x = 1e308 * 10 ** 400", ends=DONE, closed=FOLDED),
    "division_by_zero": Bomb("if 0: x = 1 // 0 + 1 % 0", ends=DONE, closed=FOLDED),
    "set_of_constants": Bomb(
        "def f(x): return x in {" + "1," * 30000 + "}", ends=DONE, closed=FOLDED
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_constants_are_folded_within_bounds(walls: Walls, wall: str, name: str) -> None:
    """Nothing is computed before it runs, and what runs is bounded."""
    detonate(walls, wall, BOMBS[name])
