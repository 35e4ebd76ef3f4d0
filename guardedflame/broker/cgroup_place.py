"""Where this process may make cgroups: its own place in the cgroup2 tree, and whose that is.

Invariant: reads only. A place is named only where the kernel itself says that this process is in
it; whether its controllers may be turned on is decided here and nowhere else.

Who gives a place away (systemd's CGROUP_DELEGATION.md): a service with ``Delegate=`` is marked with
an extended attribute and, with ``DelegateSubgroup=``, runs one group below the one that is its own.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, NamedTuple

_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


class Place(NamedTuple):
    """A group in which others may be made."""

    top: Path
    ours: bool
    """Whether its controllers are this process's to turn on."""


def find_place() -> tuple[Place | None, str]:
    """Return the place of this process, or None and why there is none."""
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError):
        return None, "/proc does not say in which cgroup this process is"
    own = next((line[3:] for line in lines if line.startswith("0::")), "")
    if not own:
        return None, "this kernel has no cgroup v2"
    found = [path for mount in mounts if (path := _mounted(mount, own)) is not None]
    # Of mounts over each other the last is seen; the kernel confirms that it is the right one.
    path = next((path for path in reversed(found) if os.getpid() in pids_in(path)), None)
    if path is None:
        return None, "no mounted cgroup2 file system shows this process's own cgroup"
    if _given_away(path.parent) and os.access(path.parent, os.W_OK):
        return Place(path.parent, ours=True), ""
    if not os.access(path, os.W_OK):
        return None, "this process's own cgroup is not delegated to it (or mounted read-only)"
    # A cgroup that an ordinary user can write was given to that user; to root all are writable.
    ours = _given_away(path) or os.geteuid() != 0 or own == "/"
    return Place(path, ours=ours), ""


def controllers(path: Path, name: str) -> frozenset[str]:
    """Return the words of ``cgroup.controllers`` or ``cgroup.subtree_control``."""
    try:
        return frozenset((path / name).read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def pids_in(path: Path) -> set[int]:
    """Return the processes of a group itself; of none that cannot be read."""
    try:
        return set(map(int, (path / "cgroup.procs").read_text(encoding="ascii").split()))
    except OSError:
        return set()


def write(path: Path, value: str) -> None:
    """Write to a file of a group; it is never created. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, value.encode("ascii"))
    finally:
        os.close(descriptor)


def _mounted(line: str, own: str) -> Path | None:
    """Return where a line of mountinfo shows the group ``own``; None if it does not."""
    before, _, after = line.partition(" - ")
    fields = before.split(" ")
    if len(fields) < 5 or after.split(" ")[0] != "cgroup2":
        return None
    root, mount = (_ESCAPE.sub(lambda m: chr(int(m[1], 8)), text) for text in fields[3:5])
    if root == "/":
        inside = own
    elif own == root or own.startswith(root + "/"):
        inside = own[len(root) :]
    else:
        return None
    if ".." in inside.split("/"):
        return None  # outside of what this cgroup namespace shows
    return Path(mount + inside)


def _given_away(path: Path) -> bool:
    """Whether a service manager says that the group is for its service to arrange."""
    for name in ("user.delegate", "trusted.delegate"):
        try:
            if os.getxattr(path, name) == b"1":
                return True
        except OSError:
            continue
    return False
