"""Row 31: ``except BaseException`` and its kin eat a timeout that is raised inside.

CVE-2026-55244 (asteval: subclasses of BaseException past ``except Exception``).
"""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls
from guardedflame.errors import LimitExceeded, SessionExited, WorkerCrashed

#: Killed from outside: there is nothing to catch.
KILLED = (LimitExceeded, WorkerCrashed)

BOMBS = {
    "except_base_exception": Bomb(
        """
while True:
    try:
        while True: pass
    except BaseException: pass
""",
        ends=KILLED,
    ),
    "bare_except": Bomb(
        """
def again():
    while True:
        try:
            again()
        except:
            pass
again()
""",
        ends=ENDS,
    ),
    "finally": Bomb(
        """
def f():
    try:
        while True: pass
    finally:
        while True:
            try:
                f()
            finally:
                continue
f()
""",
        ends=KILLED,
    ),
    "exit_that_says_true": Bomb(
        """
class Deaf:
    def __enter__(self): return self
    def __exit__(self, *a): return True
while True:
    with Deaf():
        while True: pass
""",
        ends=KILLED,
    ),
    "suppress": Bomb(
        """
import contextlib
while True:
    with contextlib.suppress(BaseException):
        while True: pass
""",
        ends=KILLED,
    ),
    "generator_that_does_not_close": Bomb(
        """
def g():
    while True:
        try:
            while True: yield
        except GeneratorExit: pass
for _ in g(): pass
""",
        ends=KILLED,
    ),
    "signals_ignored": Bomb(
        """
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True: pass
""",
        ends=ENDS,
    ),
    "exit_at_exit": Bomb(
        """
import atexit
@atexit.register
def stay():
    while True: pass
raise SystemExit
""",
        ends=(*ENDS, SessionExited),
        unproved="atexit does not run in a forked child",
    ),
    "base_exception_that_spins_when_told": Bomb(
        """
class E(BaseException):
    def __str__(self):
        while True: pass
    __repr__ = __str__
raise E
""",
        ends=(*KILLED, BaseException),
    ),
    "sleeper": Bomb(
        """
import time
while True:
    try:
        time.sleep(1000)
    except BaseException: pass
""",
        ends=KILLED,
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_no_handler_swallows_the_end(walls: Walls, wall: str, name: str) -> None:
    """The limit ends the session from outside, with an error that says so."""
    detonate(walls, wall, BOMBS[name])
