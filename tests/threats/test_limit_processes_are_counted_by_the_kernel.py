"""Processes and threads: as many as the profile says, and none of them outlives its session."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest

from attack_tools import workers
from guardedflame.client.flame import Flame
from guardedflame.errors import GuardedFlameError, LimitExceeded
from harness import Served
from limit_tools import limited

#: Each prints "started" where it is let.
STARTS = {
    "fork": "import os\nif os.fork() == 0: os._exit(0)\nprint('started')",
    "thread": "import threading\nt = threading.Thread(target=int)\nt.start()\nt.join()\n"
    "print('started')",
    "bare_thread": "import _thread\n_thread.start_new_thread(int, ())\nprint('started')",
    "program": "import subprocess\nsubprocess.run(['true'])\nprint('started')",
    "multiprocessing": "import multiprocessing\n"
    "p = multiprocessing.get_context('fork').Process(target=int)\np.start()\np.join()\n"
    "print('started')",
}

#: What a kernel, or the absence of a module, is to a program.
TOLD = (OSError, RuntimeError, ImportError, GuardedFlameError)


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_none_is_started_where_none_is_allowed(
    tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    """The kernel by itself, and the guarded language, which has no word for it."""
    with limited(tmp_path_factory, "processes: 0, wall: 20s", language) as running:
        said: list[str] = []
        flame = running.connect(timeout=60, output=lambda stream, text: said.append(text))
        flame.execute("kept = 42")
        for name, source in STARTS.items():
            with pytest.raises(TOLD):
                flame.execute(source)
            assert "started" not in "".join(said), name
        assert flame.evaluate("kept") == 42


@pytest.fixture
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two besides the worker."""
    with limited(
        tmp_path_factory, "processes: 2, cpu: 300ms, wall: 20s, grace: 200ms", "python", warm=0
    ) as running:
        yield running


def alone(served: Served) -> Flame:
    """Return a client of whose session one process runs."""
    flame = served.connect(timeout=60, output=lambda stream, text: None)
    flame.execute("kept = 42")
    return flame


HELD = """
import os, threading, time
wait = threading.Event()
def start_{kind}():
    {start}
"""
KINDS = {
    "processes": "pid = os.fork()\n    if pid == 0:\n        time.sleep(60)\n        os._exit(0)",
    "threads": "threading.Thread(target=wait.wait, daemon=True).start()",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_third_is_refused_and_the_session_lives(two: Served, kind: str) -> None:
    """Forked or as threads, together as many as are allowed."""
    flame = alone(two)
    flame.execute(HELD.format(kind=kind, start=KINDS[kind]))
    flame.execute(f"start_{kind}()")
    flame.execute(f"start_{kind}()")
    with pytest.raises((OSError, RuntimeError, LimitExceeded)):
        flame.execute(f"start_{kind}()")
    assert flame.evaluate("kept") == 42


def test_a_process_and_a_thread_are_two(two: Served) -> None:
    """They are counted together."""
    flame = alone(two)
    for kind, start in KINDS.items():
        flame.execute(HELD.format(kind=kind, start=start))
    flame.execute("start_processes()\nstart_threads()")
    with pytest.raises((OSError, RuntimeError, LimitExceeded)):
        flame.execute("start_processes()")
    assert flame.evaluate("kept") == 42


#: Each process makes more, for as long as it is let; none of them ever ends.
BOMB = """
import os
while True:
    try: os.fork()
    except OSError: pass
"""

DAEMONS = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True: time.sleep(1)
    os._exit(0)
"""


def test_a_fork_bomb_is_contained_and_leaves_nothing(two: Served) -> None:
    """At most two go off; with their session all are gone."""
    flame = alone(two)
    before = {one.pid for one in two.descendants()}
    with pytest.raises(LimitExceeded) as caught:
        flame.execute(BOMB)
    assert caught.value.limit == "cpu"
    assert len([one for one in two.descendants() if one.pid not in before]) <= 2
    bomb = workers(two)
    # Those it made go on; that is between its calls now, and the session is ended for it.
    _, alive = psutil.wait_procs(bomb, timeout=20)
    assert not alive
    assert two.connect(timeout=60).evaluate("1 + 1") == 2


def test_a_daemon_dies_with_its_session(two: Served) -> None:
    """It has left its group and its parent, but not the session's namespace."""
    flame = alone(two)
    before = {one.pid for one in two.descendants()}
    flame.execute(DAEMONS)
    daemon = [one for one in two.descendants() if one.pid not in before]
    assert daemon
    flame.close()
    _, alive = psutil.wait_procs(daemon, timeout=20)
    assert not alive
