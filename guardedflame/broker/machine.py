"""What the machine has left for further sessions: memory, processes, descriptors.

Invariant: measuring never raises and changes nothing. What could never be measured here is named in
`Gauge.unknown` and is None in every measurement, so that it is said once and not guessed; what was
measured before and can not be now counts as nothing left, since that is what being out of
descriptors, or of memory, looks like from inside.

One measurement takes 0.3 ms of processor time (Linux 6.18, a busy machine, three cgroups that can
limit memory; half of it is /proc/meminfo by psutil). For an ordinary user whose RLIMIT_NPROC is
near it takes 40 us more for each process of the machine: who asks has to see to it that this is
not often.
"""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import psutil

#: "Unlimited" of a cgroup of version 1 is the largest multiple of a page; nothing has half of it.
_UNLIMITED: Final = 1 << 62

#: More than any machine has: "no bound here".
_ENDLESS: Final = 1 << 62


class Room(NamedTuple):
    """What is left, in bytes and counts; None where this machine does not tell."""

    memory: int | None
    processes: int | None
    descriptors: int | None


class Group(NamedTuple):
    """A cgroup of the broker's, or one above it, of either version."""

    path: Path
    limit: str
    used: str
    statistics: str = ""
    idle_cache: str = ""

    def most(self) -> int:
        """Return its limit. Raises OSError or ValueError."""
        return _number(self.path / self.limit)

    def left(self) -> int:
        """Return how far it is from its limit. Raises OSError or ValueError."""
        return self.most() - _number(self.path / self.used)


class Gauge:
    """Measures. What it could not measure when it was made, it leaves out from then on.

    Args:
        near_memory: bytes left in a cgroup below which its cache is looked at, which costs more.
        near_processes: processes left below which the user's own are counted one by one.
    """

    def __init__(self, *, near_memory: int, near_processes: int) -> None:
        self._near_memory = near_memory
        self._near_processes = near_processes
        self._groups: tuple[Group, ...] | None = None
        first = Room(self._memory(), self._processes(), self._descriptors())
        self.unknown = tuple(name for name, left in first._asdict().items() if left is None)

    def room(self) -> Room:
        """Return what is left now."""
        return Room(
            self._known("memory", self._memory),
            self._known("processes", self._processes),
            self._known("descriptors", self._descriptors),
        )

    def whole(self) -> Room:
        """Return what there could ever be, for a policy that asks for more than that."""
        memory: int | None = None
        with contextlib.suppress(OSError, RuntimeError, ValueError, KeyError):
            caps = [each.most() for each in self._bound("memory")]
            memory = min([int(psutil.virtual_memory().total), *caps])
        processes: int | None = None
        with contextlib.suppress(OSError, ValueError):
            caps = [each.most() for each in self._bound("pids")]
            processes = min([_most_tasks(), _user_limit(), *caps])
        return Room(memory, processes, _descriptor_limit())

    def _known(self, name: str, measure: Callable[[], int | None]) -> int | None:
        if name in self.unknown:
            return None
        left = measure()
        if left is None:
            # The cgroup may be another one by now; look for it the next time.
            self._groups = None
            return 0
        return max(left, 0)

    # --- memory --------------------------------------------------------------------------------

    def _memory(self) -> int | None:
        """Bytes: of the machine, or of the cgroup that has least, whichever is less."""
        try:
            left = int(psutil.virtual_memory().available)
            for group in self._bound("memory"):
                left = min(left, self._group_memory(group))
        except (OSError, RuntimeError, ValueError, KeyError):
            return None
        return left

    def _group_memory(self, group: Group) -> int:
        left = group.left()
        if left < self._near_memory:
            # Cache that nobody uses is counted as used and is given up when memory is wanted.
            for line in (group.path / group.statistics).read_text(encoding="ascii").splitlines():
                name, _, value = line.partition(" ")
                if name == group.idle_cache:
                    left += int(value)
        return left

    # --- processes -----------------------------------------------------------------------------

    def _processes(self) -> int | None:
        """Counts tasks, as the kernel does: threads are processes to its limits."""
        try:
            everyone = int(
                Path("/proc/loadavg").read_text(encoding="ascii").split()[3].split("/")[1]
            )
            left = _most_tasks() - everyone
            user_limit = _user_limit()
            if user_limit < _ENDLESS:
                # Our user has no more tasks than there are; counting them is for when it matters.
                own = everyone
                if user_limit - own < self._near_processes:
                    own = _tasks_of(os.getuid())
                left = min(left, user_limit - own)
            for group in self._bound("pids"):
                left = min(
                    left, _number(group.path / group.limit) - _number(group.path / group.used)
                )
        except (OSError, ValueError, IndexError):
            return None
        return left

    # --- descriptors ---------------------------------------------------------------------------

    def _descriptors(self) -> int | None:
        """Of this process. Needs none itself since Linux 6.2."""
        try:
            # Since Linux 6.2 the size of the directory is how many there are.
            held = os.stat("/proc/self/fd").st_size or len(os.listdir("/proc/self/fd"))  # noqa: PTH116, PTH208
        except OSError:
            return None
        return _descriptor_limit() - held

    # --- cgroups -------------------------------------------------------------------------------

    def _bound(self, what: str) -> list[Group]:
        """Return the cgroups that bound `memory` or `pids`, from ours upwards."""
        if self._groups is None:
            self._groups = tuple(_groups())
        name = {"memory": "memory", "pids": "pids.max"}[what]
        return [
            group
            for group in self._groups
            if group.limit.startswith(name) and group.most() < _UNLIMITED
        ]


