"""Whoever dies, nobody below survives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from cage import Cage, cage_fixture, descendants  # noqa: F401 - a fixture is used by its name

LEVELS = ("full", "partial", "process")


@pytest.mark.parametrize("level", LEVELS)
def test_killed_zygote_takes_its_workers_along(cage: Cage, level: str) -> None:
    """SIGKILL to the zygote, which has no chance to clean up."""
    run = cage.start("result = 1", "result = 1", "result = 1", level=level)
    workers = descendants(run.host_pid)
    assert len(workers) == 3
    os.kill(run.host_pid, signal.SIGKILL)
    gone, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive
    assert len(gone) == 3


@pytest.mark.parametrize("level", LEVELS)
def test_killed_broker_takes_zygote_and_workers_along(level: str) -> None:
    """SIGKILL to the process that started the zygote."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from cage import Cage\n"
        "cage = Cage(False); run = cage.start('result = 1', level=sys.argv[1])\n"
        "print(run.host_pid, flush=True)\n"
        "import signal; signal.pause()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, level, str(Path(__file__).parents[1])],
        stdout=subprocess.PIPE,
        text=True,
    ) as broker:
        assert broker.stdout is not None
        zygote = psutil.Process(int(broker.stdout.readline()))
        below = [zygote, *descendants(zygote.pid)]
        assert len(below) == 2
        broker.kill()
        _, alive = psutil.wait_procs(below, timeout=20)
        assert not alive


@pytest.mark.parametrize("level", LEVELS)
def test_no_scratch_directory_is_left(cage: Cage, level: str) -> None:
    """Deep trees, closed directories and links are removed like anything else."""
    source = (
        "for i in range(1200): os.mkdir('d'); os.chdir('d')\n"
        "open('f', 'w').close(); os.chmod('.', 0); result = 1"
    )
    run = cage.start(source, level=level)
    assert run.outcomes[0].value == 1 or level == "full"
    assert run.finish() == []
