"""A session is shared by the connections that joined it; what one leaves behind must not stay.

Attack: join, send a large call, leave, again and again; or have one connection's leaving set the
session going that another one holds up. Outcome: what had joined takes its calls along, and a
session waits as long as any of its connections does not read.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Literal

import pytest

from attack_tools import hub_of, policy_of, session_of
from guardedflame.broker.pending import Pending
from guardedflame.broker.running import RunningCall
from guardedflame.broker.session import Session
from guardedflame.errors import GuardedFlameError
from guardedflame.ids import AuditId
from guardedflame.ipc.messages import Call
from guardedflame.serial.failures import Failure
from guardedflame.serial.ids import MSGPACK

ONE = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
profiles:
  p: {{operations: [evaluate], isolation: process}}
clients:
  anyone: {{profile: p}}
"""


class Joined:
    """A connection that joined a session and keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    can_ask = False

    def answer_result(self, token: object, payload: bytes, item_stream: str) -> None:
        """Keep it."""
        self.told.append(payload)

    def answer_failure(self, token: object, failure: Failure) -> None:
        """Keep it."""
        self.told.append(failure)

    def answer_error(self, token: object, error: GuardedFlameError) -> None:
        """Keep it."""
        self.told.append(error)

    def output(self, stream: Literal[1, 2], text: str) -> None:
        """Drop it."""

    def ask(self, prompt: str) -> None:
        """Nobody answers."""


def _call(answerer: Joined, seq: int) -> Pending:
    return Pending(Call(seq, MSGPACK, "evaluate"), answerer, seq, AuditId(f"a-{seq}"), "evaluate")


def _busy_session(directory: Path) -> tuple[Session, Joined]:
    """Return a session with a call of its owner's that runs, in no process."""
    session, owner = session_of(hub_of(policy_of(directory, ONE))), Joined()
    session.call = RunningCall(_call(owner, 1), session.profile.limits, time.monotonic(), -1.0)
    return session, owner


def test_calls_of_a_connection_that_left_do_not_wait_on(tmp_path: Path) -> None:
    """Twenty joins with a call of 15 MiB each held 600 MiB, counted by nothing."""

    async def scenario() -> None:
        session, owner = _busy_session(tmp_path)
        for seq in range(2, 22):
            passing = Joined()
            session.submit(_call(passing, seq))
            session.answerer_left(passing)
            assert passing.told == []
        session.submit(_call(owner, 30))
        assert [each.answerer for each in session._waiting] == [owner]
        session.close()

    asyncio.run(scenario())


@pytest.mark.parametrize("how", ["leaves", "reads again"])
def test_a_session_waits_while_any_connection_does_not_read(tmp_path: Path, how: str) -> None:
    """One flag for all: when a second one went, the first one's answers piled up in the broker."""

    async def scenario() -> None:
        session, _ = _busy_session(tmp_path)
        first, second = Joined(), Joined()
        session.pause_output(first)
        session.pause_output(second)
        if how == "leaves":
            session.answerer_left(second)
        else:
            session.resume_output(second)
        held = session._place.paused
        session.answerer_left(first)
        assert (held, session._place.paused) == (True, False)
        session.close()

    asyncio.run(scenario())
