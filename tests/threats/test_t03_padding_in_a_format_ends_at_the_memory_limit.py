"""Row 3: a width in a format spec asks for a text of any size in one step."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

BOMBS = {
    "f_string": Bomb("out = f'{1:>10000000000}'"),
    "f_string_nested": Bomb("w = 10**10\nout = f'{1:{w}}'"),
    "format_builtin": Bomb("out = format(1, '0>9999999999')"),
    "str_format": Bomb("out = '{:>{}}'.format('x', 10**10)"),
    "precision_of_a_float": Bomb("out = f'{1e300:.2000000000f}'", ends=(*ENDS, ValueError)),
    "many_small_ones": Bomb("out = []\nwhile True:\n    out.append(f'{1:>1000000}')"),
    "own_format_method": Bomb(
        "class F:\n    def __format__(self, spec): return spec.zfill(10**10)\nout = f'{F():x}'"
    ),
    "ljust": Bomb("out = 'x'.ljust(10**10)"),
    "expandtabs": Bomb("out = ('\\t' * 1000000).expandtabs(10000)"),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_padding_in_a_format_ends_at_the_memory_limit(walls: Walls, wall: str, name: str) -> None:
    """The session gets a MemoryError or ends; nobody else notices."""
    detonate(walls, wall, BOMBS[name])
