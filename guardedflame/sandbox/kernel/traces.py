"""What a worker would inherit without meaning to: environment, descriptors, a readable /proc entry.

Invariant: after these, the worker holds no descriptor that was not named and no variable at all.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from os import dup2, fstat

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel.uapi import PR_GET_DUMPABLE, PR_SET_DUMPABLE, Kernel


def forget_environment(kernel: Kernel) -> None:
    """Empty the environment, Python's and the C library's; new files are private.

    Done once in the zygote, which was exec'd without one, so that no worker has it in memory.
    """
    os.environ.clear()
    kernel.clearenv()
    os.umask(0o077)


def close_descriptors(kernel: Kernel, keep: Collection[int], void: int) -> None:
    """Point 0, 1 and 2 at ``void`` (unless kept) and close everything that is not in ``keep``.

    Raises:
        ConfinementError: a descriptor to keep is not open.
    """
    try:
        for fd in keep:
            fstat(fd)
        for fd in (0, 1, 2):
            if fd not in keep:
                dup2(void, fd)
    except OSError:
        raise ConfinementError("a descriptor the worker needs is not open") from None
    first = 3
    for fd in sorted(keep):
        if fd >= first:
            if fd > first:
                kernel.close_range(first, fd - 1)
            first = fd + 1
    kernel.close_range(first, 0x7FFF_FFFF)


def hide(kernel: Kernel) -> None:
    """Not dumpable: no core, no ptrace by peers of the same uid, /proc entry owned by root.

    A worker may undo it for itself; that costs nobody else their protection.

    Raises:
        ConfinementError: it is still dumpable.
    """
    kernel.prctl(PR_SET_DUMPABLE, 0)
    if kernel.prctl(PR_GET_DUMPABLE) != 0:
        raise ConfinementError("the worker is still dumpable")


def show(kernel: Kernel) -> None:
    """Dumpable: who has this uid may see what this process has open and mapped.

    For a directory on a disk, where the broker has to count files that were removed and are kept.
    A worker may undo it for itself, and is then ended at the next look.

    Raises:
        ConfinementError: it is not dumpable.
    """
    kernel.prctl(PR_SET_DUMPABLE, 1)
    if kernel.prctl(PR_GET_DUMPABLE) != 1:
        raise ConfinementError("the broker could not see which removed files the worker keeps")
