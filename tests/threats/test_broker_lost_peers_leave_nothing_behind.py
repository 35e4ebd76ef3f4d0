"""Clients, workers and zygotes that stop at the worst moment: nothing waits for them or stays."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import socket
import subprocess
from pathlib import Path

import psutil
import pytest

from attack_tools import (
    EVALUATE,
    Raw,
    Wire,
    call_payload,
    decisions,
    greeted,
    hub_of,
    invoke,
    policy_of,
    until,
    workers,
    zygote,
)
from guardedflame import limits
from guardedflame.broker import server, zygotes
from guardedflame.client.flame import Flame
from guardedflame.errors import LimitExceeded, PoolExhausted
from guardedflame.ipc.messages import Gone, Prepared, Spawned, encode
from guardedflame.serial.ids import GUARDED
from harness import Serve


def open_descriptors(pid: int) -> set[int]:
    """Return the descriptors a process has open."""
    return {int(each.name) for each in Path(f"/proc/{pid}/fd").iterdir()}


def test_a_worker_that_comes_too_late_is_killed_and_its_descriptor_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody would ever have closed its pidfd: enough of them and the broker has none left."""
    monkeypatch.setattr(zygotes, "SPAWN_SECONDS", 0.01)

    async def late() -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        loop = asyncio.get_running_loop()
        lost = loop.create_future()
        held = zygotes.Zygote(ours, Prepared(os.getpid(), ()), lost.set_result)
        with theirs, subprocess.Popen(["sleep", "60"]) as worker:
            # Not one of the two ends: a socket on its way to itself is closed when the kernel
            # next collects such garbage, and no sooner.
            other = os.open(os.devnull, os.O_RDONLY)
            with pytest.raises(PoolExhausted):
                await held.spawn("p", other)
            os.close(other)
            before = open_descriptors(os.getpid())
            pidfd = os.pidfd_open(worker.pid)
            socket.send_fds(theirs, [encode(Spawned(1, 1))], [pidfd])
            os.close(pidfd)
            status = await loop.run_in_executor(None, worker.wait, 30)
            assert status == -signal.SIGKILL
            theirs.send(encode(Gone(1, status, 0.0, 0)))
            await asyncio.sleep(0)
            # The zygote's end is read after all it has said.
            theirs.close()
            await lost
            # Both ends of the control socket have been closed since.
            assert len(open_descriptors(os.getpid())) == len(before) - 2

    asyncio.run(late())


def test_a_stopped_zygote_keeps_no_call_waiting(serve: Serve) -> None:
    """The broker holds the worker's pidfd: it needs nobody's word for its end."""
    served = serve(limits="wall: 1s, cpu: 1s")
    flame = served.connect(timeout=60)
    flame.evaluate("1")
    stopped = zygote(served)
    stopped.suspend()
    try:
        with pytest.raises(LimitExceeded):
            flame.execute("while True: pass")
    finally:
        stopped.resume()


def test_a_stock_client_that_leaves_takes_its_worker_along(serve: Serve) -> None:
    """Its end is heard while its one call runs, not when the wall limit comes."""
    served = serve(warm=0, limits="wall: 60s, cpu: 60s")
    with Raw(served) as peer:
        assert peer.greet()
        peer.call(1, "evaluate", "1")
        peer.read()
        family = workers(served)
        assert family
        peer.call(2, "execute", "while True: pass")
        decisions(served, 2)
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive


def test_a_client_that_leaves_large_calls_behind_takes_its_worker_along(serve: Serve) -> None:
    """More than limits.QUEUED waits behind the running call, so that its reading is paused."""
    served = serve(warm=0, limits="wall: 30s, cpu: 30s")
    large = invoke(GUARDED, 3, call_payload(GUARDED, "invokeBuiltin", "len", [bytes(3 << 20)], {}))
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        peer.call(1, "evaluate", "1")
        peer.read()
        family = workers(served)
        assert family
        peer.call(2, "execute", "while True: pass")
        peer.send(large)
        decisions(served, 3)
    _, alive = psutil.wait_procs(family, timeout=3)
    for each in alive:
        each.kill()
    assert not alive


def test_a_broker_without_descriptors_keeps_no_session_stuck(serve: Serve) -> None:
    """EMFILE while a session gets its worker: that call is refused, and a later one runs."""
    served = serve(warm=0)
    pid = served.process.pid
    flame = served.connect(timeout=20)
    flame.ping()
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    highest = max(open_descriptors(pid))
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (highest + 1, before[1]))
    try:
        with pytest.raises(PoolExhausted):
            flame.evaluate("1")
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
    # That there is room again is seen a moment later.
    until(lambda: answers(flame), "an answer")


def answers(flame: Flame) -> bool:
    """Whether the session gets a worker by now."""
    with contextlib.suppress(PoolExhausted):
        return bool(flame.evaluate("1 + 1") == 2)
    return False


def test_short_unread_answers_hold_no_connection_past_its_idle_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """close() waits for the peer to read what is left; after a while the connection is aborted."""
    monkeypatch.setattr(limits, "CLOSE_SECONDS", 0.01)
    monkeypatch.setattr(server, "SWEEP_SECONDS", 0.01)

    async def aborted(wire: Wire) -> None:
        while not wire.aborted:  # noqa: ASYNC110 - what a transport has no event for
            await asyncio.sleep(0.005)

    async def idle() -> None:
        text = EVALUATE.replace("CONNECTIONS", "idle_timeout: 1s")
        hub = hub_of(policy_of(tmp_path, text))
        connection, wire = greeted(hub)
        # Silent since long ago; what was answered is unread, and too short to block on.
        connection.last_heard -= 60
        assert not connection.blocked_since
        stopping = asyncio.Event()
        sweep = asyncio.create_task(server._until(stopping, hub))
        await asyncio.wait_for(aborted(wire), 30)
        stopping.set()
        await sweep
        hub.close()

    asyncio.run(idle())
