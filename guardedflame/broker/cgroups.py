"""A cgroup v2 for each worker, where the broker's own is delegated to it.

Invariant: everything here is on top of rlimits and psutil, never instead of them; where there is no
delegated group nothing is made and `open_groups` says why. No process is moved but the broker
itself and its workers; no group is touched but those below ``guardedflame-PID-RANDOM``. That one
is locked as long as its broker lives: the next broker removes the ones that nobody holds.

All of it blocks (the kernel has one lock for all groups of a machine): the broker calls it through
`Groups.later`, never on its event loop. Reading a group is quick and may be done anywhere.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import secrets
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar

from guardedflame.broker.cgroup import Group, Room, groups_in, remove_group
from guardedflame.broker.cgroup_place import Place, controllers, find_place, pids_in, write

T = TypeVar("T")

_PREFIX: Final = "guardedflame-"
_OPEN: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC

#: What bounds a worker here. Processor time is counted in every group, by the kernel's core.
BOUNDS: Final = ("memory", "pids")

#: Groups kept ready for each kind of worker, so that a start need not wait for one.
_STOCK: Final = 2


class Groups:
    """All groups of a running server. Made by `open_groups` only.

    Args:
        place: where they are made.
        base: this server's own.
        lock: a descriptor of it, locked.
        wanted: controllers to turn on.

    Attributes:
        bounds: those in use, perhaps none.
        why_not: why one of them is not, for people; empty if all are.
    """

    def __init__(self, place: Place, base: Path, lock: int, wanted: Iterable[str] = BOUNDS) -> None:
        self._place = place
        self._base = base
        self._lock = lock
        self._moved = False
        self._uid: int | None = None
        self._made = 0
        self._stock: dict[Room, deque[Group]] = {}
        self._turned_on: list[str] = []
        # One thread: the kernel would have them wait for each other anyway.
        self._thread = ThreadPoolExecutor(1, "cgroups")
        self.bounds, self.why_not = self._turn_on(tuple(wanted))

    def wants(self, processes: int, *, full: bool) -> bool:
        """Whether a worker with so many children gets a group.

        One without any is measured as well by its own clock, and bounded by its address space;
        what a group adds is a bound on files in memory and pipes, by the memory controller. Only
        a zygote with namespaces can start it in one; to move it there takes milliseconds.
        """
        return processes > 0 or (full and "memory" in self.bounds)

    def adopt(self, zygote: int, uid: int | None) -> None:
        """Let a zygote start workers in their groups. Blocks.

        The kernel asks for the right to write the group that both have in common, and the new one.

        Args:
            zygote: its pid.
            uid: its uid, where that is another than ours.

        Raises:
            OSError: the kernel refused; its workers are moved after their start.
        """
        path = self._base / "zygotes"
        path.mkdir(exist_ok=True)
        write(path / "cgroup.procs", str(zygote))
        self._uid = uid
        self._give(self._base)

    def ready(self, room: Room) -> Group | None:
        """Return an empty group of that room if one is in stock; see `restock`."""
        stock = self._stock.get(room)
        return stock.popleft() if stock else None

    def restock(self, room: Room) -> None:
        """Make some groups of that room, for the next workers. Blocks."""
        stock = self._stock.setdefault(room, deque())
        with contextlib.suppress(OSError):
            while len(stock) < _STOCK:
                stock.append(self.make(room))

    def make(self, room: Room) -> Group:
        """Make a group. Blocks. Raises OSError: the kernel refused."""
        self._made += 1
        path = self._base / f"worker-{self._made}"
        path.mkdir()
        try:
            for name, value in self._settings(room):
                write(path / name, value)
            if "memory" in self.bounds:
                # Not there on a kernel that has no swap.
                with contextlib.suppress(FileNotFoundError):
                    write(path / "memory.swap.max", "0")
            self._give(path)
            return Group(path, memory="memory" in self.bounds)
        except OSError:
            remove_group(path)
            raise

    def later(self, work: Callable[[], T]) -> Future[T]:
        """Do ``work`` in this object's own thread."""
        return self._thread.submit(work)

    def close(self) -> None:
        """Remove everything, the broker back where it was. Workers and zygotes are gone. Blocks."""
        self._thread.shutdown()
        for stock in self._stock.values():
            while stock:
                stock.popleft().remove()
        for path in groups_in(self._base):
            if path.name != "broker":
                remove_group(path)
        if self._moved:
            # Where processes are no controller may be on, and the other way round.
            for level in (self._base, self._place.top):
                for name in self._turned_on:
                    with contextlib.suppress(OSError):
                        write(level / "cgroup.subtree_control", f"-{name}")
            with contextlib.suppress(OSError):
                write(self._place.top / "cgroup.procs", str(os.getpid()))
        with contextlib.suppress(OSError):
            (self._base / "broker").rmdir()
        with contextlib.suppress(OSError):
            self._base.rmdir()
        os.close(self._lock)

    # --- inside --------------------------------------------------------------------------------

    def _give(self, path: Path) -> None:
        if self._uid is not None:
            os.chown(path / "cgroup.procs", self._uid, -1, follow_symlinks=False)

    def _settings(self, room: Room) -> Iterable[tuple[str, str]]:
        if "memory" in self.bounds:
            yield "memory.max", str(room.memory)
            # Half a session is no session: its processes go together.
            yield "memory.oom.group", "1"
        if "pids" in self.bounds:
            yield "pids.max", str(room.processes)

    def _turn_on(self, wanted: tuple[str, ...]) -> tuple[frozenset[str], str]:
        """Have the kernel bound what is below; return what it does bound, and why not the rest."""
        top, base = self._place.top, self._base
        there = controllers(top, "cgroup.controllers")
        on: set[str] = set()
        why = [f"this cgroup has no {name} controller" for name in wanted if name not in there]
        for name in wanted:
            if name not in there:
                continue
            try:
                if name not in controllers(top, "cgroup.subtree_control"):
                    if not self._place.ours:
                        why.append(f"the {name} controller of this cgroup is not ours to turn on")
                        continue
                    self._switch(name)
                write(base / "cgroup.subtree_control", f"+{name}")
                on.add(name)
            except OSError as error:
                why.append(f"the {name} controller cannot be turned on: {error.strerror}")
        return frozenset(on), "; ".join(why)

    def _switch(self, name: str) -> None:
        control = self._place.top / "cgroup.subtree_control"
        try:
            write(control, f"+{name}")
        except OSError as error:
            if error.errno != errno.EBUSY or pids_in(self._place.top) != {os.getpid()}:
                raise
            # Where processes are no controller may be turned on, so we step aside.
            (self._base / "broker").mkdir(exist_ok=True)
            write(self._base / "broker" / "cgroup.procs", str(os.getpid()))
            self._moved = True
            write(control, f"+{name}")
        self._turned_on.append(name)


