"""Memory: a session has what its profile says and no more, told softly where it can be."""

from __future__ import annotations

import pytest

from attack_tools import until
from guardedflame.client.flame import Flame
from guardedflame.errors import LimitExceeded
from harness import Served
from limit_tools import each_wall, limited, stopped, verdict_of

GROWTH = {
    "one_allocation": "bytearray(10 ** 10)",
    "list_of_texts": "x = []\nwhile True: x.append('y' * 100_000)",
    "doubling": "x = [0]\nwhile True: x = x + x",
    "text": "x = 'y'\nwhile True: x += x",
    "dictionary": "x = {}\nfor n in iter(int, 1): x[len(x)] = bytes(10_000)",
    "number": "x = 1 << 10 ** 10",
    "padding": "f'{1:>{10 ** 10}}'",
    "repeat": "[None] * 10 ** 10",
    "comprehension": "[bytes(100_000) for one in iter(int, 1)]",
    "swallowed": "def grow():\n    return bytes(10 ** 10)\ngrow()",
}


#: Each wall; 64 MiB.
served = each_wall("cpu: 10s, wall: 20s, memory: 64 MiB, grace: 200ms")


@pytest.fixture(scope="module")
def flame(served: Served) -> Flame:
    """One client, whose session goes through all of it."""
    return served.connect(timeout=60)


@pytest.mark.parametrize("name", GROWTH)
def test_growth_is_refused_and_the_state_kept(served: Served, flame: Flame, name: str) -> None:
    """A MemoryError in the program, and its call ends with the limit."""
    error = stopped(served, flame, "memory", GROWTH[name] + "\n", survived=True)
    assert error.allowed == "64 MiB"
    flame.execute("x = None")


def test_a_program_may_make_do_with_less(flame: Flame) -> None:
    """A MemoryError is an Exception like any: who handles it goes on."""
    flame.execute("try: bytes(10 ** 10)\nexcept MemoryError: less = bytes(1000)")
    assert flame.evaluate("len(less)") == 1000


def test_many_sessions_have_theirs_each(served: Served) -> None:
    """What one has used up is not missing elsewhere."""
    flames = [served.connect(timeout=60) for _ in range(6)]
    for flame in flames:
        flame.execute("mine = bytearray(25_000_000)")
    for flame in flames:
        with pytest.raises(LimitExceeded) as caught:
            flame.execute("more = bytearray(50_000_000)")
        assert caught.value.limit == "memory"
    assert [flame.evaluate("len(mine)") for flame in flames] == [25_000_000] * 6
    for flame in flames:
        flame.close()


#: A child that holds as much as one process may, and its parent, which waits for it.
CHILDREN = """
import os, time
def hold():
    pages = bytearray(55_000_000)
    for place in range(0, len(pages), 4096): pages[place] = 1
    time.sleep(60)
for one in range(4):
    if os.fork() == 0:
        try: hold()
        except BaseException: pass
        os._exit(0)
"""


def test_children_count(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each is within the limit, the family is not; nothing of it stays."""
    limits = "cpu: 20s, wall: 20s, memory: 96 MiB, processes: 4, grace: 200ms"
    with limited(tmp_path_factory, limits, "python", warm=0) as running:
        flame = running.connect(timeout=60)
        error = stopped(running, flame, "memory", CHILDREN + "time.sleep(60)", survived=None)
        assert "resident" in error.used
        assert "resident" in error.peak


def test_children_that_stay_behind_count(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The call that made them has ended well: between calls the session is ended."""
    limits = "cpu: 20s, wall: 20s, memory: 96 MiB, processes: 4, grace: 200ms"
    with limited(tmp_path_factory, limits, "python", warm=0) as running:
        flame = running.connect(timeout=60)
        before = len(running.descendants())
        flame.execute(CHILDREN)
        until(lambda: len(running.descendants()) <= before, "the end of the family")
        with pytest.raises(LimitExceeded) as caught:
            flame.evaluate("1")
        assert caught.value.limit == "memory"
        assert not caught.value.state_survived
        assert verdict_of(running, caught.value.audit_id)["limit"] == "memory"
        assert flame.evaluate("1 + 1") == 2
