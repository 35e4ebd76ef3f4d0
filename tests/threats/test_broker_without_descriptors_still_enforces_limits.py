"""Out of descriptors the broker cannot read /proc; its deadlines must hold all the same."""

from __future__ import annotations

import contextlib
import itertools
import resource
import threading
from pathlib import Path

import pytest

from attack_tools import until
from guardedflame.client.flame import Flame
from guardedflame.errors import LimitExceeded, PoolExhausted
from harness import Serve


def test_a_runaway_is_stopped_while_no_descriptor_is_left(serve: Serve) -> None:
    """Else who fills the broker's table of descriptors switches every limit off."""
    served = serve(warm=0, limits="wall: 3s, cpu: 60s")
    pid = served.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    started = threading.Event()
    flame = served.connect(timeout=60, output=lambda stream, text: started.set())
    caught: list[LimitExceeded] = []

    def spin() -> None:
        with pytest.raises(LimitExceeded) as stopped:
            flame.execute("print('go')\nwhile True: pass")
        caught.append(stopped.value)

    runaway = threading.Thread(target=spin)
    runaway.start()
    assert started.wait(30)
    used = {int(one.name) for one in Path(f"/proc/{pid}/fd").iterdir()}
    free = next(number for number in itertools.count() if number not in used)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (free, before[1]))
    try:
        runaway.join(50)
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
    runaway.join(30)
    assert [error.limit for error in caught] == ["wall"]
    # That there is room again is seen a moment later.
    until(lambda: answers(flame), "an answer")


def answers(flame: Flame) -> bool:
    """Whether the session gets a worker by now."""
    with contextlib.suppress(PoolExhausted):
        return bool(flame.evaluate("1 + 1") == 2)
    return False
