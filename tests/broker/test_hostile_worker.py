"""The worker lies: the broker kills it, tells its client, and is none the worse."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from guardedflame import limits
from guardedflame.broker.audit import AuditLog
from guardedflame.broker.pending import Pending
from guardedflame.broker.pool import Pools
from guardedflame.broker.quotas import Ledger
from guardedflame.broker.session import Session
from guardedflame.broker.worker import Owner, Worker
from guardedflame.broker.zygotes import Process
from guardedflame.errors import GuardedFlameError, WorkerCrashed
from guardedflame.ids import AuditId
from guardedflame.ipc.framing import Deframer, frame
from guardedflame.ipc.messages import (
    Asked,
    Call,
    Done,
    Gone,
    Output,
    Ready,
    decode_to_worker,
    encode,
)
from guardedflame.policy.load import load_policy
from guardedflame.policy.model import Peer
from guardedflame.serial.failures import Failure

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
profiles:
  p: {operations: [evaluate], limits: {output: 4 KiB}}
clients:
  anyone: {profile: p}
"""


class OneWorker(Pools):
    """Hands out one worker whose other end the test holds."""

    def __init__(self, worker: Worker) -> None:
        self._only = worker

    async def checkout(self, profile: str, owner: Owner) -> Worker:
        self._only.owner = owner
        return self._only


class Answers:
    """Collects what the client would get."""

    def __init__(self) -> None:
        self.got: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self.text = ""

    def answer_result(self, token: object, payload: bytes, item_stream: str) -> None:
        self.got.set_result(payload)

    def answer_failure(self, token: object, failure: Failure) -> None:
        self.got.set_result(failure)

    def answer_error(self, token: object, error: GuardedFlameError) -> None:
        self.got.set_result(error)

    def output(self, stream: Literal[1, 2], text: str) -> None:
        self.text += text

    @property
    def can_ask(self) -> bool:
        return True

    def ask(self, prompt: str) -> None:
        self.text += prompt


async def _converse(tmp_path: Path, lie: Callable[[int], bytes]) -> tuple[object, str]:
    policy_file = tmp_path / "policy.yaml"
    policy_file.write_text(POLICY)
    policy_file.chmod(0o600)
    policy = load_policy(policy_file)
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    victim = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    worker = Worker(limits.IPC_FRAME)
    worker.process = Process(1, os.pidfd_open(victim.pid), "")
    loop = asyncio.get_running_loop()
    await loop.create_connection(lambda: worker, sock=ours)
    reaping = loop.create_task(worker.reaped())
    log = AuditLog(None, policy.digest)
    grant = policy.clients["anyone"]
    session = Session(
        client="c",
        profile=grant.profile,
        pools=OneWorker(worker),
        audit=log,
        busy=lambda session: None,
        account=Ledger(policy, log).account(grant, Peer(address="127.0.0.1")),
    )
    answers = Answers()
    session.submit(Pending(Call(7, 103, "evaluate"), answers, None, AuditId("x"), "evaluate"))
    (body,) = Deframer().feed(await loop.run_in_executor(None, theirs.recv, 65536))
    asked = decode_to_worker(body)
    assert isinstance(asked, Call)
    theirs.sendall(lie(asked.seq))

    def reap() -> None:
        status = victim.wait(20)
        loop.call_soon_threadsafe(
            worker.process.gone.set_result,  # type: ignore[union-attr]
            Gone(1, status, 0.0, 0),
        )
        theirs.close()

    ending = loop.run_in_executor(None, reap)
    got = await asyncio.wait_for(answers.got, 20)
    worker.kill("the test is over")
    await ending
    await reaping
    return got, answers.text


LIES: dict[str, Callable[[int], bytes]] = {
    "garbage": lambda seq: frame(b"\xff" * 20),
    "a frame over the cap": lambda seq: (limits.IPC_FRAME + 1).to_bytes(4, "big"),
    "the answer of another call": lambda seq: frame(encode(Done(seq + 1, b""))),
    "a second start": lambda seq: frame(encode(Ready(()))) * 2,
    "output over the budget": lambda seq: frame(encode(Output(1, "x" * 4097))),
    "output in one huge chunk": lambda seq: frame(encode(Output(1, "x" * 100_000))),
    "a question in place of an answer": lambda seq: (
        frame(encode(Asked("?"))) + frame(encode(Done(seq, b"")))
    ),
    "two questions at once": lambda seq: frame(encode(Asked("?"))) * 2,
    "an endless prompt": lambda seq: frame(encode(Asked("?" * (limits.PROMPT + 1)))),
    "an endless stream name": lambda seq: frame(encode(Done(seq, b"", "s" * 65))),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lying_worker_is_killed_and_its_client_told(
    tmp_path: Path, lie: Callable[[int], bytes]
) -> None:
    """One typed error, no text of the lie."""
    got, text = asyncio.run(_converse(tmp_path, lie))
    assert isinstance(got, WorkerCrashed)
    assert "x" * 100 not in text + str(got)


def test_an_honest_answer_passes_unread(tmp_path: Path) -> None:
    """The payload goes through as the bytes it is."""
    got, text = asyncio.run(
        _converse(
            tmp_path,
            lambda seq: frame(encode(Output(1, "hi\n"))) + frame(encode(Done(seq, b"\xc1raw"))),
        )
    )
    assert got == b"\xc1raw"
    assert text == "hi\n"
