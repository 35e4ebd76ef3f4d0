"""A worker that reads nothing has the broker keep what its client sends, or its calls for ever.

Plain Python stands for a broken guarded language, as in the tests of lying workers.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import Pyro5.api
import pytest

from attack_tools import LIES, PATIENCE, Raw, hub_of, peak, policy_of, resident, session_of
from guardedflame.broker.pending import Pending
from guardedflame.broker.running import RunningCall
from guardedflame.broker.session import Session
from guardedflame.broker.worker import Worker
from guardedflame.errors import WorkerCrashed
from guardedflame.ids import AuditId
from guardedflame.ipc.messages import Call
from guardedflame.serial.ids import GUARDED
from harness import Serve

MIB = 1 << 20
LARGE = 8 * MIB

#: What a worker needs to know that its client has sent something, without reading it.
PEEKS = """
import socket
peer = socket.socket(fileno=os.dup(link))
peer.setblocking(True)
def heard(size):
    while len(peer.recv(size + 1, socket.MSG_PEEK)) <= size:
        pass
"""

WAITS = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
connections: {{idle_timeout: 1s}}
profiles:
  p: {{operations: [evaluate], warm: {warm}, isolation: {isolation}, language: {language}}}
clients:
  anyone: {{profile: p}}
"""


def test_answers_that_a_worker_does_not_read_end_it(serve: Serve) -> None:
    """Sixteen of 8 MiB each; it asks on without having taken the one before."""
    served = serve(language="python")
    flame = served.connect(timeout=60, input=lambda _prompt: "x" * LARGE)
    flame.ping()
    before = resident(served)
    asks = "for _ in range(16):\n    say('asked', '')\n    heard(0)\ntime.sleep(60)"
    with pytest.raises(WorkerCrashed) as caught:
        flame.execute(LIES + PEEKS + asks)
    assert "without reading" in caught.value.cause
    assert peak(served) - before < 6 * LARGE


def test_calls_that_a_worker_answers_unread_end_it(serve: Serve) -> None:
    """Their numbers can be guessed; sixteen files of 8 MiB each stayed in the broker."""
    served = serve(language="python")
    flame = served.connect(timeout=60)
    flame.ping()
    before = resident(served)
    answers = (
        "say('done', 1, b'\\xc0')\nheard(0)\n"
        "for n in range(2, 18):\n    say('done', n, b'\\xc0')\n    time.sleep(0.2)\ntime.sleep(60)"
    )
    with pytest.raises(WorkerCrashed) as caught:
        flame.execute(LIES + PEEKS + answers)
        for _ in range(16):
            flame.sendfile("a", b"x" * LARGE)
    assert "without reading" in caught.value.cause
    assert peak(served) - before < 6 * LARGE


def test_an_honest_worker_takes_large_calls_and_answers(serve: Serve) -> None:
    """What is refused is not reading, not size."""
    lines = iter(["y" * LARGE + "\n"] * 3)
    served = serve(limits="scratch: 64 MiB, memory: 512 MiB")
    flame = served.connect(timeout=60, input=lambda _prompt: next(lines))
    flame.execute("sizes = [len(input()) for _ in range(3)]")
    for _ in range(3):
        flame.sendfile("a", b"x" * LARGE)
    assert flame.evaluate("sizes") == [LARGE] * 3


def running(directory: Path) -> Session:
    """Return a session with a call that runs in a worker without a process."""
    session = session_of(hub_of(policy_of(directory, WAITS)))
    session._place.worker = Worker(1000)
    pending = Pending(Call(1, GUARDED, "evaluate"), None, None, AuditId("x"), "evaluate")  # type: ignore[arg-type]
    session.call = RunningCall(pending, session.profile.limits, time.monotonic(), -1.0)
    return session


def test_a_call_grows_old_however_often_it_asks(tmp_path: Path) -> None:
    """Young calls are not looked at: one that asked each 50 ms had no limit of any kind."""

    async def scenario() -> None:
        session = running(tmp_path)
        call = session.call
        assert call is not None
        now = time.monotonic()
        call.started_at = now - 100
        for _ in range(3):
            call.asked_at = time.monotonic() - 20
            session.answer_input(b"")
        assert call.started_at == now - 100
        assert 39 < call.elapsed(time.monotonic()) < 41 + PATIENCE

    asyncio.run(scenario())


def test_a_question_nobody_answers_ends_with_the_idle_timeout(serve: Serve) -> None:
    """Wall time stands still while a call asks, and a running call was never idle."""
    served = serve(WAITS)
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        peer.call(1, "evaluate", "input('well? ')")
        assert b"well? " in peer.read()
        assert peer.read() == b""
    assert [each["outcome"] for each in served.audit(verdicts=1) if each["event"] == "verdict"] == [
        "gone"
    ]


def test_a_question_to_a_connection_that_has_left_is_at_the_end_of_input(serve: Serve) -> None:
    """It had joined by a ticket; the session's owner, a stock client, can answer nothing."""
    served = serve()
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as flame:
        flame._pyroTimeout = PATIENCE
        ticket = flame.module("math")._pyroHandshake
        with Raw(served, serializer=GUARDED) as peer:
            assert peer.greet(greeting=ticket)
            peer.call(1, "evaluate", "input('well? ')")
            assert b"well? " in peer.read()
        assert flame.evaluate("1 + 1") == 2


def test_output_in_many_small_pieces_is_held_as_text(tmp_path: Path) -> None:
    """Two letters in a text of their own take 51 bytes; the limit counts what is held."""

    async def scenario() -> None:
        session = running(tmp_path)
        for _ in range(100_000):
            session.held.keep("ab")
        assert sum(map(sys.getsizeof, session.held.pieces)) < 2 * 200_000
        assert session.held.take() == "ab" * 100_000

    asyncio.run(scenario())
