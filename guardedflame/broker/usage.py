"""What a session's processes use, measured from outside.

Invariant: nothing the processes do makes a measure wait or raise; what is gone is None. Without
children the processor time is one system call; with them the family is walked.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import psutil

from guardedflame import limits


class Usage:
    """One worker's.

    Args:
        pid: the worker's, as this process sees it.
        many: whether it may have children, which count as its own.
    """

    __slots__ = ("_clock", "_many", "_peak", "_pid")

    def __init__(self, pid: int, *, many: bool) -> None:
        self._pid = pid
        self._many = many
        self._peak = 0
        # linux/posix-timers.h, CPUCLOCK_SCHED of a process: no file has to be opened for it.
        self._clock = (~pid << 3) | 2

    @property
    def cheap(self) -> bool:
        """Whether `cpu` costs about a microsecond."""
        return not self._many

    def cpu(self) -> float | None:
        """Return the seconds of processor time used so far, children included; None if gone."""
        if not self._many:
            try:
                return time.clock_gettime(self._clock)
            except OSError:
                return None
        total, found = 0.0, False
        for one in _family(self._pid):
            try:
                times = psutil.Process(one).cpu_times()
            except (psutil.Error, OSError):
                continue
            found = True
            total += times.user + times.system + times.children_user + times.children_system
        return total if found else None

    def resident(self) -> int | None:
        """Return the bytes of memory it holds now, children included; None if not to be read."""
        total, found = 0, False
        for one in _family(self._pid) if self._many else (self._pid,):
            try:
                total += psutil.Process(one).memory_info().rss
            except (psutil.Error, OSError):
                # Gone; or no descriptor is left to read /proc with.
                continue
            found = True
        self._peak = max(self._peak, total)
        return total if found else None

    @property
    def peak(self) -> int:
        """The most bytes of memory that `resident` has seen."""
        return self._peak


def _family(pid: int) -> list[int]:
    """Return ``pid`` and its descendants, by the kernel's own lists of children.

    psutil would read all of /proc for each worker. Orphans stay below their worker, which is pid 1
    of their namespace.
    """
    family = [pid]
    for one in family:
        if len(family) > limits.FAMILY:
            break
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{one}/task"):  # noqa: PTH208 - names, not paths
                listed = Path(f"/proc/{one}/task/{thread}/children").read_text(encoding="ascii")
                family.extend(map(int, listed.split()))
    return family
