"""Scratch directories on a disk, where no mount namespace gives a private one.

Invariant: nothing a worker left behind is followed, and nothing outside the zygote's own directory
is touched, whatever names, links, modes or depths it left.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

_PREFIX: Final = "guardedflame-scratch-"
_OPEN: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class Directories:
    """The zygote's directory of scratch directories, one per slot.

    Creating it sweeps what a killed zygote of the same user left: a directory is somebody's as
    long as that one holds the lock on it.

    Raises:
        OSError: no temporary directory can be written.
    """

    def __init__(self) -> None:
        where = tempfile.gettempdir()
        _sweep(where)
        self._path = tempfile.mkdtemp(prefix=_PREFIX, dir=where)
        # Workers of other uids pass through, but cannot list it.
        Path(self._path).chmod(0o711 if os.geteuid() == 0 else 0o700)
        self._fd = os.open(self._path, _OPEN)
        fcntl.flock(self._fd, fcntl.LOCK_EX)

    @property
    def where(self) -> str:
        """The zygote's directory."""
        return self._path

    def path(self, slot: int) -> str:
        """Return the scratch directory of a slot."""
        return f"{self._path}/{slot}"

    def make(self, slot: int, uid: int, gid: int) -> None:
        """Create a slot's directory for its owner; in the worker, before it gives up its uid."""
        name = str(slot)
        os.mkdir(name, 0o700, dir_fd=self._fd)
        if os.geteuid() != uid:
            os.chown(name, uid, gid, dir_fd=self._fd, follow_symlinks=False)
        os.chdir(self.path(slot))

    def remove(self, slot: int) -> None:
        """Remove a slot's directory and all in it, after the worker is gone."""
        _remove(self._fd, str(slot))

    def remove_all(self) -> None:
        """Remove everything; at the zygote's end."""
        with contextlib.suppress(OSError):
            for name in _names(self._fd):
                _remove(self._fd, name)
            Path(self._path).rmdir()
        os.close(self._fd)


def _sweep(where: str) -> None:
    with os.scandir(where) as entries:
        ours = [e.name for e in entries if e.name.startswith(_PREFIX)]
    for name in ours:
        path = f"{where}/{name}"
        with contextlib.suppress(OSError):
            fd = os.open(path, _OPEN)
            try:
                if os.fstat(fd).st_uid != os.geteuid():
                    continue
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for inner in _names(fd):
                    _remove(fd, inner)
                Path(path).rmdir()
            finally:
                os.close(fd)


def _names(fd: int) -> list[str]:
    with os.scandir(fd) as entries:
        return [e.name for e in entries]


def _remove(parent: int, name: str) -> None:
    """Remove a tree without recursion: subdirectories are moved up, so depth costs nothing."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISDIR(os.lstat(name, dir_fd=parent).st_mode):
            os.unlink(name, dir_fd=parent)
            return
        pending, moved = [name], 0
        while pending:
            directory = pending.pop()
            os.chmod(directory, 0o700, dir_fd=parent)
            fd = os.open(directory, _OPEN, dir_fd=parent)
            try:
                for inner in _names(fd):
                    if stat.S_ISDIR(os.lstat(inner, dir_fd=fd).st_mode):
                        # Moving a directory changes its "..", which needs the right to write it.
                        os.chmod(inner, 0o700, dir_fd=fd)
                        moved += 1
                        flat = f"{name}.{moved}"
                        os.rename(inner, flat, src_dir_fd=fd, dst_dir_fd=parent)
                        pending.append(flat)
                    else:
                        os.unlink(inner, dir_fd=fd)
            finally:
                os.close(fd)
            os.rmdir(directory, dir_fd=parent)
