"""One worker's cgroup: what it has used, what it may hold, and its end.

Invariant: made by `cgroups.Groups` and below its directory; whatever the processes in it do, a look
at it neither waits nor raises, and removing it ends in bounded time.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
from pathlib import Path
from typing import Final, NamedTuple

from guardedflame import limits
from guardedflame.broker.cgroup_place import pids_in, write

#: Looks at a group that is being emptied, and milliseconds of each: killed processes need some.
_LOOKS: Final = 20
_LOOK_MS: Final = 50


class Room(NamedTuple):
    """What a worker and its children may have together."""

    memory: int
    """Bytes, files in memory and the pages copied from the zygote among them."""
    processes: int
    """Processes and threads, the worker itself among them."""


class Group:
    """The group of one worker. Made by `Groups` only.

    ``descriptor`` is its directory, for whoever starts a process in it.
    """

    __slots__ = ("_events", "_memory", "_path", "_stat", "descriptor")

    def __init__(self, path: Path, *, memory: bool) -> None:
        self._path = path
        self._memory = memory
        self._events = path / "memory.events"
        self.descriptor = os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        # Held, so that the limit holds when the broker has no descriptor left.
        self._stat = os.open(path / "cpu.stat", os.O_RDONLY | os.O_CLOEXEC)

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._path

    def cpu(self) -> float | None:
        """Return the seconds that all its processes have used, those nobody waited for included.

        None if the group is gone.
        """
        try:
            # "usage_usec 1234\n..." is the first line.
            line = os.pread(self._stat, 64, 0).split(b"\n", 1)[0]
            return int(line.split()[1]) / 1e6
        except (OSError, ValueError, IndexError):
            return None

    def holds(self, pid: int) -> bool:
        """Whether the process is in it."""
        return pid in pids_in(self._path)

    def began(self) -> None:
        """Its process has started: the descriptor for that is of no more use."""
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def move(self, pid: int) -> None:
        """Move a process into it; one that is gone is no error. Blocks for some milliseconds.

        Raises:
            OSError: the kernel refused.
        """
        with contextlib.suppress(ProcessLookupError):
            write(self._path / "cgroup.procs", str(pid))

    def memory(self) -> int | None:
        """Return the bytes charged to it, None where that is not counted."""
        return self._number("memory.current") if self._memory else None

    def peak(self) -> int | None:
        """Return the most bytes ever charged to it (Linux 5.19), None where not counted."""
        return self._number("memory.peak") if self._memory else None

    def out_of_memory(self) -> bool:
        """Whether the kernel has killed it for going over its memory."""
        if not self._memory:
            return False
        try:
            text = self._events.read_text(encoding="ascii")
        except OSError:
            return False
        return any(
            line.startswith("oom_kill ") and line != "oom_kill 0" for line in text.splitlines()
        )

    def kill(self) -> None:
        """SIGKILL to every process in it."""
        with contextlib.suppress(OSError):
            write(self._path / "cgroup.kill", "1")

    def remove(self) -> bool:
        """End what is left in it and remove it; return whether it is gone. Blocks."""
        self.began()
        descriptor, self._stat = self._stat, -1
        if descriptor >= 0:
            os.close(descriptor)
        return remove_group(self._path)

    def _number(self, name: str) -> int | None:
        try:
            return int((self._path / name).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None


def room(memory: int, scratch: int, processes: int) -> Room:
    """Return what the group of a worker may hold.

    Args:
        memory: bytes the profile allows.
        scratch: bytes of its directory where that is a file system in memory, else 0.
        processes: children and threads the profile allows.
    """
    # The margin is the watchdog's: pages of the zygote that a worker writes to become its own.
    return Room(memory + scratch + limits.WORKER_RESIDENT, processes + 1)


def groups_in(path: Path) -> list[Path]:
    """Return the groups right below a group; of none that cannot be read."""
    try:
        with os.scandir(path) as entries:
            return [path / e.name for e in entries if e.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def remove_group(path: Path) -> bool:
    """End what is in a group without groups of its own and remove it; return if it is gone."""
    for _ in range(_LOOKS):
        try:
            path.rmdir()
        except FileNotFoundError:
            return True
        except OSError as error:
            if error.errno != errno.EBUSY:
                return False
        else:
            return True
        with contextlib.suppress(OSError):
            write(path / "cgroup.kill", "1")
            _wait_until_empty(path)
    return False


def _wait_until_empty(path: Path) -> None:
    """Wait for the kernel to say that no process is left, for a moment."""
    events = os.open(path / "cgroup.events", os.O_RDONLY | os.O_CLOEXEC)
    try:
        if b"populated 1" in os.read(events, 256):
            poll = select.poll()
            poll.register(events, select.POLLPRI)
            poll.poll(_LOOK_MS)
    finally:
        os.close(events)
