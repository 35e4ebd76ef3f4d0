"""From the kernel's word for a shortage to the policy's: which limit a program has run into.

Invariant: only what leaves a program is told so; the program itself may catch the OSError, as it
would anywhere. Nothing here calls the client's code: exact classes of the interpreter's own are
looked at, and nothing else.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from guardedflame.amounts import about_size, show_size
from guardedflame.errors import LimitExceeded
from guardedflame.ipc.messages import WorkerProfile


class Shortage(NamedTuple):
    """What the kernel has run out of for this session."""

    limit: str
    allowed: Callable[[WorkerProfile], str]
    used: Callable[[WorkerProfile], str]
    hint: str


def _over(allowed: Callable[[WorkerProfile], str]) -> Callable[[WorkerProfile], str]:
    return lambda profile: f"over {allowed(profile)}"


def _held(profile: WorkerProfile) -> str:
    found = os.statvfs(".")
    if (found.f_blocks - 1) * found.f_frsize > profile.scratch:
        return "the server's disk is full"  # no file system of the session's own
    return about_size((found.f_blocks - found.f_bfree) * found.f_frsize)


def _scratch(profile: WorkerProfile) -> str:
    return show_size(profile.scratch)


def _scratch_files(profile: WorkerProfile) -> str:
    return f"{profile.scratch_files} files"


def _file_size(profile: WorkerProfile) -> str:
    return show_size(profile.file_size)


def _open_files(profile: WorkerProfile) -> str:
    return f"{profile.open_files} files"


def _processes(profile: WorkerProfile) -> str:
    return f"{profile.processes} processes and threads"


_ROOM: Final = Shortage(
    "scratch", _scratch, _held, "remove files that are not needed, or write less"
)
_FILES: Final = Shortage(
    "scratch_files",
    _scratch_files,
    _scratch_files,
    "remove files that are not needed, or put more into one",
)
_PROCESSES: Final = Shortage(
    "processes", _processes, _over(_processes), "wait for some to end, or start fewer"
)

#: By errno of an OSError.
SHORTAGES: Final[Mapping[int, Shortage]] = MappingProxyType(
    {
        errno.ENOSPC: _ROOM,
        errno.EDQUOT: _ROOM,
        errno.EFBIG: Shortage(
            "file_size", _file_size, _over(_file_size), "write several smaller files"
        ),
        errno.EMFILE: Shortage(
            "open_files", _open_files, _over(_open_files), "close files that are done with"
        ),
    }
)

#: What makes processes, by the name it is called by. The kernel's word for "too many of them" is
#: also the one for "try again", of sockets and pipes.
_FORKS: Final = frozenset(
    {"_fork_exec", "fork", "fork_exec", "forkpty", "posix_spawn", "posix_spawnp"}
)
_NO_THREAD: Final = ("can't start new thread",)


def shortage_of(error: BaseException) -> Shortage | None:
    """Return what a program ran out of, None if the error is of another kind."""
    kind = type(error)
    if kind is OSError:
        number = error.errno  # type: ignore[attr-defined]  # an OSError
        if type(number) is not int:
            return None
        found = SHORTAGES.get(number)
        if found is not _ROOM:
            return found
        # The kernel says the same where it gives no further namespace, for one.
        return _FILES if _out_of_files() else _ROOM if _out_of_room() else None
    if kind is BlockingIOError and error.errno == errno.EAGAIN:  # type: ignore[attr-defined]
        return _PROCESSES if _forked(error) else None
    if kind is RuntimeError and error.args == _NO_THREAD:
        return _PROCESSES
    return None


def as_limit(error: BaseException, profile: WorkerProfile) -> BaseException:
    """Return the LimitExceeded that tells of ``error``, or ``error`` itself if it is no shortage.

    Args:
        error: what has left the client's program.
        profile: the session's.
    """
    try:
        found = shortage_of(error)
        if found is None:
            return error
        allowed = found.allowed(profile)
        return LimitExceeded(
            f"the {found.limit} limit of {allowed} was reached",
            limit=found.limit,
            allowed=allowed,
            used=found.used(profile),
            state_survived=True,
            rule=profile.rules.get(f"limits.{found.limit}", ""),
            hint=found.hint,
        ).with_traceback(error.__traceback__)
    except BaseException:  # plain Python may have put anything anywhere
        return error


def _out_of_files() -> bool:
    """Whether it is not the bytes that are used up; only tmpfs has so few files."""
    found = os.statvfs(".")
    return not found.f_ffree and found.f_bfree > 0


def _out_of_room() -> bool:
    """Whether it can be the bytes: what asked for many at once leaves some free."""
    found = os.statvfs(".")
    return found.f_bavail * 2 < found.f_blocks


def _forked(error: BaseException) -> bool:
    innermost = error.__traceback__
    while innermost is not None and innermost.tb_next is not None:
        innermost = innermost.tb_next
    return innermost is not None and not _FORKS.isdisjoint(innermost.tb_frame.f_code.co_names)
