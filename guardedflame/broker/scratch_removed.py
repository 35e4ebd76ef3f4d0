"""Files and directories that have no name any more, and stay on the disk while a worker keeps them.

Invariant: a process keeps one by a descriptor, by a mapping, as its working directory, or by a
descriptor in flight in a socket of its own or in ours. Each of these is counted, or said to be
there; where the kernel shows none of them, that is said, too, and never taken for nothing.
(io_uring keeps files where nothing shows them: docs/confinement.md, What no layer closes.)
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from guardedflame.broker.thread_user import looking_as

#: Bytes of a worker's list of mappings that are read. Python and its libraries take 0.1 MB; 65,530
#: mappings, the kernel's bound, take 3 MB, and more only where somebody gives them long names.
MAPPINGS_READ: Final = 16 * 1024 * 1024

#: What the kernel writes behind the name of a mapped or open file that was removed.
_REMOVED: Final = b" (deleted)\n"

_IN_FLIGHT: Final = b"scm_fds:"


def count_removed(
    pid: int,
    link: int,
    directory: int,
    count: Callable[[os.stat_result, str], bool],
) -> bool:
    """Count what a worker keeps of what it removed; return whether that was all.

    Args:
        pid: the worker, stopped; 0 for none.
        link: our end of its socket, -1 for none.
        directory: descriptor of its scratch directory.
        count: takes one entry and a link of the kernel's to it; returns whether to go on.

    Returns:
        False where it keeps something that cannot be counted: a removed file that is mapped (no
        guarded program has a word for it), a descriptor in flight, or anything at all, where the
        kernel does not let us look. A worker that made itself not dumpable is such a one.

    Raises:
        OSError: this process is short of something.
    """
    process = f"/proc/{pid}"
    place = os.fsencode(Path(f"/proc/self/fd/{directory}").readlink()) + b"/"
    if link >= 0 and _holds_descriptors(f"/proc/self/fdinfo/{link}"):
        return False
    found = os.fstat(directory)
    for view in (contextlib.nullcontext(), looking_as(found.st_uid, found.st_gid)):
        try:
            with view:
                return (
                    _count_open(process, found.st_dev, place, count)
                    # The kernel writes a line end in a name as four characters.
                    and not _maps_removed(f"{process}/maps", place.replace(b"\n", b"\\012"))
                )
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue  # at the first step: nothing was counted
    return not _lives(pid)


def _lives(pid: int) -> bool:
    # Not by /proc: mounted with hidepid, it does not show who may not be looked at.
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _count_open(
    process: str, device: int, place: bytes, count: Callable[[os.stat_result, str], bool]
) -> bool:
    seen: set[tuple[int, int]] = set()
    with os.scandir(f"{process}/fd") as entries:
        names = [entry.name for entry in entries]
    for path in [f"{process}/cwd", *(f"{process}/fd/{name}" for name in names)]:
        with contextlib.suppress(FileNotFoundError):  # closed just now: it was still running
            found = os.stat(path)  # noqa: PTH116 - followed, by the kernel itself
            if stat.S_ISSOCK(found.st_mode):
                if _holds_descriptors(path.replace("/fd/", "/fdinfo/")):
                    return False
                continue
            if found.st_nlink or (found.st_dev, found.st_ino) in seen:
                continue
            # On an overlay a file may be of another device than its directory.
            if found.st_dev == device or os.fsencode(Path(path).readlink()).startswith(place):
                seen.add((found.st_dev, found.st_ino))
                if not count(found, path):
                    return True  # over already
    return True


def _holds_descriptors(fdinfo: str) -> bool:
    """Whether descriptors wait in a socket to be received (Linux 5.6)."""
    for line in Path(fdinfo).read_bytes().splitlines():
        if line.startswith(_IN_FLIGHT):
            return int(line[len(_IN_FLIGHT) :]) > 0
    return False


def _maps_removed(maps: str, place: bytes) -> bool:
    """Whether a removed file of the directory is mapped, or there is more than one reads."""
    left = MAPPINGS_READ
    with open(maps, "rb") as lines:  # noqa: PTH123 - read line by line
        for line in lines:
            if line.endswith(_REMOVED) and place in line:
                return True
            left -= len(line)
            if left < 0:
                return True
    return False
