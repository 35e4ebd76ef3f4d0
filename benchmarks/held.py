"""What a running server holds, counted from outside, and what it has written down.

Invariant: looks only; the one thing it changes is that audit records it has read give their blocks
of the disk back.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

import msgspec
import psutil

_PUNCH_HOLE: Final = 0x02 | 0x01  # linux/falloc.h: and KEEP_SIZE


@dataclass(frozen=True)
class Held:
    """One look. Memory in bytes; None where only root may look (a zygote is not dumpable)."""

    broker_resident: float
    broker_private: float
    broker_descriptors: float
    zygotes_resident: float | None
    zygotes_private: float | None
    zygotes_descriptors: float | None
    processes: float
    directories: float

    def difference(self, other: Held) -> list[str]:
        """Return in words in what counts (memory aside) the two are not the same."""
        return [
            f"{each.name.replace('_', ' ')}: {before:g} before, {now:g} now"
            for each in fields(self)
            if not each.name.endswith(("resident", "private"))
            and (before := getattr(self, each.name)) != (now := getattr(other, each.name))
        ]


def look(broker: psutil.Process) -> Held:
    """Count what the server holds now.

    Raises:
        psutil.NoSuchProcess: the broker has ended.
    """
    zygotes = broker.children()
    own = broker.memory_full_info()
    resident, private, descriptors = 0.0, 0.0, 0.0
    readable = True
    for zygote in zygotes:
        try:
            memory = zygote.memory_full_info()
            resident += memory.rss
            private += memory.uss
            descriptors += zygote.num_fds()
        except psutil.AccessDenied:
            readable = False
        except psutil.NoSuchProcess:
            continue
    return Held(
        broker_resident=own.rss,
        broker_private=own.uss,
        broker_descriptors=broker.num_fds(),
        zygotes_resident=resident if readable else None,
        zygotes_private=private if readable else None,
        zygotes_descriptors=descriptors if readable else None,
        processes=len(broker.children(recursive=True)),
        directories=sum(len(entries(home)) for home in homes({each.pid for each in zygotes})),
    )


def homes(zygotes: set[int]) -> list[Path]:
    """Return the directories for scratch files that these zygotes have locked."""
    lines = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    inodes = {int(line[5].split(":")[2]) for line in lines if line[4] in map(str, zygotes)}
    found = []
    for path in Path(tempfile.gettempdir()).glob("guardedflame-scratch-*"):
        # Other servers of this machine come and go.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_ino in inodes:
                found.append(path)
    return found


def entries(home: Path) -> list[str]:
    """Return the names in a directory, none where it is gone."""
    with contextlib.suppress(FileNotFoundError):
        return os.listdir(home)  # noqa: PTH208 - names, not paths
    return []


class _Line(msgspec.Struct):
    id: str
    event: str
    allowed: object = None
    of: str = ""
    outcome: str = ""


class Records:
    """Follows an audit log: every decision that something may be done has one verdict, later.

    Args:
        path: of the log.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("r+b", buffering=0)
        self._rest = b""
        self._decode = msgspec.json.Decoder(_Line).decode
        self.bytes = 0
        self.lines = 0
        self.undecided: set[str] = set()
        self.problems: list[str] = []
        self.outcomes: dict[str, int] = {}

    def follow(self) -> None:
        """Read what has been written since, and let the disk forget it."""
        while data := self._file.read(1 << 20):
            self.bytes += len(data)
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                self._line(line)
        # A run of ten minutes writes some gigabytes. Where the file system cannot, it stays.
        size = ctypes.c_long(self.bytes)
        ctypes.CDLL(None).fallocate(self._file.fileno(), _PUNCH_HOLE, ctypes.c_long(0), size)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _line(self, line: bytes) -> None:
        self.lines += 1
        try:
            record = self._decode(line)
        except msgspec.MsgspecError as error:
            self._problem(f"no record: {line[:80]!r}: {error}")
            return
        if record.event == "decision" and record.allowed is True:
            self.undecided.add(record.id)
        elif record.event == "verdict":
            self.outcomes[record.outcome] = self.outcomes.get(record.outcome, 0) + 1
            if record.of not in self.undecided:
                self._problem(f"verdict {record.id} is of no call that is open: {record.of}")
            self.undecided.discard(record.of)

    def _problem(self, what: str) -> None:
        if len(self.problems) < 20:
            self.problems.append(what)
