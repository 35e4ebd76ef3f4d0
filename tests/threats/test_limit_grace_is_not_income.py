"""A program may go on after it was told to stop, for a grace.

Attack: do that in each call, and work for the limit and the grace. Outcome: the graces of a
session are few; then being told and being ended are one.
"""

from __future__ import annotations

import pytest

from guardedflame import limits
from guardedflame.errors import LimitExceeded
from harness import Serve

#: Goes on for most of its grace, keeps what it did, and ends by itself.
WORKS_ON = """
try:
    spin(10.0)
except BaseException:
    rounds.append(1)
    time.sleep(0.35)
"""

SPIN = """
import time
rounds = []
def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        len(rounds)
"""


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_graces_are_used_up(serve: Serve, language: str) -> None:
    """Four calls took 3.6 s of processor time where 0.4 s were allowed, and nothing was ended."""
    flame = serve(language=language, limits="cpu: 100ms, wall: 30s, grace: 500ms").connect()
    flame.execute(SPIN)
    survived = 0
    while True:
        with pytest.raises(LimitExceeded) as caught:
            flame.execute(WORKS_ON)
        assert caught.value.limit == "cpu"
        if not caught.value.state_survived:
            break
        survived += 1
        assert survived <= 2 * limits.GRACES
    assert flame.evaluate("1 + 1") == 2
