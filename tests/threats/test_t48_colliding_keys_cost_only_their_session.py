"""Row 48: keys that collide make a dictionary quadratic.

What comes over the wire is refused before: test_hostile_messages_are_refused_before_they_cost.
"""

from __future__ import annotations

import pytest

from bombs import Bomb, detonate
from escapes import WALLS, Walls

#: Multiples of this hash to 0.
PRIME = "(2 ** 61 - 1)"

BOMBS = {
    "numbers": Bomb(f"{{n * {PRIME}: 0 for n in range(200000)}}"),
    "constant_hash": Bomb(
        "class K:\n    def __hash__(self): return 1\n{K(): 0 for _ in range(100000)}"
    ),
    "equality_that_spins": Bomb(
        "class K:\n    def __hash__(self): return 1\n    def __eq__(self, other):\n        while True: pass\n{K(), K()}"
    ),
    "hash_that_spins": Bomb(
        "class K:\n    def __hash__(self):\n        while True: pass\n{K(): 1}"
    ),
    "read_as_json": Bomb(
        f"import json\nt = '{{' + ','.join('\"' + str(n) + '\": ' + str(n * {PRIME}) for n in range(20000)) + '}}'\n"
        "while True: set(json.loads(t).values())"
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_colliding_keys_cost_only_their_session(walls: Walls, wall: str, name: str) -> None:
    """The session's own time, and nobody else's."""
    detonate(walls, wall, BOMBS[name])
