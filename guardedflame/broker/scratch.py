"""How much a session keeps in a scratch directory that is on a disk, where no kernel bounds it.

Invariant: nothing in the directory is believed or followed. Names are opened below descriptors
without following links; a look ends as soon as a bound is passed, so its cost is bounded by the
policy; what changes while it is looked at is counted or not, and raises nothing. It counts for sure
only while the worker is stopped, or it could carry a file from where nobody has looked yet to where
somebody has.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path
from typing import Final, Literal, NamedTuple

from guardedflame.broker.scratch_removed import count_removed
from guardedflame.broker.scratch_sizes import taken

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
    """Bytes of disk: blocks of files and directories, extended attributes."""
    files: int
    """Files, directories and links, the directory itself among them."""
    over: Literal["", "scratch", "scratch_files", "hidden", "deep", "removed"]
    """Which bound was passed; ``hidden``: by what forbids a look; ``removed``: by what was removed,
    is kept and cannot be counted."""


class _Look:
    def __init__(self, size_most: int, files_most: int) -> None:
        self._size_most = size_most
        self._files_most = files_most
        self._linked: set[tuple[int, int]] = set()
        self.size = 0
        self.files = 1

    def begin(self, directory: int) -> bool:
        """Count the directory itself; return whether to go on."""
        found = os.fstat(directory)
        size = taken(found, directory, follow=True, most=self._size_most)
        # Its first block was there before the session was; it may grow, and is not made smaller.
        self.size += max(0, size - found.st_blksize)
        return self.size <= self._size_most

    def count(self, found: os.stat_result, path: str, *, follow: bool = False) -> bool:
        """Count one entry; return whether to go on."""
        self.files += 1
        if found.st_nlink > 1 and not stat.S_ISDIR(found.st_mode):
            # A file of several names is there once.
            key = found.st_dev, found.st_ino
            if key in self._linked:
                return self.files <= self._files_most
            self._linked.add(key)
        # A directory, too: one that many names were removed from keeps its blocks on some systems.
        self.size += taken(found, path, follow=follow, most=self._size_most)
        return self.files <= self._files_most and self.size <= self._size_most

    def removed(self, found: os.stat_result, path: str) -> bool:
        """Count what has no name, by the kernel's link to it; return whether to go on."""
        return self.count(found, path, follow=True)

    def result(self, over: Literal["", "hidden", "deep", "removed"] = "") -> Kept:
        if not over:
            if self.files > self._files_most:
                return Kept(self.size, self.files, "scratch_files")
            if self.size > self._size_most:
                return Kept(self.size, self.files, "scratch")
        return Kept(self.size, self.files, over)


def measure(
    directory: str, pid: int, *, size_most: int, files_most: int, link: int = -1
) -> Kept | None:
    """Return what a scratch directory holds, and what its worker keeps of what it removed. Blocks.

    Args:
        directory: the session's.
        pid: its worker, told to stop a moment ago.
        size_most: bytes it may hold.
        files_most: entries it may hold.
        link: our end of the worker's socket, -1 for none.

    Returns:
        None where it cannot be told now: it is gone, or the server is short of something.
    """
    _wait_until_stopped(pid)
    look = _Look(size_most, files_most)
    open_directories: list[tuple[int, list[str]]] = []
    try:
        top = os.open(directory, _OPEN)
        open_directories.append((top, []))
        if not look.begin(top) or not _read(top, open_directories[-1][1], look):
            return look.result()
        while True:
            parent, names = open_directories[-1]
            if not names:
                if parent == top:
                    break
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
        if not count_removed(pid, link, top, look.removed):
            return look.result("removed")
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
                if not look.count(found, f"/proc/self/fd/{descriptor}/{entry.name}"):
                    return False
            except FileNotFoundError:
                continue
            if stat.S_ISDIR(found.st_mode):
                directories.append(entry.name)
    return True


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
