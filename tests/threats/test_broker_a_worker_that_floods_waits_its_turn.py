"""A worker says tens of thousands of small things at once: others get their turn in between.

Attack: one write of many messages. Outcome: so many are acted on in one turn of the loop and the
rest in later ones, in their order; ends and violations count as if each had come by itself.
"""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys

from attack_tools import LIES, Wire
from guardedflame import limits
from guardedflame.broker.worker import Worker
from guardedflame.broker.zygotes import Process
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import FromWorker, Gone, Output, encode
from harness import Serve

TURN = limits.WORKER_TURN


class Owner:
    """A session that keeps what its worker says."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def worker_said(self, message: FromWorker) -> None:
        """Keep it."""
        assert isinstance(message, Output)
        self.said.append(message.text)

    def worker_gone(self, gone: Gone, reason: str) -> None:
        """Keep that it ended, and why."""
        self.said.append(f"gone {reason}")


def _said(*texts: str) -> bytes:
    return b"".join(frame(encode(Output(1, text))) for text in texts)


def _numbers(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def _worker() -> tuple[Worker, Wire, Owner]:
    worker, wire, owner = Worker(limits.IPC_FRAME), Wire(), Owner()
    worker.connection_made(wire)
    worker.owner = owner
    return worker, wire, owner


def test_a_flood_is_acted_on_a_turn_at_a_time() -> None:
    """It is not read meanwhile; nothing is lost, nothing changes places."""

    async def flood() -> None:
        worker, wire, owner = _worker()
        texts = _numbers(3 * TURN + TURN // 2)
        sent = _said(*texts)
        worker.data_received(sent[:-3])
        for turn in range(1, 4):
            assert owner.said == texts[: turn * TURN]
            assert not wire.is_reading()
            await asyncio.sleep(0)
        assert owner.said == texts[:-1]
        assert wire.is_reading()
        worker.data_received(sent[-3:])
        assert owner.said == texts

    asyncio.run(flood())


def test_a_pause_of_its_client_outlasts_the_turns() -> None:
    """Two reasons not to read it: one that is over does not end the other."""

    async def flood() -> None:
        worker, wire, _ = _worker()
        worker.data_received(_said(*_numbers(TURN + 1)))
        worker.pause()
        await asyncio.sleep(0)
        assert not wire.is_reading()
        worker.data_received(_said(*_numbers(TURN + 1)))
        worker.resume()
        assert not wire.is_reading()
        await asyncio.sleep(0)
        assert wire.is_reading()

    asyncio.run(flood())


def test_what_stands_behind_a_violation_in_a_flood_counts_no_more() -> None:
    """The violation is found in its turn; the worker's end can be read after it."""

    async def flood() -> None:
        worker, wire, owner = _worker()
        texts = _numbers(TURN + 1)
        worker.data_received(_said(*texts) + frame(b"\xc1") + _said(*_numbers(2 * TURN)))
        assert worker.kill_reason == ""
        await asyncio.sleep(0)
        assert worker.kill_reason.startswith("violation")
        await asyncio.sleep(0)
        assert owner.said == texts
        assert wire.is_reading()

    asyncio.run(flood())


def test_a_worker_that_floods_and_dies_is_heard_to_its_end() -> None:
    """Its session hears of the end after its last word, as it would without turns."""

    async def flood() -> None:
        worker, _, owner = _worker()
        process = subprocess.Popen([sys.executable, "-c", ""])
        worker.process = Process(1, os.pidfd_open(process.pid), "")
        reaping = asyncio.get_running_loop().create_task(worker.reaped())
        texts = _numbers(5 * TURN + 1)
        worker.data_received(_said(*texts))
        worker.connection_lost(None)
        assert len(owner.said) == TURN
        process.wait(20)
        worker.process.gone.set_result(Gone(1, 0, 0.0, 0))
        await reaping
        assert owner.said == [*texts, "gone "]

    asyncio.run(flood())


def test_a_flood_of_a_real_worker_arrives_whole(serve: Serve) -> None:
    """60,000 messages in one write: another is served, and the output is what was written."""
    served = serve(language="python", limits="output: 2 MiB, wall: 30s")
    output = io.StringIO()
    flame, other = served.connect(output=output, timeout=60), served.connect(timeout=60)
    flame.execute(LIES + 'write(b"".join(frame("output", 1, f"{n:016}") for n in range(60_000)))\n')
    assert output.getvalue() == "".join(f"{n:016}" for n in range(60_000))
    assert other.evaluate("1") == 1
