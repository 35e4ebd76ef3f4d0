"""Row 40: output without end, by all ways out."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

OVER = ENDS

BOMBS = {
    "lines": Bomb("while True: print('x' * 100)", ends=OVER),
    "one_line": Bomb("print('x' * 20000000)", ends=OVER),
    "short_writes": Bomb("while True: print('xxxxxxxxxxxxxxx', end='')", ends=OVER),
    "standard_error": Bomb("import sys\nwhile True: print('x' * 1000, file=sys.stderr)", ends=OVER),
    "written": Bomb("import sys\nwhile True: sys.stdout.write('x' * 1000)", ends=OVER),
    "write_lines": Bomb(
        "import itertools, sys\nsys.stdout.writelines(itertools.repeat('x' * 1000))", ends=OVER
    ),
    "swallowed_in_between": Bomb(
        """
while True:
    try:
        print('x' * 10000)
    except BaseException:
        pass
""",
        ends=OVER,
    ),
    "descriptor": Bomb("import os\nwhile True: os.write(1, b'x' * 10000)", ends=(*OVER, OSError)),
    "pretty_printed": Bomb(
        "import pprint\nwhile True: pprint.pprint(['x' * 100] * 100)", ends=OVER
    ),
    "many_bytes_a_character": Bomb("while True: print('\\U0001f600' * 10000)", ends=OVER),
    "traceback": Bomb(
        "raise ValueError('x' * 10 ** 8)",
        ends=(*OVER, ValueError),
        unproved="an error is no output",
    ),
    "from_a_repr": Bomb(
        "class R:\n    def __repr__(self): return 'x' * 10 ** 7\nwhile True: print(R())", ends=OVER
    ),
    "inside_of_a_sent_module": Bomb(
        "while True:\n    for c in 'abc': print(c * 1000, end='\\r')", ends=OVER
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_output_ends_at_the_limit(walls: Walls, wall: str, name: str) -> None:
    """Cut at the limit; the client is told, and gets no more."""
    detonate(walls, wall, BOMBS[name])
