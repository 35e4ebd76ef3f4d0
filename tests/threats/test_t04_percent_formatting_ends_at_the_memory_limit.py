"""Row 4: the width and precision of ``%`` formatting ask for a text of any size in one step."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

BOMBS = {
    "width": Bomb("out = '%9999999999d' % 1"),
    "width_as_an_argument": Bomb("out = '%*d' % (2000000000, 1)"),
    "precision": Bomb("out = '%.2000000000f' % 1.5", ends=(*ENDS, OverflowError)),
    "precision_as_an_argument": Bomb(
        "out = '%.*d' % (2000000000, 1)", ends=(*ENDS, OverflowError, ValueError)
    ),
    "bytes": Bomb("out = b'%2000000000s' % b'x'"),
    "bytearray": Bomb("out = bytearray(b'%2000000000d') % 1"),
    "by_name": Bomb("out = '%(x)2000000000s' % {'x': 1}"),
    "in_a_loop": Bomb("out = 'x'\nwhile True:\n    out = '%s%s' % (out, out)"),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_percent_formatting_ends_at_the_memory_limit(walls: Walls, wall: str, name: str) -> None:
    """The session gets a MemoryError or ends; nobody else notices."""
    detonate(walls, wall, BOMBS[name])
