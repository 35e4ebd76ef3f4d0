"""A thousand sessions later the server holds no process, descriptor, mount or file more."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

import guardedflame
import guardedflame.errors
from harness import Serve, Served

SEQUENTIAL = 1000
CONCURRENT = 200

#: Bytes the broker may grow by in a thousand sessions after its warm-up; a leak of one kibibyte
#: a session would show. glibc's own arenas move by a few hundred KiB.
GROWTH = 1024 * 1024


@dataclass(frozen=True)
class Held:
    """What a server holds on to, counted from outside."""

    processes: int
    threads: int
    broker_descriptors: int
    zygote_descriptors: int
    mounts: int
    zygote_mounts: int
    scratch: int


def held(served: Served) -> Held:
    """Count."""
    broker = psutil.Process(served.process.pid)
    (zygote,) = broker.children()
    return Held(
        processes=len(broker.children(recursive=True)),
        threads=broker.num_threads(),
        broker_descriptors=broker.num_fds(),
        zygote_descriptors=descriptors(zygote.pid),
        mounts=mounts(broker.pid),
        zygote_mounts=mounts(zygote.pid),
        scratch=len(scratch(served)),
    )


def descriptors(pid: int) -> int:
    """Count a process's descriptors; a zygote is not dumpable, so an ordinary user may not look."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - no paths wanted
    except PermissionError:
        return -1


def mounts(pid: int) -> int:
    """Count the mounts a process sees, -1 where that may not be asked."""
    try:
        return len(Path(f"/proc/{pid}/mounts").read_text().splitlines())
    except PermissionError:
        return -1


def scratch(served: Served) -> list[Path]:
    """Return what lies in the zygote's directory on the disk: the one it holds a lock on."""
    (zygote,) = psutil.Process(served.process.pid).children()
    return [path for home in homes(zygote.pid) for path in home.iterdir()]


def homes(zygote: int) -> list[Path]:
    """Return the directories for scratch files that ``zygote`` has locked."""
    lines = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    inodes = {int(line[5].split(":")[2]) for line in lines if line[4] == str(zygote)}
    found = []
    for path in Path(tempfile.gettempdir()).glob("guardedflame-scratch-*"):
        # Other servers of this machine come and go.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_ino in inodes:
                found.append(path)
    return found


def settle(served: Served, wanted: Held) -> Held:
    """Return what is held once it is what is wanted, or what it is after a quarter of a minute."""
    now = held_or_moving(served)
    deadline = time.monotonic() + 15
    while now != wanted and time.monotonic() < deadline:
        # Children that end while they are counted are why this asks again instead of once.
        threading.Event().wait(0.02)
        now = held_or_moving(served)
    assert now is not None
    return now


def held_or_moving(served: Served) -> Held | None:
    """Count, or return None where something ended while it was counted."""
    try:
        return held(served)
    except (psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
        return None


def one_session(served: Served, number: int) -> None:
    """Connect, compute, write a file, leave."""
    with guardedflame.connect(served.tcp if number % 2 else served.unix) as flame:
        assert flame.evaluate(f"{number} + 1") == number + 1
        if number % 10 == 0:
            flame.sendfile("mine", b"x" * number)


def warm_up(served: Served) -> Held:
    """Use everything once, then return what an idle server holds."""
    for number in range(30):
        one_session(served, number)
    first = held_or_moving(served)
    seen: list[Held | None] = [first]
    deadline = time.monotonic() + 30
    # Idle is when ten looks in a row see the same.
    while len(seen) < 10 or len(set(seen[-10:])) > 1:
        assert time.monotonic() < deadline, f"the server does not come to rest: {seen[-3:]}"
        threading.Event().wait(0.02)
        seen.append(held_or_moving(served))
    at_rest = seen[-1]
    assert at_rest is not None
    return at_rest


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
    served = serve(warm=2)
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
