"""What a session's processes use, of real processes: running, in children, dead, reaped."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from guardedflame.broker.usage import Usage

SPIN = "import os\nos.write(1, b'x')\nwhile True: pass"
PARENT = """
import os, signal
for n in range(3):
    if os.fork() == 0:
        kept = bytearray(32 << 20)
        while True: pass
os.write(1, b"x")
signal.pause()
"""
DEAD = "import os\nsum(range(1000000))\nos.write(1, b'x')"


class Run:
    """A process that has said it is there."""

    def __init__(self, source: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", source], stdout=subprocess.PIPE, start_new_session=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.read(1) == b"x"

    @property
    def pid(self) -> int:
        return self.process.pid

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """One process, ended with all it started."""
    started = Run(request.param)
    yield started
    started.end()


@pytest.mark.parametrize("run", [SPIN], indirect=True)
@pytest.mark.parametrize("many", [False, True])
def test_a_process_that_spins_uses_ever_more(run: Run, many: bool) -> None:
    """Both ways of counting see it, and what it holds."""
    usage = Usage(run.pid, many=many)
    before = usage.cpu()
    assert before is not None
    while (now := usage.cpu()) is not None and now < before + 0.05:
        pass
    assert now is not None
    assert (usage.resident() or 0) > 1 << 20
    assert usage.peak >= 1 << 20


@pytest.mark.parametrize("run", [PARENT], indirect=True)
def test_children_count_as_its_own(run: Run) -> None:
    """Time and memory of a family are its worker's."""
    alone, family = Usage(run.pid, many=False), Usage(run.pid, many=True)
    while (family.resident() or 0) < 96 << 20:
        pass
    while (family.cpu() or 0.0) < 1.0:
        pass
    assert (alone.cpu() or 0.0) < 1.0
    assert (alone.resident() or 0) < 96 << 20


@pytest.mark.parametrize("run", [DEAD], indirect=True)
@pytest.mark.parametrize("many", [False, True])
def test_a_dead_process_is_measured_to_its_end(run: Run, many: bool) -> None:
    """One that nobody has reaped holds nothing; one that is reaped is gone."""
    usage = Usage(run.pid, many=many)
    assert run.process.stdout is not None
    assert run.process.stdout.read() == b""  # closed by its end
    assert usage.cpu() is not None
    run.process.wait(20)
    assert usage.cpu() is None
    assert usage.resident() is None


@pytest.mark.parametrize("run", [SPIN], indirect=True)
def test_without_a_descriptor_processor_time_is_still_measured(run: Run) -> None:
    """A broker whose table is full can open nothing in /proc; the clock needs no file."""
    usage = Usage(run.pid, many=False)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        cpu, resident = usage.cpu(), usage.resident()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert cpu is not None
    assert resident is None
    assert usage.resident() is not None
    run.process.send_signal(signal.SIGKILL)
