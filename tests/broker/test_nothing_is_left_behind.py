"""A thousand sessions later the server holds no process, descriptor, mount or file more."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

import guardedflame
import guardedflame.errors
from harness import Serve, Served
from leftovers import homes, one_session, settle, warm_up

SEQUENTIAL = 1000
CONCURRENT = 200

#: Bytes the broker may grow by in a thousand sessions after its warm-up; a leak of one kibibyte
#: a session would show. glibc's own arenas move by a few hundred KiB.
GROWTH = 1024 * 1024


def in_turn(served: Served, sessions: int) -> None:
    """Run sessions one after the other."""
    for number in range(sessions):
        one_session(served, number)


def at_once(served: Served, sessions: int) -> None:
    """Open sessions that are all there at the same time, each with a state of its own."""
    everyone_is_in = threading.Barrier(sessions, timeout=60)

    def stay(number: int) -> int:
        with guardedflame.connect(served.tcp, connect_timeout=60) as flame:
            flame.execute(f"mine = {number}")
            everyone_is_in.wait()
            return int(flame.evaluate("mine"))

    with ThreadPoolExecutor(sessions) as threads:
        assert list(threads.map(stay, range(sessions))) == list(range(sessions))


def assert_unchanged(served: Served, run: Callable[[Served, int], None], sessions: int) -> None:
    """Run sessions; everything that is counted is as before."""
    before = warm_up(served)
    run(served, sessions)
    assert settle(served, before) == before


def test_a_thousand_sessions_in_turn_leave_nothing(serve: Serve) -> None:
    """Nor does the broker's memory grow with them."""
    served = serve(warm=2)
    before = warm_up(served)
    broker = psutil.Process(served.process.pid)
    in_turn(served, 200)  # the allocator's own warm-up
    resident = broker.memory_info().rss
    in_turn(served, SEQUENTIAL)
    assert settle(served, before) == before
    grown = broker.memory_info().rss - resident
    assert grown < GROWTH, f"{grown / SEQUENTIAL:.0f} bytes a session"


def test_two_hundred_sessions_at_once_leave_nothing(serve: Serve) -> None:
    """All of them alive together, each its own process."""
    served = serve(warm=2, limits="sessions: 256, connections: 256")
    assert_unchanged(served, at_once, CONCURRENT)


@pytest.mark.parametrize("isolation", ["partial", "process"])
def test_weaker_isolation_leaves_nothing_either(serve: Serve, isolation: str) -> None:
    """Scratch directories lie on the disk there, so that they can be left."""
    served = serve(isolation=isolation, warm=1)
    assert_unchanged(served, in_turn, 100)
    assert_unchanged(served, at_once, 30)
    (home,) = homes(psutil.Process(served.process.pid).children()[0].pid)
    assert served.stop() == 0
    assert not home.exists()


def test_sessions_that_end_badly_leave_nothing(serve: Serve) -> None:
    """Connections dropped in the middle of a call, killed workers, exits, refusals."""
    served = serve(isolation="partial", limits="wall: 1s")
    before = warm_up(served)
    for number in range(15):
        if number % 3 == 2:
            settle(served, before)  # so that what is killed are workers, and none that cleans up
        flame = guardedflame.connect(served.tcp)
        flame.sendfile("left", b"behind")
        with pytest.raises(guardedflame.GuardedFlameError):
            if number % 3 == 0:
                flame.execute("raise SystemExit(1)")
            elif number % 3 == 1:
                flame.invokeModule("os.system", ["true"])
            else:
                for worker in psutil.Process(served.process.pid).children()[0].children():
                    worker.kill()
                flame.evaluate("1")
        flame.close()
    with contextlib.suppress(guardedflame.errors.WorkerCrashed):
        one_session(served, 1)  # it may get a warm worker whose end is still on its way
    one_session(served, 1)  # the pool replaces killed warm workers with the next checkout
    assert settle(served, before) == before


def test_the_broker_killed_leaves_no_scratch_directory_for_long(serve: Serve) -> None:
    """SIGKILL: the kernel ends the processes, and the next server sweeps the directories."""
    served = serve(isolation="partial")
    served.connect().sendfile("left", b"behind")
    (left,) = homes(psutil.Process(served.process.pid).children()[0].pid)
    family = served.descendants()
    served.process.kill()
    served.process.wait(10)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    serve(isolation="partial")
    assert not left.exists()