def open_groups() -> tuple[Groups | None, str]:
    """Return the server's groups, or None and why there are none. Blocks.

    Removes what brokers that were killed have left beside them.
    """
    place, why = find_place()
    if place is None:
        return None, why
    sweep(place.top)
    try:
        base, lock = make_base(place.top)
    except OSError as error:
        return None, f"no group can be made in this server's own cgroup: {error.strerror}"
    try:
        return Groups(place, base, lock), ""
    except BaseException:
        os.close(lock)
        remove_group(base)
        raise


#: What gives a server groups of its own.
REMEDY: Final = (
    "in the systemd unit: Delegate=memory pids (and DelegateSubgroup=broker, systemd 254); "
    "by hand: systemd-run --scope -p Delegate=yes guardedflame serve ..."
)


class Report(NamedTuple):
    """What a server started as this process was would have."""

    state: Literal["yes", "partial", "no"]
    detail: str
    remedy: str


def report() -> Report:
    """Make groups as a server would, remove them, and say what they would have done. Blocks."""
    groups, why = open_groups()
    if groups is None:
        return Report("no", f"rlimits and psutil alone: {why}", REMEDY)
    bounds, why = groups.bounds, groups.why_not
    groups.close()
    counted = "processor time of whole sessions is counted by the kernel"
    if not why:
        return Report("yes", f"{counted}; memory and processes are bounded by it", "")
    also = f"; it bounds {' and '.join(sorted(bounds))}" if bounds else ""
    return Report("partial", f"{counted}{also}; {why}", REMEDY)


def sweep(top: Path) -> None:
    """Remove the groups of brokers that are gone, and kill what is left in them."""
    for base in groups_in(top):
        if not base.name.startswith(_PREFIX):
            continue
        with contextlib.suppress(OSError):
            lock = os.open(base, _OPEN)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for inner in groups_in(base):
                    remove_group(inner)
                remove_group(base)
            finally:
                os.close(lock)


def make_base(top: Path) -> tuple[Path, int]:
    """Make this broker's group and lock it; another's sweep may take it away in between."""
    while True:
        base = top / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
        base.mkdir()
        with contextlib.suppress(FileNotFoundError):
            lock = os.open(base, _OPEN)
            fcntl.flock(lock, fcntl.LOCK_EX)
            with contextlib.suppress(FileNotFoundError):
                if base.stat().st_ino == os.fstat(lock).st_ino:
                    return base, lock
            os.close(lock)
