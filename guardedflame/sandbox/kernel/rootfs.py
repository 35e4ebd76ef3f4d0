"""The file system a worker sees: a read-only root with the named trees in it, and nothing else.

Invariant: after `enter` no path leads to /proc, /sys, /dev, /etc, /run, /var, a home directory or
a socket of the host, unless it lies in a tree that was named.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from os import chdir
from pathlib import Path
from typing import Final

from guardedflame.sandbox.kernel import uapi
from guardedflame.sandbox.kernel.uapi import Kernel

#: The one directory of the new root that is not a tree of the host's. The scratch file system is
#: mounted one below, so that a Landlock rule on this directory covers each worker's own mount.
SESSION: Final = "/session"
SCRATCH: Final = "/session/scratch"

_ZONES: Final = "/usr/share/zoneinfo"
_HARMLESS: Final = uapi.MS_NOSUID | uapi.MS_NODEV | uapi.MS_NOEXEC
_QUIET: Final = uapi.MOUNT_ATTR_RDONLY | uapi.MOUNT_ATTR_NOSUID | uapi.MOUNT_ATTR_NODEV


def readable_trees() -> list[str]:
    """Return what plain Python needs to go on importing: its own files, libraries, time zones.

    Directories of ``sys.path`` that are somebody's working tree (editable installs) are left out,
    except this package itself.
    """
    package = str(Path(__file__).resolve().parents[2])
    found = [package, _ZONES]
    found += [sysconfig.get_path(name) for name in ("stdlib", "platstdlib")]
    found += [
        p for p in sys.path if Path(p).name in {"site-packages", "dist-packages", "lib-dynload"}
    ]
    found += _library_directories()
    return outermost(p for p in found if Path(p).is_absolute() and Path(p).exists())


def _library_directories() -> list[str]:
    maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape")
    paths = {line.split(maxsplit=5)[5].strip() for line in maps.splitlines() if ".so" in line}
    return sorted({str(Path(p).parent) for p in paths if p.startswith("/")})


def outermost(paths: Iterable[str]) -> list[str]:
    """Return the paths, normalised, without those that lie below another one of them."""
    kept: list[str] = []
    for path in sorted({os.path.normpath(p) for p in paths}):
        if not any(path == above or path.startswith(above + "/") for above in kept):
            kept.append(path)
    return kept


def enter(kernel: Kernel, readable: Sequence[str]) -> None:
    """Make the minimal root the root of this mount namespace and let the old one go.

    The caller is in a mount namespace of its own, with CAP_SYS_ADMIN over it. Submounts of the
    trees come along, all of them read-only, nosuid, nodev.

    Raises:
        OSError: the kernel refused a step.
    """
    kernel.mount(None, "/", None, uapi.MS_REC | uapi.MS_PRIVATE)
    # Detached copies first: what is mounted next may hide the originals.
    trees: dict[str, int] = {}
    directories: dict[str, bool] = {}
    for path in outermost([*readable, *map(os.path.realpath, readable)]):
        flags = uapi.OPEN_TREE_CLONE | uapi.OPEN_TREE_CLOEXEC | uapi.AT_RECURSIVE
        trees[path] = kernel.open_tree(path, flags)
        kernel.mount_setattr(trees[path], "", uapi.AT_EMPTY_PATH | uapi.AT_RECURSIVE, _QUIET)
        directories[path] = Path(path).is_dir()
    # /proc is the one directory that is there on every machine that got this far.
    base = "/proc"
    kernel.mount("tmpfs", base, "tmpfs", uapi.MS_NOSUID | uapi.MS_NODEV, "mode=0755,size=1m")
    Path(base + SCRATCH).mkdir(parents=True, mode=0o755)
    for path, fd in trees.items():
        target = Path(base + path)
        if directories[path]:
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
        kernel.move_mount(fd, str(target))
        os.close(fd)
    os.chdir(base)
    kernel.pivot_root(".", ".")
    kernel.umount(".", uapi.MNT_DETACH)
    os.chdir("/")
    kernel.mount_setattr(uapi.AT_FDCWD, "/", 0, _QUIET | uapi.MOUNT_ATTR_NOEXEC)


def mount_scratch(kernel: Kernel, *, uid: int, gid: int, size: int, files: int) -> None:
    """Mount this worker's own scratch file system and go there.

    Args:
        kernel: the system calls.
        uid: its owner, as this user namespace counts.
        gid: its group.
        size: bytes of content, in pages.
        files: files, directories and links, the directory itself among them.

    Raises:
        OSError: the kernel refused it.
    """
    size = max(size, 4096)  # tmpfs takes 0 for no limit
    inodes = max(files, 1)  # the same
    data = f"size={size},nr_inodes={inodes},mode=0700,uid={uid},gid={gid}"
    kernel.mount("scratch", SCRATCH, "tmpfs", _HARMLESS, data)
    chdir(SCRATCH)
