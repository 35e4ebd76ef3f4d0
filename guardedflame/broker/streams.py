"""The names of the item streams that a session's worker has handed out.

Invariant: a name that is not here reaches no worker and is no line in the audit log; the table is
bounded, whatever a worker says. One name too many here costs a question to the worker, no more.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from guardedflame import limits
from guardedflame.errors import CallRefused
from guardedflame.ipc.messages import Batch, Call, Kind

#: How a worker tells of a stream that gives no further item: it ended, or there is none.
_OVER: Final[Collection[str]] = (
    "builtins.StopIteration",
    "guardedflame.CallRefused",
)


class Streams:
    """One session's."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def unknown(self, call: Call) -> bool:
        """Whether ``call`` is for a stream, and for none that is here."""
        return call.kind in {Kind.STREAM_NEXT, Kind.STREAM_CLOSE} and call.name not in self._names

    def done(self, message: Call | Batch, ran: int, item_stream: str) -> None:
        """A call went well, or ``ran`` of a batch; ``item_stream`` names what it returned."""
        for call in message.calls[: max(ran, 0)] if isinstance(message, Batch) else (message,):
            if call.kind == Kind.STREAM_CLOSE:
                self._names.pop(call.name, None)
        if item_stream:
            self._names[item_stream] = None
            if len(self._names) > limits.STREAM_NAMES:
                del self._names[next(iter(self._names))]

    def failed(self, message: Call | Batch, type_name: str) -> None:
        """A call raised; an item that was too large, or a limit, does not end its stream."""
        if isinstance(message, Call) and message.kind == Kind.STREAM_NEXT and type_name in _OVER:
            self._names.pop(message.name, None)

    def clear(self) -> None:
        """Forget all: their worker is gone."""
        self._names.clear()


def no_stream(name: str) -> CallRefused:
    """Return what a worker would say of a name it has not."""
    return CallRefused(
        f"this session has no item stream {name[:80]!r}",
        hint="it may have been closed",
        rule="wire: item streams",
    )
