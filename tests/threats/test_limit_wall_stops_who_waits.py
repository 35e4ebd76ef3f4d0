"""Wall time: whoever waits too long is stopped, for whatever it waits but its client."""

from __future__ import annotations

import signal
import time

import psutil
import pytest

from attack_tools import workers
from guardedflame.client.flame import Flame
from harness import Served
from limit_tools import LANGUAGES, each_wall, limited, stopped

WAITS = {
    "sleep": "import time\ntime.sleep(60)",
    "many_sleeps": "import time\nwhile True: time.sleep(0.01)",
    "sleep_of_asyncio": "import asyncio\nasyncio.run(asyncio.sleep(60))",
    "event_of_asyncio": """
import asyncio
async def main():
    event = asyncio.Event()
    await asyncio.gather(event.wait(), asyncio.sleep(60))
asyncio.run(main())
""",
    "sleep_in_finally": "import time\ntry: 1 / 0\nfinally: time.sleep(60)",
}

#: What only plain Python has.
PLAIN = {
    "lock": "import threading\none = threading.Lock()\none.acquire()\none.acquire()",
    "pipe": "import os\nos.read(os.pipe()[0], 1)",
    "signal": "import signal\nsignal.pause()",
    "select": "import os, select\nselect.select([os.pipe()[0]], [], [])",
    "queue": "import queue\nqueue.Queue().get()",
}

SWALLOWS = "import time\nwhile True:\n    try: time.sleep(60)\n    except BaseException: pass"


#: Each wall; 300 ms on the clock.
served = each_wall("cpu: 10s, wall: 300ms, grace: 200ms, memory: 64 MiB")


@pytest.fixture(scope="module")
def flame(served: Served) -> Flame:
    """One client, whose session goes through all of it."""
    return served.connect(timeout=60, output=lambda stream, text: None, input=lambda prompt: "go")


@pytest.mark.parametrize("name", [*WAITS, *PLAIN])
def test_who_waits_is_stopped_and_keeps_its_state(served: Served, flame: Flame, name: str) -> None:
    """Waiting costs nothing, and holds a place."""
    if name in PLAIN and flame.server["language"] != "python":
        pytest.skip("the guarded language has no such thing to wait for")
    error = stopped(served, flame, "wall", {**WAITS, **PLAIN}[name], survived=True)
    assert error.allowed == "300ms"


def test_who_swallows_it_again_and_again_is_killed(served: Served, flame: Flame) -> None:
    """Each sleep is broken off, and the next begins."""
    stopped(served, flame, "wall", SWALLOWS, survived=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worker_that_is_stopped_from_outside_is_killed(
    tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    """SIGSTOP: it takes no other signal, and leaves no process."""
    limits = "cpu: 10s, wall: 300ms, grace: 200ms"
    with limited(tmp_path_factory, limits, language, warm=0) as running:
        flame = running.connect(timeout=60)
        flame.evaluate("1")
        family = workers(running)
        assert family

        def call() -> None:
            for one in family:
                one.send_signal(signal.SIGSTOP)
            flame.evaluate("1")

        error = stopped(running, flame, "wall", call, survived=False)
        assert "session was ended" in str(error)
        _, alive = psutil.wait_procs(family, timeout=20)
        assert not alive


def test_the_time_a_client_takes_to_answer_does_not_count(served: Served) -> None:
    """Its program has not run meanwhile; what it does afterwards counts."""

    def slowly(prompt: str) -> str:
        time.sleep(0.8)
        return "late"

    flame = served.connect(timeout=60, input=slowly)
    flame.execute("answer = input('? ')")
    assert flame.evaluate("answer") == "late"
    stopped(served, flame, "wall", "input('? ')\nimport time\ntime.sleep(60)", survived=True)
