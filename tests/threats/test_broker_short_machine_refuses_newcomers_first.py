"""Sessions until the machine has nothing left: who would come is told, who runs goes on."""

from __future__ import annotations

import contextlib
import resource
import signal
from collections.abc import Iterator
from typing import Any

import psutil
import Pyro5.api
import Pyro5.errors
import pytest

from attack_tools import Raw, until, workers
from guardedflame import limits
from guardedflame.client.flame import Flame
from guardedflame.errors import (
    ConnectError,
    ConnectionDeniedError,
    GuardedFlameError,
    PoolExhausted,
    WorkerCrashed,
)
from harness import ANALYST, Serve, Served

#: Far more than a server uses, so that a test can leave so many of them as it likes.
LEFT = 400

POLICY = ANALYST.replace("profiles:\n", f"machine: {{{{descriptors_left: {LEFT}}}}}\nprofiles:\n")
RULE = "policy.yaml:5 machine.descriptors_left"


@contextlib.contextmanager
def descriptors_left(served: Served, count: int) -> Iterator[None]:
    """Leave the broker ``count`` descriptors for a while."""
    pid = served.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    held = psutil.Process(pid).num_fds()
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (held + count, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)


def recorded(served: Served, outcome: str) -> list[dict[str, Any]]:
    """Return the records of the server itself that say ``outcome``."""
    return [each for each in served.audit() if each.get("outcome") == outcome]


def short(served: Served, times: int = 1) -> None:
    """Wait until the server knows that it is short."""
    until(lambda: len(recorded(served, "machine short")) >= times, "a shortage")


def has_room(served: Served, times: int = 1) -> None:
    """Wait until the server knows that the shortage is over."""
    until(lambda: len(recorded(served, "machine has room")) >= times, "room")


def refused(served: Served) -> ConnectionDeniedError:
    """Return what a newcomer is told."""
    with pytest.raises(ConnectionDeniedError) as denied:
        served.connect()
    return denied.value


def test_newcomers_are_told_and_running_sessions_go_on(serve: Serve) -> None:
    """State, further calls, and a fresh worker after a crash; then there is room again."""
    served = serve(POLICY, warm=0)
    flame = served.connect(timeout=60)
    flame.execute("x = 6")
    with descriptors_left(served, LEFT - 50):
        short(served)
        for _ in range(5):
            error = refused(served)
            assert error.code == 1
            assert "too busy" in str(error)
            assert "descriptors" in str(error)
            assert error.rule == RULE
            assert error.hint
            assert error.retry_after == limits.BUSY_RETRY_SECONDS
        assert flame.evaluate("x * 7") == 42
        with pytest.raises(WorkerCrashed):
            kill_and_call(served, flame)
        assert flame.evaluate("1 + 1") == 2
    has_room(served)
    assert served.connect().evaluate("2 + 2") == 4
    assert len(recorded(served, "machine short")) == 1
    assert len(recorded(served, "machine has room")) == 1
    denied = [each for each in served.audit() if each.get("allowed") is False]
    assert [each["rule"] for each in denied] == [RULE] * 5


def kill_and_call(served: Served, flame: Flame) -> None:
    """Kill every worker, and have the session notice."""
    for worker in workers(served):
        worker.send_signal(signal.SIGKILL)
    flame.evaluate("1")


def test_a_session_that_needs_a_worker_is_told_to_come_again(serve: Serve) -> None:
    """Its first call, and one after a crash: nothing was run, and the connection lives."""
    served = serve(POLICY, warm=0)
    first, second = served.connect(timeout=60), served.connect(timeout=60)
    second.evaluate("1")
    with descriptors_left(served, LEFT // 2 - 50):
        short(served)
        with pytest.raises(PoolExhausted) as exhausted:
            first.evaluate("1")
        assert exhausted.value.retry_after == limits.BUSY_RETRY_SECONDS
        assert exhausted.value.rule == RULE
        assert exhausted.value.hint
        with pytest.raises(WorkerCrashed):
            kill_and_call(served, second)
        with pytest.raises(PoolExhausted):
            second.evaluate("1")
    has_room(served)
    assert first.evaluate("1 + 1") == second.evaluate("1 + 1") == 2


def test_the_warm_pool_waits_until_there_is_room(serve: Serve) -> None:
    """A ready worker is handed out, its place stays empty while the machine is short."""
    served = serve(POLICY, warm=2)
    flame = served.connect(timeout=60)
    until(lambda: len(workers(served)) == 2, "two warm workers")
    with descriptors_left(served, LEFT - 50):
        short(served)
        assert flame.evaluate("1 + 1") == 2
        flame.close()
        until(lambda: len(workers(served)) == 1, "one worker left")
        with Raw(served) as peer:
            assert not peer.greet()
        assert len(workers(served)) == 1
    until(lambda: len(workers(served)) == 2, "two warm workers again")
    assert recorded(served, "pool short") == []


def test_strangers_who_knock_leave_running_sessions_their_descriptors(serve: Serve) -> None:
    """Silent connections, many times what is left: a session still gets a fresh worker."""
    served = serve(POLICY.replace("maximum: 512", "handshake_timeout: 60s, maximum: 512"), warm=0)
    flame = served.connect(timeout=60)
    flame.execute("x = 6")
    with descriptors_left(served, LEFT - 50):
        short(served)
    with descriptors_left(served, LEFT + 50), contextlib.ExitStack() as strangers:
        has_room(served)
        for _ in range(LEFT):
            with contextlib.suppress(OSError):
                strangers.enter_context(Raw(served))
        assert flame.evaluate("x * 7") == 42
        with pytest.raises(WorkerCrashed):
            kill_and_call(served, flame)
        assert flame.evaluate("1 + 1") == 2
        with pytest.raises((ConnectError, GuardedFlameError)):
            served.connect()
    until(lambda: let_in(served), "room")


def test_a_machine_short_of_memory_lets_nobody_in(serve: Serve) -> None:
    """The server starts and says so, to our client and to a stock one; nobody gets a worker."""
    keep = psutil.virtual_memory().total // limits.MIB - 64
    served = serve(POLICY.replace(f"descriptors_left: {LEFT}", f"memory_left: {keep} MiB"), warm=0)
    error = refused(served)
    assert (error.code, error.rule) == (1, "policy.yaml:5 machine.memory_left")
    assert "memory" in str(error)
    with (
        Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as stock,
        pytest.raises(Pyro5.errors.CommunicationError, match="too busy"),
    ):
        stock.evaluate("1")
    assert workers(served) == []
    (record,) = recorded(served, "machine short")
    assert f"{keep} MiB needed" in record["detail"]


def test_sessions_of_all_clients_together_are_counted(serve: Serve) -> None:
    """The one over is told; when one has left, the next gets in."""
    served = serve(POLICY.replace(f"descriptors_left: {LEFT}", "sessions: 2"))
    first = served.connect()
    served.connect(unix=True)
    error = refused(served)
    assert (error.code, error.rule) == (1, "policy.yaml:5 machine.sessions")
    assert error.retry_after == limits.BUSY_RETRY_SECONDS
    first.close()
    until(lambda: let_in(served), "a place")


def let_in(served: Served) -> bool:
    """Whether a newcomer is let in now."""
    with contextlib.suppress(ConnectionDeniedError, ConnectError):
        return bool(served.connect().evaluate("1 + 1") == 2)
    return False
