"""Whether there is room for one more: what is measured, when it is short, what is recorded."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import psutil
import pytest

from guardedflame import limits
from guardedflame.broker.admission import Admission
from guardedflame.broker.audit import AuditLog
from guardedflame.broker.machine import Gauge, Room
from guardedflame.errors import ConnectionDeniedError, PoolExhausted
from guardedflame.policy.model import Machine

PLENTY = Room(10**12, 10**6, 10**6)

MACHINE = Machine(
    memory_left=100 * limits.MIB,
    processes_left=64,
    descriptors_left=64,
    sessions=5,
    rules={name: f"p.yaml:1 {name}" for name in Machine.__struct_fields__},
)


class Scripted(Gauge):
    """A machine with what it is told to have; it counts who looks."""

    def __init__(self) -> None:
        super().__init__(near_memory=0, near_processes=0)
        self.now = PLENTY
        self.looks = 0

    def room(self) -> Room:
        self.looks += 1
        return self.now


class Machinery:
    """An admission over a scripted machine, its clock and its log."""

    def __init__(self, directory: Path) -> None:
        self.gauge = Scripted()
        self.time = 100.0
        self._file = directory / "audit.jsonl"
        log = AuditLog(self._file, "00")
        self.admission = Admission(MACHINE, log, gauge=self.gauge, clock=lambda: self.time)

    def later(self, room: Room) -> None:
        """The machine has changed and the last look is old."""
        self.gauge.now = room
        self.time += limits.ADMISSION_SECONDS

    def records(self) -> list[dict[str, Any]]:
        """Return what was recorded."""
        return [json.loads(line) for line in self._file.read_text().splitlines()]


@pytest.fixture
def machinery(tmp_path: Path) -> Machinery:
    """See Machinery."""
    return Machinery(tmp_path)


SHORT = {
    "memory": PLENTY._replace(memory=MACHINE.memory_left - 1),
    "processes": PLENTY._replace(processes=63),
    "descriptors": PLENTY._replace(descriptors=63),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_newcomer_is_told_what_is_short_and_by_which_line(
    machinery: Machinery, name: str
) -> None:
    """With its rule, what to do and when to come again."""
    machinery.gauge.now = SHORT[name]
    with pytest.raises(ConnectionDeniedError, match=f"short of {name}") as denied:
        machinery.admission.session(0)
    assert denied.value.code == 1
    assert denied.value.rule == f"p.yaml:1 {name}_left"
    assert denied.value.hint
    assert denied.value.retry_after == limits.BUSY_RETRY_SECONDS
    with pytest.raises(PoolExhausted) as exhausted:
        machinery.admission.worker(spare=True)
    assert exhausted.value.rule == denied.value.rule
    assert exhausted.value.hint
    # Who is in already may have half of it.
    machinery.admission.worker()


def test_a_shortage_is_recorded_at_its_beginning_and_its_end(machinery: Machinery) -> None:
    """Once each, however many are refused, and whatever else gets short meanwhile."""
    for room in (PLENTY, SHORT["memory"], SHORT["memory"], SHORT["descriptors"], PLENTY, PLENTY):
        machinery.later(room)
        for _ in range(5):
            with contextlib.suppress(ConnectionDeniedError):
                machinery.admission.session(0)
    told = [(each["outcome"], each["detail"].split(":")[0]) for each in machinery.records()]
    assert told == [("machine short", "memory"), ("machine has room", "descriptors")]


def test_at_the_brink_it_is_not_short_and_not_short_in_turn(machinery: Machinery) -> None:
    """It is over when there is an eighth more than there has to be."""
    machinery.later(SHORT["processes"])
    for left in (63, 64, 70, 64, 71):
        machinery.later(PLENTY._replace(processes=left))
        assert machinery.admission.look() == "processes"
    machinery.later(PLENTY._replace(processes=72))
    assert machinery.admission.look() == ""
    assert len(machinery.records()) == 2


def test_looks_are_few_however_many_ask(machinery: Machinery) -> None:
    """One in limits.ADMISSION_SECONDS."""
    for _ in range(1000):
        machinery.admission.look()
        machinery.time += limits.ADMISSION_SECONDS / 100
    assert machinery.gauge.looks <= 11


def test_a_burst_between_two_looks_is_counted(machinery: Machinery) -> None:
    """Sixty-four at once would use up what has to be left before anybody looks again."""
    machinery.gauge.now = PLENTY._replace(processes=64 + 10)
    machinery.admission.look()
    machinery.time += 0.01
    let_in = 0
    with contextlib.suppress(ConnectionDeniedError):
        for _ in range(64):
            # The workers that are counted are there: the machine has so many less.
            machinery.admission.session(0)
            let_in += 1
            machinery.gauge.now = PLENTY._replace(processes=64 + 10 - let_in)
    # The last of them found the 64 that there have to be.
    assert let_in == 11
    assert machinery.gauge.looks == 2


def test_sessions_over_their_number_are_told(machinery: Machinery) -> None:
    """The machine has room; the policy has not."""
    machinery.admission.session(4)
    with pytest.raises(ConnectionDeniedError, match="as many sessions") as denied:
        machinery.admission.session(5)
    assert denied.value.rule == "p.yaml:1 sessions"


def test_what_is_measured_is_what_the_machine_has() -> None:
    """Within what others of this machine change meanwhile."""
    gauge = Gauge(near_memory=0, near_processes=0)
    assert gauge.unknown == ()
    room, whole = gauge.room(), gauge.whole()
    for left, most in zip(room, whole, strict=True):
        assert left is not None
        assert most is not None
        assert 0 < left < most
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    held = psutil.Process().num_fds()
    assert room.descriptors == pytest.approx(soft - held, abs=5)
    assert room.memory is not None
    assert room.memory <= psutil.virtual_memory().total


def test_measuring_without_descriptors_says_that_there_is_nothing() -> None:
    """It cannot read a file; it does not raise, and does not guess."""
    program = (
        "import json, os, resource\n"
        "from guardedflame.broker.machine import Gauge\n"
        "gauge = Gauge(near_memory=0, near_processes=0)\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir('/proc/self/fd')) - 1, 4096))\n"
        "print(json.dumps(gauge.room()))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert json.loads(said.stdout) == [0, 0, 0]


def test_a_cgroup_has_less_than_its_machine() -> None:
    """The memory and the processes of the group a server is in, and of the one above."""
    hierarchies = [path for path in map(Path, CGROUPS) if (path / "cgroup.procs").exists()]
    parents = [path / f"guardedflame-test-{uuid.uuid4().hex}" for path in hierarchies]
    made: list[Path] = []
    try:
        for parent in parents:
            with contextlib.suppress(OSError):
                (parent / "inner").mkdir(parents=True)
                made.append(parent)
        limited = [bound(parent) for parent in made]
        if not any(limited):
            pytest.skip("no cgroup with a limit of its own can be made here")
        groups = ":".join(str(parent / "inner" / "cgroup.procs") for parent in made)
        program = (
            "import json, os, sys\n"
            "from guardedflame.broker.machine import Gauge\n"
            "for group in sys.argv[1].split(':'):\n"
            "    with open(group, 'w') as file: file.write(str(os.getpid()))\n"
            "print(json.dumps(Gauge(near_memory=0, near_processes=0).room()))\n"
        )
        said = subprocess.run(
            [sys.executable, "-c", program, groups], check=True, capture_output=True, text=True
        )
        memory, processes, _ = json.loads(said.stdout)
        if any("memory" in each for each in limited):
            assert 0 < memory < 200 * limits.MIB
        if any("pids" in each for each in limited):
            assert 0 < processes < 30
    finally:
        for parent in parents:
            for group in (parent / "inner", parent):
                with contextlib.suppress(FileNotFoundError):
                    group.rmdir()


CGROUPS = ("/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids", "/sys/fs/cgroup/unified")


def bound(parent: Path) -> set[str]:
    """Limit a cgroup; return what of it could be limited."""
    done = set()
    for name, most in (
        ("memory.limit_in_bytes", 200 * limits.MIB),
        ("memory.max", 200 * limits.MIB),
        ("pids.max", 30),
    ):
        if (parent / name).exists() and os.access(parent / name, os.W_OK):
            (parent / name).write_text(str(most))
            done.add(name.split(".")[0])
    return done
