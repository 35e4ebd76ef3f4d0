"""Identity and capabilities: who the worker is, and that it can never be more.

Invariant: each function verifies with the kernel what it did before it returns; what cannot be
verified raises ConfinementError.
"""

from __future__ import annotations

import contextlib
import os
from errno import ENOSPC, ENOSYS, EPERM
from os import close as os_close
from os import getgroups, getresgid, getresuid, setgroups, setresgid, setresuid
from os import open as os_open
from os import read as os_read
from os import write as os_write
from typing import Final

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel import uapi
from guardedflame.sandbox.kernel.uapi import (
    CLONE_NEWUSER,
    PR_GET_NO_NEW_PRIVS,
    PR_GET_SECUREBITS,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_SECUREBITS,
    Kernel,
)

#: NOROOT, NO_SETUID_FIXUP, KEEP_CAPS off, NO_CAP_AMBIENT_RAISE, each with its lock.
_SECUREBITS: Final = 0b1110_1111

#: What of a user namespace's own limits (namespaces(7)) a worker has no use for.
_WATCHES: Final = (
    "max_inotify_instances",
    "max_inotify_watches",
    "max_fanotify_groups",
    "max_fanotify_marks",
)

_WRITE: Final = os.O_WRONLY | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_CLOEXEC

_CAP_SETGID: Final = 1 << 6
_CAP_SETUID: Final = 1 << 7
CAP_SETPCAP: Final = 1 << 8
CAP_SYS_ADMIN: Final = 1 << 21
MAY_CHANGE_IDENTITY: Final = _CAP_SETUID | _CAP_SETGID


def write(proc: int, name: str, text: str) -> None:
    """Write a file of the host's /proc, given by a descriptor of that directory."""
    fd = os_open(name, _WRITE, dir_fd=proc)
    try:
        os_write(fd, text.encode())
    finally:
        os_close(fd)


def read(proc: int, name: str) -> str:
    """Read a file of the host's /proc (at most 64 KiB), given by that directory's descriptor."""
    fd = os_open(name, _READ, dir_fd=proc)
    try:
        return os_read(fd, 65_536).decode()
    finally:
        os_close(fd)


def become(uid: int, gid: int) -> None:
    """Change every uid and gid, without supplementary groups.

    Raises:
        ConfinementError: an id is not the one asked for afterwards.
    """
    setgroups([])
    setresgid(gid, gid, gid)
    setresuid(uid, uid, uid)
    if getresuid() != (uid,) * 3 or getresgid() != (gid,) * 3 or getgroups():
        raise ConfinementError("the worker's uid could not be changed")


def enter_user_namespace(kernel: Kernel, proc: int, flags: int) -> None:
    """Enter a new user namespace and those in ``flags``, as its root; in an ordinary user's zygote.

    Args:
        kernel: the system calls.
        proc: descriptor of the host's /proc.
        flags: further CLONE_NEW* flags; those namespaces belong to the new user namespace.

    Raises:
        OSError: the kernel refused it.
    """
    uid, gid = os.geteuid(), os.getegid()
    kernel.prctl(uapi.PR_SET_DUMPABLE, 1)  # or its own uid_map would not be its own
    kernel.unshare(uapi.CLONE_NEWUSER | flags)
    write(proc, "self/setgroups", "deny")
    write(proc, "self/uid_map", f"0 {uid} 1")
    write(proc, "self/gid_map", f"0 {gid} 1")


def enter_void_user_namespace(kernel: Kernel, proc: int) -> None:
    """Enter a user namespace in which no id exists and below which none can be made.

    No id is mapped, so there is nothing to change to. It owns no other namespace, so a capability
    in it, could one be had, would be good for nothing. Processes are counted in it, so that
    RLIMIT_NPROC is this worker's own count even where workers share a uid.

    Raises:
        ConfinementError: another user namespace can still be made.
        OSError: the kernel refused it.
    """
    kernel.unshare(CLONE_NEWUSER)
    try:
        write(proc, "sys/user/max_user_namespaces", "0")
    except OSError as error:
        raise ConfinementError(
            f"user.max_user_namespaces cannot be set inside the worker ({error.strerror}); "
            "in a container, let it write /proc/sys (Docker: systempaths=unconfined)"
        ) from None
    for name in _WATCHES:
        # Counted against whoever started the server, and a way to watch what others open. Not
        # every kernel has all of them.
        with contextlib.suppress(FileNotFoundError):
            write(proc, f"sys/user/{name}", "0")
    try:
        kernel.unshare(CLONE_NEWUSER)
    except OSError as error:
        if error.errno == ENOSPC:
            return
        raise
    raise ConfinementError("user namespaces can still be made inside the worker")


def lock_securebits(kernel: Kernel) -> None:
    """Make uid 0 mean nothing, for this process and what it executes; needs CAP_SETPCAP.

    With no_new_privs and empty sets, the bounding set bounds nothing any more; emptying it again
    in each worker's user namespace would cost 41 system calls.

    Raises:
        ConfinementError: they are not in force.
    """
    kernel.prctl(PR_SET_SECUREBITS, _SECUREBITS)
    if kernel.prctl(PR_GET_SECUREBITS) != _SECUREBITS:
        raise ConfinementError("the secure bits could not be locked")


def drop_bounding(kernel: Kernel) -> None:
    """Empty the bounding and ambient sets; where that is not permitted there is nothing to bound.

    Raises:
        ConfinementError: the set is not empty.
    """
    if not kernel.capget()[0] & CAP_SETPCAP:
        return
    kernel.prctl(uapi.PR_CAP_AMBIENT, uapi.PR_CAP_AMBIENT_CLEAR_ALL)
    capability = 0
    while True:
        try:
            kernel.prctl(uapi.PR_CAPBSET_DROP, capability)
        except OSError:
            break
        capability += 1
    if not capability or any(kernel.prctl(uapi.PR_CAPBSET_READ, c) for c in range(capability)):
        raise ConfinementError("the capability bounding set could not be emptied")


def drop_capabilities(kernel: Kernel) -> None:
    """Empty every capability set and set no_new_privs.

    Raises:
        ConfinementError: a capability is left.
    """
    kernel.capset(0, 0, 0)
    kernel.prctl(PR_SET_NO_NEW_PRIVS, 1)
    if kernel.capget() != (0, 0, 0) or kernel.prctl(PR_GET_NO_NEW_PRIVS) != 1:
        raise ConfinementError("capabilities could not be dropped")


def revoke_session_keyring(kernel: Kernel) -> None:
    """Swap the session keyring for a revoked one, which no child can store a key in.

    The starting user's session keys are out of reach after it. Kernels without keyrings have
    nothing to close.
    """
    try:
        kernel.keyctl(uapi.KEYCTL_JOIN_SESSION_KEYRING, 0)
        kernel.keyctl(uapi.KEYCTL_REVOKE, uapi.KEY_SPEC_SESSION_KEYRING)
    except OSError as error:
        # A filter from outside (Docker's, systemd's) answers EPERM to us and to every worker.
        if error.errno not in {ENOSYS, EPERM}:
            raise
