"""Row 36: one operator asks for any amount of time or memory."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

BOMBS = {
    "power": Bomb("x = 9\nx ** x ** x"),
    "repeated_text": Bomb("x = 10\n'a' * x ** x"),
    "repeated_list": Bomb("x = 10\n[0] * x ** x"),
    "zero_bytes": Bomb("bytes(10 ** 10)"),
    "range_made_a_list": Bomb("list(range(10 ** 10))"),
    "sum_in_c": Bomb("sum(range(10 ** 12))"),
    "search_in_c": Bomb("-1 in iter(range(10 ** 12))"),
    "factorial": Bomb("import math\nmath.factorial(10 ** 7)"),
    "combinations": Bomb("import math\nmath.comb(10 ** 8, 5 * 10 ** 7)"),
    "product": Bomb("import itertools\nmax(itertools.product(range(99), repeat=9))"),
    "overflowing_sizes": Bomb(
        "'a' * (1 << 63)", ends=(*ENDS, OverflowError), closed="larger than any object"
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_arithmetic_ends_at_the_limits(walls: Walls, wall: str, name: str) -> None:
    """Time and memory are the session's own."""
    detonate(walls, wall, BOMBS[name])
