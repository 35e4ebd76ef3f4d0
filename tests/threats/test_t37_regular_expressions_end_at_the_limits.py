"""Row 37: a regular expression that tries exponentially many ways, in C, deaf to signals."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls
from guardedflame.errors import RemoteError

BOMBS = {
    "nested_quantifiers": Bomb("import re\nre.match('(a+)+$', 'a' * 40 + 'b')"),
    "dots_and_stars": Bomb("import re\nre.search('(.*)*(.*)*(.*)*x', 'a' * 40)"),
    "email_like": Bomb(
        "import re\nre.match(r'^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}$', 'a' * 40 + '!')"
    ),
    "quadratic": Bomb("import re\nre.sub(r'\\s+$', '', ' ' * 30000 + 'x')"),
    "back_reference": Bomb("import re\nre.match('(a*)*\\\\1$', 'a' * 40 + 'b')"),
    "findall_of_lookaheads": Bomb("import re\nre.findall('(?=(a+)+$)', 'a' * 40 + 'b')"),
    "fnmatch": Bomb(
        "import fnmatch\nfnmatch.filter(['a' * 4000] * 99, '*a' * 20 + 'b')",
        ends=(*ENDS, type(None)),
        closed="no star gives back what it took",
    ),
    "sniffer": Bomb(
        "import csv\ncsv.Sniffer().sniff('\"' + ',\"' * 4000)", ends=(*ENDS, RemoteError)
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_regular_expressions_end_at_the_limits(walls: Walls, wall: str, name: str) -> None:
    """The watchdog kills from outside; C code cannot be interrupted from within."""
    detonate(walls, wall, BOMBS[name])