def _groups() -> list[Group]:
    """Find the broker's own cgroups and those above it that can have a limit at all."""
    mounts = _mounts()
    found: list[Group] = []
    for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
        _, controllers, path = line.split(":", 2)
        for controller in controllers.split(",") if controllers else ["unified"]:
            if controller in mounts:
                root, mount = mounts[controller]
                for directory in _upwards(mount, root, path):
                    found.extend(_limits_in(directory))
    return found


def _mounts() -> dict[str, tuple[str, Path]]:
    """Return what is mounted where, by controller: the root of the mount in the tree, the place."""
    found: dict[str, tuple[str, Path]] = {}
    for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines():
        head, _, tail = line.partition(" - ")
        fields, rest = head.split(" "), tail.split(" ")
        if rest[0] == "cgroup2":
            found["unified"] = (fields[3], Path(fields[4]))
        elif rest[0] == "cgroup":
            for controller in {"memory", "pids"}.intersection(rest[2].split(",")):
                found[controller] = (fields[3], Path(fields[4]))
    return found


def _upwards(mount: Path, root: str, path: str) -> list[Path]:
    """Return the directories of cgroup ``path`` and of those above it, as far as they are shown."""
    inner = Path(path).relative_to(root) if Path(path).is_relative_to(root) else Path()
    inner = Path(*(part for part in inner.parts if part not in {"/", ".."}))
    return [mount / each for each in (inner, *inner.parents)]


def _limits_in(directory: Path) -> list[Group]:
    kinds = (
        Group(directory, "memory.max", "memory.current", "memory.stat", "inactive_file"),
        Group(
            directory,
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "memory.stat",
            "total_inactive_file",
        ),
        Group(directory, "pids.max", "pids.current"),
    )
    return [each for each in kinds if (directory / each.limit).exists()]


# --- numbers of the kernel ----------------------------------------------------------------------


def _number(path: Path) -> int:
    text = path.read_text(encoding="ascii").strip()
    return _ENDLESS if text == "max" else int(text)


def _most_tasks() -> int:
    """Return how many tasks the kernel has at most."""
    return min(_number(Path("/proc/sys/kernel") / name) for name in ("pid_max", "threads-max"))


def _user_limit() -> int:
    """Return RLIMIT_NPROC, which does not hold for root."""
    most = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    return _ENDLESS if most == resource.RLIM_INFINITY or os.getuid() == 0 else most


def _descriptor_limit() -> int:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _ENDLESS if most == resource.RLIM_INFINITY else most


def _tasks_of(uid: int) -> int:
    """Count the tasks of a user; one that ends while it is counted counts as none."""
    wanted, count = b"\nUid:\t%d\t" % uid, 0
    for pid in os.listdir("/proc"):  # noqa: PTH208 - no paths wanted
        if pid.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                status = Path(f"/proc/{pid}/status").read_bytes()
                if wanted in status:
                    count += int(status.split(b"\nThreads:\t", 1)[1].split(b"\n", 1)[0])
    return count
