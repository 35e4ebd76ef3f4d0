"""Landlock: what each ABI can deny, as values, and the one ruleset a worker gets.

Invariant: every right the kernel's ABI knows is handled, so what is not granted here is denied;
nothing is ever executed. There is no best effort: no Landlock means ConfinementError.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag
from os import close
from os import open as os_open
from typing import Final

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel.uapi import Kernel

#: For looking whether a directory can be read.
_LIST: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class Files(IntFlag):
    """Rights on files (``LANDLOCK_ACCESS_FS_*``)."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15
    RESOLVE_UNIX = 1 << 16


class Net(IntFlag):
    """Rights on TCP ports (``LANDLOCK_ACCESS_NET_*``)."""

    BIND_TCP = 1 << 0
    CONNECT_TCP = 1 << 1


class Scope(IntFlag):
    """What may not leave the domain (``LANDLOCK_SCOPE_*``)."""

    ABSTRACT_UNIX_SOCKET = 1 << 0
    SIGNAL = 1 << 1


@dataclass(frozen=True, slots=True)
class Abi:
    """One version of Landlock: what it handles, and since which kernel release."""

    number: int
    kernel: str
    files: Files
    net: Net
    scope: Scope

    @property
    def attribute_size(self) -> int:
        """Bytes of ``struct landlock_ruleset_attr`` this ABI reads."""
        return 24 if self.scope else 16 if self.net else 8


_FILES_1: Final = Files((1 << 13) - 1)
_FILES_2: Final = _FILES_1 | Files.REFER
_FILES_3: Final = _FILES_2 | Files.TRUNCATE
_FILES_5: Final = _FILES_3 | Files.IOCTL_DEV
_FILES_9: Final = _FILES_5 | Files.RESOLVE_UNIX
_TCP: Final = Net.BIND_TCP | Net.CONNECT_TCP
_SCOPED: Final = Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL

#: Every ABI from 1. Source: Documentation/userspace-api/landlock.rst and linux/landlock.h.
#: 7 adds flags for the audit log and 8 one for threads; neither denies more. 9 is untested here.
ABIS: Final = (
    Abi(1, "5.13", _FILES_1, Net(0), Scope(0)),
    Abi(2, "5.19", _FILES_2, Net(0), Scope(0)),
    Abi(3, "6.2", _FILES_3, Net(0), Scope(0)),
    Abi(4, "6.7", _FILES_3, _TCP, Scope(0)),
    Abi(5, "6.10", _FILES_5, _TCP, Scope(0)),
    Abi(6, "6.12", _FILES_5, _TCP, _SCOPED),
    Abi(7, "6.15", _FILES_5, _TCP, _SCOPED),
    Abi(8, "7.0", _FILES_5, _TCP, _SCOPED),
    Abi(9, "7.1", _FILES_9, _TCP, _SCOPED),
)

_READ: Final = Files.READ_FILE | Files.READ_DIR
#: No devices, sockets, pipes or links in the scratch directory: nothing there needs them, and a
#: link is a trap for whoever cleans up.
_SCRATCH: Final = (
    _READ
    | Files.WRITE_FILE
    | Files.TRUNCATE
    | Files.MAKE_REG
    | Files.MAKE_DIR
    | Files.REMOVE_FILE
    | Files.REMOVE_DIR
    | Files.REFER
)
_OF_A_FILE: Final = (
    Files.EXECUTE | Files.WRITE_FILE | Files.READ_FILE | Files.TRUNCATE | Files.IOCTL_DEV
)


def abi_numbered(number: int) -> Abi:
    """Return the ABI a kernel that answers ``number`` is used with, at most the newest known.

    Raises:
        ConfinementError: ``number`` is 0, the kernel has no Landlock.
    """
    if number < 1:
        raise ConfinementError(
            "Landlock is missing: this kernel has none or it is switched off; "
            "use Linux 5.13 or later with landlock in the lsm= boot parameter"
        )
    return ABIS[min(number, len(ABIS)) - 1]


def open_trees(paths: Sequence[str]) -> tuple[int, ...]:
    """Return a path-only descriptor of each tree or file, for `ruleset`."""
    return tuple(os.open(path, os.O_PATH | os.O_CLOEXEC) for path in paths)


def ruleset(kernel: Kernel, abi: Abi, readable: Sequence[int], writable: Sequence[int]) -> int:
    """Return a descriptor of the ruleset: read ``readable``, use ``writable``, nothing else.

    No TCP port may be bound or connected; with ABI 6 signals and abstract sockets stay inside.

    Args:
        kernel: the system calls.
        abi: what to handle.
        readable: descriptors of trees or files.
        writable: descriptors of scratch directories.

    Raises:
        ConfinementError: the kernel does not take it.
    """
    try:
        fd = kernel.landlock_create_ruleset(abi.files, abi.net, abi.scope, abi.attribute_size)
        try:
            for tree in readable:
                _allow(kernel, fd, tree, _READ & abi.files)
            for tree in writable:
                _allow(kernel, fd, tree, _SCRATCH & abi.files)
        except OSError:
            os.close(fd)
            raise
    except OSError as error:
        raise ConfinementError(f"Landlock refused the ruleset: {error.strerror}") from None
    return fd


def _allow(kernel: Kernel, fd: int, tree: int, access: Files) -> None:
    if not stat.S_ISDIR(os.fstat(tree).st_mode):
        access &= _OF_A_FILE
    kernel.landlock_add_path(fd, tree, access)


def enforce(kernel: Kernel, fd: int) -> None:
    """Put this thread under the ruleset for ever, and see that it holds.

    Raises:
        ConfinementError: it does not.
    """
    try:
        kernel.landlock_restrict_self(fd)
    except OSError as error:
        raise ConfinementError(f"Landlock was not enforced: {error.strerror}") from None
    try:
        close(os_open("/", _LIST))
    except PermissionError:
        return
    raise ConfinementError("Landlock was enforced but the root directory is still readable")
