"""SIGKILL in mid-call, to a worker, the zygote, the broker: no verdict and no file is lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from attack_tools import decisions, until, workers, zygote
from guardedflame.client.flame import Flame
from guardedflame.errors import GuardedFlameError, WorkerCrashed
from harness import Serve, Served
from leftovers import Held, held_or_moving, settle, warm_up

LONG = "wall: 60s, cpu: 60s"
BUSY = "print('go')\nwhile True: pass"


def run_until_it_dies(served: Served, started: threading.Barrier) -> tuple[Flame, Exception]:
    """Run a call that never ends; return its client and what the call was answered with."""
    flame = served.connect(timeout=60, output=lambda _stream, _text: started.wait(30) and None)
    flame.sendfile("mine", b"x")
    with pytest.raises(GuardedFlameError) as caught:
        flame.execute(BUSY)
    return flame, caught.value


@pytest.mark.parametrize("isolation", ["full", "partial", "process"])
def test_a_worker_killed_in_mid_call_leaves_a_verdict_and_nothing_else(
    serve: Serve, isolation: str
) -> None:
    """Three in a row; the connection's next session works, no directory or process is left."""
    served = serve(isolation=isolation, limits=LONG)
    before = warm_up(served)
    for _ in range(3):
        started = threading.Barrier(2)
        with ThreadPoolExecutor(1) as threads:
            call = threads.submit(run_until_it_dies, served, started)
            started.wait(30)
            busiest(served).kill()
            flame, error = call.result(60)
        assert isinstance(error, WorkerCrashed)
        assert error.cause == "SIGKILL"
        assert flame.evaluate("1 + 1") == 2
        flame.close()
        settle(served, before)
    assert settle(served, before) == before
    judged = [each for each in served.audit(verdicts=9) if each["event"] == "verdict"]
    assert [each["outcome"] for each in judged].count("crashed") == 3


def busiest(served: Served) -> psutil.Process:
    """Return the worker that is computing: the only one that is running twice in a row."""
    found: list[psutil.Process] = []

    def one_runs() -> bool:
        found[:] = [one for one in workers(served) if sum(one.cpu_times()[:2]) > 0.2]
        return len(found) == 1

    until(one_runs, "a worker that computes")
    return found[0]


def test_the_zygote_killed_in_mid_calls_answers_every_one(serve: Serve) -> None:
    """Four that compute and one that waits: each is told, recorded, and works on with a new one."""
    served = serve(limits=LONG, warm=2)
    many = 4
    started = threading.Barrier(many + 1)
    idle = served.connect(timeout=60)
    idle.execute("x = 1")
    with ThreadPoolExecutor(many) as threads:
        calls = [threads.submit(run_until_it_dies, served, started) for _ in range(many)]
        started.wait(60)
        family = served.descendants()
        zygote(served).kill()
        ended = [call.result(60) for call in calls]
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
    assert [type(error) for _, error in ended] == [WorkerCrashed] * many
    with pytest.raises(WorkerCrashed):
        idle.evaluate("x")
    for flame in (idle, *(flame for flame, _ in ended)):
        assert flame.evaluate("1 + 1") == 2
    records = served.audit(verdicts=2 * many + 7)
    asked = {each["id"] for each in records if each["event"] == "decision"}
    judged = [each["of"] for each in records if each["event"] == "verdict"]
    assert sorted(judged) == sorted(asked)
    lost = [each for each in records if each.get("outcome") == "zygote lost"]
    assert len(lost) == 1


def test_the_zygote_killed_again_and_again_costs_no_descriptor(serve: Serve) -> None:
    """Five times, with sessions in between: what the broker holds is what it held."""
    served = serve(limits=LONG, warm=2)
    before = warm_up(served)
    for _ in range(5):
        flame = served.connect(timeout=60)
        flame.execute("x = 1")
        family = zygote(served).children()
        zygote(served).kill()
        psutil.wait_procs(family, timeout=20)
        with pytest.raises(GuardedFlameError):
            flame.evaluate("x")
        assert flame.evaluate("1 + 1") == 2
        flame.close()
        until(lambda: same(held_or_moving(served), before), "what it held before")


def same(now: Held | None, before: Held) -> bool:
    """Whether it is the same but for the threads that wait for children, a bounded few."""
    return now is not None and replace(now, threads=before.threads) == before


@pytest.mark.parametrize("isolation", ["full", "partial", "process"])
def test_the_broker_killed_in_mid_calls_leaves_no_process(serve: Serve, isolation: str) -> None:
    """Busy workers of each level die by the kernel's hand, whatever they do."""
    served = serve(isolation=isolation, limits=LONG)
    flames = [served.connect(timeout=60) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        calls = [threads.submit(flame.execute, "while True: pass") for flame in flames]
        decisions(served, 3)
        until(lambda: len(workers(served)) >= 3, "three workers")
        family = served.descendants()
        served.process.kill()
        served.process.wait(10)
        for call in calls:
            with pytest.raises(ConnectionError):
                call.result(60)
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
    assert Path(served.directory, "audit.jsonl").read_text().endswith("}\n")
