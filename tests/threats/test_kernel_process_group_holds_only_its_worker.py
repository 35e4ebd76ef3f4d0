"""What is aimed at a process group reaches nobody but the worker that aims."""

from __future__ import annotations

import os

import psutil
import pytest

from cage import Cage, cage_fixture, descendants  # noqa: F401 - a fixture is used by its name


@pytest.mark.parametrize("level", ["full", "partial", "process"])
def test_nice_of_others_is_unchanged(cage: Cage, level: str) -> None:
    """setpriority(PRIO_PGRP, 0) slows down the one worker and neither its peer nor the zygote."""
    run = cage.start(
        "result = 1",
        "os.setpriority(os.PRIO_PGRP, 0, 19); result = os.getpriority(os.PRIO_PROCESS, 0)",
        level=level,
    )
    assert run.outcomes[1].value == 19, run.outcomes
    zygote = psutil.Process(run.host_pid)
    victim, attacker = sorted(descendants(run.host_pid), key=lambda p: p.pid)
    usual = psutil.Process().nice()
    assert [p.nice() for p in (zygote, victim, attacker)] == [usual, usual, 19]


@pytest.mark.parametrize("level", ["full", "partial", "process"])
def test_each_worker_leads_a_session_of_its_own(cage: Cage, level: str) -> None:
    """kill(0) is thereby a matter of the worker alone, also where Landlock has no signal scope."""
    run = cage.start("result = 1", "result = 1", level=level)
    for worker in descendants(run.host_pid):
        assert (os.getpgid(worker.pid), os.getsid(worker.pid)) == (worker.pid, worker.pid)
