"""The order in which a worker gives everything up, in one place.

Invariant: each step is irreversible and verified, the order below is the only one, and a step that
fails stops the worker with ConfinementError before it has read a byte of a client.

Why this order: mounting and changing the uid need capabilities, so they come first; the user
namespace comes after the uid change, so that it owns none of the worker's other namespaces; the
parent-death signal is cleared by a uid change, so it comes after; Landlock forbids mounting and
opening /proc, so it comes after all that; dumpable is last: /proc/self needs it until then, and a
uid change takes it.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass
from os import getegid, geteuid, getppid, setsid
from typing import Final

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel import landlock
from guardedflame.sandbox.kernel.directories import Directories
from guardedflame.sandbox.kernel.landlock import enforce
from guardedflame.sandbox.kernel.privileges import (
    become,
    enter_void_user_namespace,
    lock_securebits,
    write,
)
from guardedflame.sandbox.kernel.privileges import drop_capabilities as _drop_capabilities
from guardedflame.sandbox.kernel.resources import KernelLimits, limit_worker
from guardedflame.sandbox.kernel.rootfs import mount_scratch as _mount_scratch
from guardedflame.sandbox.kernel.traces import close_descriptors as _close_descriptors
from guardedflame.sandbox.kernel.traces import hide as _hide
from guardedflame.sandbox.kernel.traces import show as _show
from guardedflame.sandbox.kernel.uapi import PR_SET_PDEATHSIG, PR_SET_THP_DISABLE, Kernel

_KILL: Final = int(signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the steps need to know; built in the worker, read by every step.

    Attributes:
        kernel: the system calls.
        limits: what the profile allows.
        keep: descriptors that stay open.
        slot: which of the zygote's workers this is.
        uid: the uid (and gid) to become, None where the uid cannot change.
        namespaces: whether the zygote and this worker have namespaces of their own.
        parent: the zygote's pid as this process sees it, 0 from another pid namespace.
        address_space: bytes of it the zygote had.
        proc: descriptor of the host's /proc.
        void: descriptor of /dev/null.
        ruleset: a prepared Landlock ruleset, None to build one here or to do without.
        abi: the Landlock ABI, None to do without.
        readable: descriptors of trees that may be read, for a ruleset built here.
        directories: the zygote's scratch directories, None where a mount replaces them.
    """

    kernel: Kernel
    limits: KernelLimits
    keep: frozenset[int]
    slot: int
    uid: int | None
    namespaces: bool
    parent: int
    address_space: int
    proc: int
    void: int
    ruleset: int | None
    abi: landlock.Abi | None
    readable: tuple[int, ...]
    directories: Directories | None


def leave_group(_: Situation) -> None:
    """A session and process group of its own: what is sent to a group stays in here."""
    setsid()


def go_first(s: Situation) -> None:
    """The first to go when the machine is out of memory; no huge pages, until it asks for them."""
    # Under root of the host this file is root's; there the broker writes it. To try all the same
    # would copy twenty pages.
    if s.uid is None or not s.namespaces:
        with contextlib.suppress(PermissionError):
            write(s.proc, "self/oom_score_adj", "1000")
    s.kernel.prctl(PR_SET_THP_DISABLE, 1)


def mount_scratch(s: Situation) -> None:
    """A file system of its own with a quota, gone with the worker."""
    uid = 0 if s.uid is None else s.uid
    _mount_scratch(s.kernel, uid=uid, gid=uid, size=s.limits.scratch, files=s.limits.scratch_files)


def make_scratch(s: Situation) -> None:
    """A directory of its own; the kernel bounds each file in it, the broker all of them."""
    assert s.directories is not None
    uid = geteuid() if s.uid is None else s.uid
    gid = getegid() if s.uid is None else s.uid
    s.directories.make(s.slot, uid, gid)


def change_identity(s: Situation) -> None:
    """Another uid and gid than anyone else's, where the zygote has the right to give them."""
    if s.uid is not None:
        become(s.uid, s.uid)


def own_user_namespace(s: Situation) -> None:
    """A user namespace below which none can be made, owning no other namespace."""
    enter_void_user_namespace(s.kernel, s.proc)
    lock_securebits(s.kernel)


def drop_capabilities(s: Situation) -> None:
    """No capability, and no_new_privs."""
    _drop_capabilities(s.kernel)


def die_with_zygote(s: Situation) -> None:
    """SIGKILL when the zygote goes, also if it went a moment ago."""
    s.kernel.prctl(PR_SET_PDEATHSIG, _KILL)
    if getppid() != s.parent:
        raise ConfinementError("the zygote is gone")


def limit_resources(s: Situation) -> None:
    """Address space, processes, descriptors, file size and the rest."""
    if s.limits.processes and not s.namespaces:
        # Nothing but a pid namespace makes sure that they die with the worker.
        raise ConfinementError("limits.processes above 0 needs isolation: full")
    highest = max((*s.keep, 2))
    limit_worker(
        s.limits,
        already=s.address_space,
        highest_fd=highest,
        processes=s.limits.processes + 1 if s.namespaces else 0,
    )


def restrict_files(s: Situation) -> None:
    """Landlock: files, TCP, signals, abstract sockets."""
    if s.abi is None:
        return
    fd = s.ruleset
    if fd is None:
        here = landlock.open_trees(["."])  # the scratch directory since the first step
        fd = landlock.ruleset(s.kernel, s.abi, s.readable, here)
    enforce(s.kernel, fd)


def close_descriptors(s: Situation) -> None:
    """No descriptor but those to keep; 0, 1 and 2 lead nowhere."""
    _close_descriptors(s.kernel, s.keep, s.void)


def hide(s: Situation) -> None:
    """Not dumpable."""
    _hide(s.kernel)


def show(s: Situation) -> None:
    """Dumpable: the broker bounds a directory on a disk, and has to see what is kept of it.

    Who else may look: root's workers have a uid each. An ordinary user's may not where there is
    Landlock; where there is none they may trace the broker itself.
    """
    _show(s.kernel)


Step = Callable[[Situation], None]

#: ``isolation: full``, in a child cloned into its own pid, mount and network namespaces.
FULL: Final[tuple[Step, ...]] = (
    leave_group,
    go_first,
    mount_scratch,
    change_identity,
    own_user_namespace,
    drop_capabilities,
    die_with_zygote,
    limit_resources,
    restrict_files,
    close_descriptors,
    hide,
)

#: ``isolation: partial`` and, without Landlock (``abi`` is None), ``isolation: process``.
WITHOUT_NAMESPACES: Final[tuple[Step, ...]] = (
    leave_group,
    go_first,
    make_scratch,
    change_identity,
    drop_capabilities,
    die_with_zygote,
    limit_resources,
    restrict_files,
    close_descriptors,
    show,
)


def run(steps: tuple[Step, ...], situation: Situation) -> None:
    """Take the steps in order.

    Raises:
        ConfinementError: one failed; the message names it. The process must end.
    """
    for step in steps:
        try:
            step(situation)
        except OSError as error:
            name = step.__name__.replace("_", " ")
            raise ConfinementError(f"confinement failed at '{name}': {error.strerror}") from None
