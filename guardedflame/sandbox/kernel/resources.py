"""Resource limits: what one worker may take from the machine.

Invariant: soft and hard limit are the same number, so nothing can be raised again without a
capability the worker does not have.
"""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from math import ceil, isinf
from resource import (
    RLIMIT_AS,
    RLIMIT_CPU,
    RLIMIT_FSIZE,
    RLIMIT_NOFILE,
    RLIMIT_NPROC,
    getrlimit,
    setrlimit,
)
from typing import Final

from guardedflame.errors import ConfinementError
from guardedflame.limits import STACK
from guardedflame.sandbox.kernel.privileges import read


@dataclass(frozen=True, slots=True)
class KernelLimits:
    """What the kernel itself enforces on a worker; all but ``cpu`` whole numbers.

    Attributes:
        cpu: seconds of processor time over the worker's whole life; ``math.inf`` for none. The
            last resort behind the broker's own watchdog: it kills.
        memory: bytes of address space on top of what the zygote already has.
        processes: child processes and threads it may have; 0 forbids both. More need full.
        open_files: descriptors on top of those it is given.
        file_size: bytes of one file.
        scratch: bytes of its scratch directory (under isolation full; elsewhere the broker looks).
        scratch_files: files, directories and links in it, itself among them (the same).
    """

    cpu: float
    memory: int
    processes: int
    open_files: int
    file_size: int
    scratch: int
    scratch_files: int


_INFINITY: Final = resource.RLIM_INFINITY

#: Queued signals; a process needs a few for timers.
_SIGNALS: Final = 64


def address_space(proc: int) -> int:
    """Return the bytes of address space this process has now."""
    return int(read(proc, "self/statm").split(maxsplit=1)[0]) * os.sysconf("SC_PAGE_SIZE")


def limit_zygote() -> None:
    """Set what is the same for every worker, once; they inherit it.

    Raises:
        ConfinementError: a limit is not in force afterwards.
    """
    _set(
        {
            # Not 0: a core_pattern that is a program would be run all the same; see core(5). Only
            # honest crashes are kept from it: a worker may lower this to 0 again.
            resource.RLIMIT_CORE: 1,
            resource.RLIMIT_MEMLOCK: 0,
            resource.RLIMIT_MSGQUEUE: 0,
            resource.RLIMIT_NICE: 0,
            resource.RLIMIT_RTPRIO: 0,
            resource.RLIMIT_SIGPENDING: _SIGNALS,
            resource.RLIMIT_STACK: STACK,
        }
    )


def limit_worker(limits: KernelLimits, *, already: int, highest_fd: int, processes: int) -> None:
    """Set what differs from profile to profile.

    Args:
        limits: what to allow.
        already: bytes of address space the zygote had.
        highest_fd: the largest descriptor that stays open.
        processes: the number for RLIMIT_NPROC, which counts this process too.

    Raises:
        ConfinementError: a limit is not in force afterwards.
    """
    # The kernel takes a negative number for a very large one.
    if min(limits.memory, limits.open_files, limits.file_size, processes) < 0 or limits.cpu < 0:
        raise ConfinementError("a resource limit is negative")
    infinite = isinf(limits.cpu)
    _set(
        {
            RLIMIT_AS: already + limits.memory,
            RLIMIT_CPU: _INFINITY if infinite else max(1, ceil(limits.cpu)),
            RLIMIT_FSIZE: limits.file_size,
            RLIMIT_NOFILE: highest_fd + 1 + limits.open_files,
            RLIMIT_NPROC: processes,
        }
    )


def lower(*, memory: int, open_files: int, file_size: int, processes: int | None) -> None:
    """In a confined worker: allow less than it was made with.

    Args:
        memory: bytes of address space less.
        open_files: descriptors less.
        file_size: bytes of one file.
        processes: the number for RLIMIT_NPROC; None to leave it.

    Raises:
        ConfinementError: a limit is not in force afterwards.
    """
    wanted = {
        resource.RLIMIT_AS: max(0, resource.getrlimit(resource.RLIMIT_AS)[0] - memory),
        resource.RLIMIT_NOFILE: max(0, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - open_files),
        resource.RLIMIT_FSIZE: file_size,
    }
    if processes is not None:
        wanted[resource.RLIMIT_NPROC] = processes
    _set(wanted)


def _set(wanted: dict[int, int]) -> None:
    for which, value in wanted.items():
        hard = getrlimit(which)[1]
        if hard != _INFINITY and (value == _INFINITY or value > hard):
            value = hard  # noqa: PLW2901 - what is stricter already stays
        setrlimit(which, (value, value))
        if getrlimit(which) != (value, value):
            raise ConfinementError("a resource limit could not be set")
