"""A call on its way, and who is told how it ended.

Invariant: types only; what was sent to a worker is held here no more.
"""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple, Protocol

from msgspec.structs import replace

from guardedflame.errors import GuardedFlameError
from guardedflame.ids import AuditId
from guardedflame.ipc.messages import Batch, Call
from guardedflame.serial.failures import Failure

_NOTHING: Final[dict[str, Any]] = {"args": [], "kwargs": {}}


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

    def sent(self) -> Pending:
        """Return it without the arguments: its worker has them, and the broker keeps no copy."""
        message = self.message
        if isinstance(message, Batch):
            light = replace(message, calls=[replace(each, **_NOTHING) for each in message.calls])
            return self._replace(message=light)
        if not message.args and not message.kwargs:
            return self
        return self._replace(message=replace(message, **_NOTHING))
