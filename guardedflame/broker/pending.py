"""A call on its way, and who is told how it ended.

Invariant: types only.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

from guardedflame.errors import GuardedFlameError
from guardedflame.ids import AuditId
from guardedflame.ipc.messages import Batch, Call
from guardedflame.serial.failures import Failure


class Answerer(Protocol):
    """Where a call's answer goes: the connection it came from."""

    def answer_result(self, token: object, payload: bytes, item_stream: str) -> None:
        """The call returned; ``payload`` is encoded for the client."""

    def answer_failure(self, token: object, failure: Failure) -> None:
        """The call raised in the client's code."""

    def answer_error(self, token: object, error: GuardedFlameError) -> None:
        """The server ends the call with an error of its own."""

    def output(self, stream: Literal[1, 2], text: str) -> None:
        """The running call wrote ``text``."""

    @property
    def can_ask(self) -> bool:
        """Whether the client understands a question."""

    def ask(self, prompt: str) -> None:
        """The running call wants a line of input."""


class Pending(NamedTuple):
    """A call on its way."""

    message: Call | Batch
    answerer: Answerer
    token: object
    audit_id: AuditId
    operation: str
