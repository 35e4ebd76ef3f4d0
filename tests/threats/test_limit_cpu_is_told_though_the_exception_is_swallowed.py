"""A program that swallows the exception of a limit: it ends with that limit all the same.

Once, and its state is kept, for it has stopped; again and again, and it is killed after the grace.
"""

from __future__ import annotations

import pytest

from guardedflame.client.flame import Flame
from harness import Served
from limit_tools import each_wall, stopped

#: A function: CPython 3.11 does not look for signals in every loop directly under a `try`.
BURN = "def burn():\n    while True: pass\n"

AGAIN = {
    "bare_except": BURN + "while True:\n    try: burn()\n    except: pass",
    "base_exception": BURN + "while True:\n    try: burn()\n    except BaseException: pass",
    "finally": BURN + "while True:\n    try: burn()\n    finally: continue",
    "suppress": BURN
    + "import contextlib\nwhile True:\n    with contextlib.suppress(BaseException): burn()",
    "recursion": BURN + "def again():\n    try: burn()\n    finally: again()\nagain()",
    "exit_of_a_context": BURN
    + """
class Deaf:
    def __enter__(self): pass
    def __exit__(self, *_): return True
while True:
    with Deaf(): burn()
""",
    "finaliser": """
class Last:
    def __del__(self):
        while True: pass
while True: Last()
""",
    "task": BURN
    + """
import asyncio
async def deaf():
    while True:
        try: burn()
        except BaseException: await asyncio.sleep(0)
asyncio.run(deaf())
""",
}

ONCE = {
    "bare_except": BURN + "try: burn()\nexcept: pass",
    "base_exception": BURN + "try: burn()\nexcept BaseException as error: kind = type(error)",
    "return_in_finally": BURN + "def f():\n    try: burn()\n    finally: return 1\nf()",
    "suppress": BURN + "import contextlib\nwith contextlib.suppress(BaseException): burn()",
    "another_error": BURN + "try: burn()\nexcept BaseException: raise ValueError('mine') from None",
    "finaliser": "class Last:\n    def __del__(self):\n        while True: pass\nLast()",
    "group": BURN
    + "try: burn()\nexcept BaseException as error: raise BaseExceptionGroup('many', [error])",
}

#: What plain Python can do about signals.
DEAF = {
    "blocked": "import signal as s\ns.pthread_sigmask(s.SIG_BLOCK, range(1, 65))\nwhile True: pass",
    "ignored": """
import signal
for one in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try: signal.signal(one, signal.SIG_IGN)
    except OSError: pass
while True: pass
""",
}

#: These do not catch it at all.
NOT = {
    "exception": BURN + "while True:\n    try: burn()\n    except Exception: pass",
    "many_exceptions": BURN
    + "while True:\n    try: burn()\n    except (Exception, KeyboardInterrupt, SystemExit): pass",
    "suppress": BURN
    + "import contextlib\nwhile True:\n    with contextlib.suppress(Exception): burn()",
    "handlers_in_handlers": BURN
    + """
while True:
    try:
        try: burn()
        except Exception: pass
    except ValueError: pass
""",
}


#: Each wall; 100 ms, and twice as much to unwind in.
served = each_wall("cpu: 100ms, wall: 20s, grace: 200ms, memory: 64 MiB")


@pytest.fixture(scope="module")
def flame(served: Served) -> Flame:
    """One client, whose session goes through all of it."""
    return served.connect(timeout=60, output=lambda stream, text: None)


@pytest.mark.parametrize("name", AGAIN)
def test_who_swallows_it_again_and_again_is_killed(served: Served, flame: Flame, name: str) -> None:
    """After the grace, with the limit as the reason; the next call works."""
    error = stopped(served, flame, "cpu", AGAIN[name], survived=False)
    assert "session was ended" in str(error)


@pytest.mark.parametrize("name", ONCE)
def test_who_swallows_it_once_and_ends_has_reached_it(
    served: Served, flame: Flame, name: str
) -> None:
    """What the program says of its end does not count; its state is kept."""
    error = stopped(served, flame, "cpu", ONCE[name], survived=True)
    assert "call was stopped" in str(error)


@pytest.mark.parametrize("name", NOT)
def test_handlers_of_exceptions_do_not_catch_it(served: Served, flame: Flame, name: str) -> None:
    """It is no Exception, and no KeyboardInterrupt either."""
    stopped(served, flame, "cpu", NOT[name], survived=True)


def test_who_swallows_it_and_leaves_has_reached_it(served: Served, flame: Flame) -> None:
    """An exit is no way to have the verdict read otherwise."""
    stopped(
        served,
        flame,
        "cpu",
        BURN + "try: burn()\nexcept BaseException: raise SystemExit(0)",
        survived=False,
    )


def test_the_program_sees_what_it_is_told(served: Served, flame: Flame) -> None:
    """The limit, the policy's line and what to do now."""
    source = (
        "try: burn()\nexcept BaseException as error: seen = (error.limit, error.rule, error.hint)"
    )
    stopped(served, flame, "cpu", BURN + source, survived=True)
    limit, rule, hint = flame.evaluate("seen")
    assert limit == "cpu"
    assert rule.startswith("policy.yaml:")
    assert "let this exception pass" in hint


@pytest.mark.parametrize("name", DEAF)
def test_who_takes_no_signals_is_killed(served: Served, flame: Flame, name: str) -> None:
    """Plain Python can switch the telling off; the killing it cannot."""
    if flame.server["language"] != "python":
        pytest.skip("the guarded language has no signals")
    stopped(served, flame, "cpu", DEAF[name], survived=False)


def test_who_dies_of_being_told_has_reached_the_limit(served: Served, flame: Flame) -> None:
    """A crash while it is being stopped is that stop's end, whatever its status says."""
    if flame.server["language"] != "python":
        pytest.skip("the guarded language has no way to end its process")
    source = "import os\ntry: burn()\nexcept BaseException: os._exit(7)"
    stopped(served, flame, "cpu", BURN + source, survived=False)
