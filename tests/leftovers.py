"""What a server holds on to, counted from outside: for tests of what it leaves behind."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

import guardedflame
from harness import Served


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
