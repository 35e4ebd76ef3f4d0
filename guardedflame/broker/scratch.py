"""How much a session keeps in a scratch directory that is on a disk, where no kernel bounds it.

Invariant: nothing in the directory is believed or followed. Names are opened below descriptors
without following links; a look ends as soon as a bound is passed, so its cost is bounded by the
policy; what changes while it is looked at is counted or not, and raises nothing. It counts for sure
only while the worker is stopped, or it could carry a file from where nobody has looked yet to where
somebody has.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from pathlib import Path
from typing import Final, Literal, NamedTuple

#: Directories in each other. People nest five; each takes a descriptor while it is looked at.
DEEPEST: Final = 64

#: Seconds in which a process that was told to stop has stopped; longer only in a slow write.
_STOPPED_SECONDS: Final = 0.2

_OPEN: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK

#: What says that the server, not the session, is short of something: to be tried again.
_OURS: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EINTR, errno.EIO})


class Kept(NamedTuple):
    """What a directory was found to hold, up to the bound that ended the look."""

    size: int
    """Bytes of disk."""
    files: int
    """Files, directories and links, the directory itself among them."""
    over: Literal["", "scratch", "scratch_files", "hidden", "deep"]
    """Which bound was passed; ``hidden``: by modes that forbid a look."""


class _Look:
    def __init__(self, size_most: int, files_most: int) -> None:
        self._size_most = size_most
        self._files_most = files_most
        self._linked: set[tuple[int, int]] = set()
        self.size = 0
        self.files = 1

    def count(self, found: os.stat_result) -> bool:
        """Count one entry; return whether to go on."""
        self.files += 1
        if not stat.S_ISDIR(found.st_mode):
            # A file of several names is there once. What a directory takes is bounded by what is
            # in it. Some file systems keep short files where no block is counted.
            if found.st_nlink > 1:
                key = found.st_dev, found.st_ino
                if key in self._linked:
                    return self.files <= self._files_most
                self._linked.add(key)
            self.size += found.st_blocks * 512 or found.st_size
        return self.files <= self._files_most and self.size <= self._size_most

    def result(self, over: Literal["hidden", "deep"] | None = None) -> Kept:
        if over is None:
            if self.files > self._files_most:
                return Kept(self.size, self.files, "scratch_files")
            if self.size > self._size_most:
                return Kept(self.size, self.files, "scratch")
        return Kept(self.size, self.files, over or "")


def measure(directory: str, pid: int, *, size_most: int, files_most: int) -> Kept | None:
    """Return what a scratch directory holds, and the open files that were removed from it. Blocks.

    Args:
        directory: the session's.
        pid: its worker, told to stop a moment ago.
        size_most: bytes it may hold.
        files_most: entries it may hold.

    Returns:
        None where it cannot be told now: it is gone, or the server is short of something.
    """
    _wait_until_stopped(pid)
    look = _Look(size_most, files_most)
    open_directories: list[tuple[int, list[str]]] = []
    try:
        top = os.open(directory, _OPEN)
        device = os.fstat(top).st_dev
        open_directories.append((top, []))
        if not _read(top, open_directories[-1][1], look):
            return look.result()
        while open_directories:
            parent, names = open_directories[-1]
            if not names:
                open_directories.pop()
                os.close(parent)
                continue
            if len(open_directories) >= DEEPEST:
                return look.result("deep")
            try:
                inner = os.open(names.pop(), _OPEN, dir_fd=parent)
            except (FileNotFoundError, NotADirectoryError):
                continue  # no longer there
            open_directories.append((inner, []))
            if not _read(inner, open_directories[-1][1], look):
                return look.result()
        _count_removed(pid, device, look)
    except OSError as error:
        if error.errno in _OURS or isinstance(error, FileNotFoundError):
            return None
        return look.result("hidden")
    finally:
        for descriptor, _ in open_directories:
            os.close(descriptor)
    return look.result()


def _read(descriptor: int, directories: list[str], look: _Look) -> bool:
    """Count the entries of a directory and note the directories; return whether to go on."""
    with os.scandir(descriptor) as entries:
        for entry in entries:
            try:
                found = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if not look.count(found):
                return False
            if stat.S_ISDIR(found.st_mode):
                directories.append(entry.name)
    return True


def _count_removed(pid: int, device: int, look: _Look) -> None:
    """Count files without a name that are still open, where the kernel lets us see them.

    It does not where the worker has our own uid: it is not dumpable, so they are root's to see.
    """
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                found = entry.stat()
                gone = stat.S_ISREG(found.st_mode) and not found.st_nlink
                if gone and found.st_dev == device and not look.count(found):
                    return


def _wait_until_stopped(pid: int) -> None:
    end = time.monotonic() + _STOPPED_SECONDS
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2][:1]
        except OSError:
            return
        if state not in {b"R", b"S", b"D"}:
            return
        time.sleep(0.0002)
