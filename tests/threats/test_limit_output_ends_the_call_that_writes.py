"""Output, in bytes and in lines: a call that writes too much ends, and is told why."""

from __future__ import annotations

import pytest

from guardedflame.client.flame import Flame
from guardedflame.errors import LimitExceeded
from harness import Served
from limit_tools import each_wall, stopped

BYTES = 64 * 1024

FLOODS = {
    "long_lines": "while True: print('x' * 1000)",
    "short_lines": "while True: print(1)",
    "empty_lines": "while True: print()",
    "no_line_at_all": "while True: print('x', end='')",
    "one_text": "print('x' * 10 ** 6)",
    "wide_characters": "while True: print('\\U0001F525' * 100)",
    "many_arguments": "while True: print(*range(1000))",
    "swallowed_once": "try:\n    while True: print('x' * 1000)\nexcept BaseException: pass",
    "swallowed_a_hundred_times": "for _ in range(100):\n"
    "    try: print('x' * 10 ** 6)\n    except BaseException: pass",
    "another_error": "try:\n    while True: print('x' * 1000)\n"
    "except BaseException: raise ValueError from None",
    "in_finally": "try:\n    while True: print('x' * 1000)\nfinally:\n    print('last words')",
    "from_text": "class Loud:\n    def __str__(self): return 'x' * 10 ** 6\nprint(Loud())",
}

LINES = {
    "a_line_each": "while True: print('a line that is long enough to be sent by itself')",
    "many_in_one": "print('x\\n' * 1000)",
    "short_lines": "while True: print(1)",
    "empty_lines": "while True: print()",
    "swallowed_once": "import time\ntry:\n    while True:\n        print('x' * 20)\n"
    "        time.sleep(0.001)\nexcept BaseException: pass",
}


#: Each wall; 64 KiB, in lines of any length.
served = each_wall("output: 64 KiB, cpu: 10s, wall: 20s, grace: 200ms")


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the one client has been told."""
    return []


@pytest.fixture(scope="module")
def flame(served: Served, said: list[str]) -> Flame:
    """One client, whose session goes through all of it."""
    return served.connect(timeout=60, output=lambda stream, text: said.append(text))


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_cut_and_the_state_kept(
    served: Served, flame: Flame, said: list[str], name: str
) -> None:
    """The client has at most what is allowed, and hears why there is no more."""
    said.clear()
    error = stopped(served, flame, "output", FLOODS[name], survived=True)
    assert error.allowed == "64 KiB"
    assert len("".join(said).encode()) <= BYTES


def test_who_swallows_it_for_ever_is_stopped_by_another_limit(served: Served) -> None:
    """Each further write fails; the time that takes is the call's own."""
    flame = served.connect(timeout=60, output=lambda stream, text: None)
    source = "while True:\n    try: print('x' * 10 ** 6)\n    except BaseException: pass"
    with pytest.raises(LimitExceeded) as caught:
        flame.execute(source)
    assert caught.value.limit in {"cpu", "wall"}
    assert flame.evaluate("1 + 1") == 2


def test_what_a_console_line_prints_counts(served: Served, flame: Flame) -> None:
    """It comes back as a result, and is output all the same."""
    with flame.console() as console:
        line = "while True: print('x' * 1000)\n"
        stopped(served, flame, "output", lambda: console.push_and_get_output(line), survived=True)


def test_each_call_has_its_own(flame: Flame) -> None:
    """Calls that stay below can be many."""
    for _ in range(5):
        flame.execute("print('x' * 60_000)")


#: Each wall; a hundred lines a second.
slow = each_wall("lines: 100/s, cpu: 10s, wall: 20s, grace: 200ms")


@pytest.mark.parametrize("name", LINES)
def test_a_call_that_prints_too_fast_is_stopped(slow: Served, name: str) -> None:
    """Counted by the broker; the program is told, and its state kept."""
    flame = slow.connect(timeout=60, output=lambda stream, text: None)
    error = stopped(slow, flame, "lines", LINES[name], survived=True)
    assert error.allowed == "100/s"
    flame.close()


def test_who_prints_on_and_on_all_the_same_is_killed(slow: Served) -> None:
    """It swallows each exception; the lines go on until its process ends."""
    flame = slow.connect(timeout=60, output=lambda stream, text: None)
    source = (
        "def more():\n    while True: print('a line that is long enough')\n"
        "while True:\n    try: more()\n    except BaseException: pass"
    )
    with pytest.raises(LimitExceeded) as caught:
        flame.execute(source)
    assert caught.value.limit in {"lines", "output"}
    assert flame.evaluate("1 + 1") == 2


def test_who_prints_slowly_may_go_on(slow: Served) -> None:
    """So many in a second, not in a call."""
    said: list[str] = []
    flame = slow.connect(timeout=60, output=lambda stream, text: said.append(text))
    flame.execute("for n in range(90): print(n)\nimport time\ntime.sleep(1.1)\nprint('x\\n' * 80)")
    assert "".join(said).count("\n") == 171
