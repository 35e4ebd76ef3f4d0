"""Row 38: lists of lists, dictionaries that grow, texts that double."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

BOMBS = {
    "list_of_lists": Bomb("x = []\nwhile True: x.append([0] * 100000)"),
    "dictionary_that_grows": Bomb("x = {}\nwhile True: x[len(x)] = bytearray(1000)"),
    "list_of_itself": Bomb("x = [0]\nwhile True: x = x * 10"),
    "string_io": Bomb("import io\nx = io.StringIO()\nwhile True: x.write('x' * 100000)"),
    "tee": Bomb("import itertools\na, b = itertools.tee(itertools.count())\nfor _ in b: pass"),
    "deque_and_repeat": Bomb("import collections, itertools\ncollections.deque(itertools.count())"),
    "cache_that_grows": Bomb(
        "import functools\n@functools.cache\ndef f(n): return bytearray(10000)\n"
        "n = 0\nwhile True:\n    f(n)\n    n += 1"
    ),
    "closures": Bomb(
        "def f(g): return lambda: (g, bytearray(10000))\nx = f(0)\nwhile True: x = f((x, bytearray(10000)))"
    ),
    "recursion_that_holds": Bomb(
        "def f(x): return f(x + x)\nf('x' * 10)", ends=(*ENDS, RecursionError)
    ),
    "exception_that_holds": Bomb(
        "def f():\n    try: raise ValueError(bytearray(10 ** 6))\n    except ValueError as e:\n"
        "        kept.append(e)\nkept = []\nwhile True: f()"
    ),
    "memory_error_eaten": Bomb("""
x = []
while True:
    try:
        while True: x.append(bytearray(10 ** 6))
    except MemoryError:
        x.append(x)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_memory_is_the_sessions_own(walls: Walls, wall: str, name: str) -> None:
    """MemoryError or the end of the session; the broker does not grow."""
    detonate(walls, wall, BOMBS[name])
