"""The iterators that a session returned, item by item.

Invariant: a session holds at most `limits.STREAMS`; one that has ended or raised is forgotten. A
name is never used twice, nor guessed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from guardedflame import limits
from guardedflame.errors import CallRefused, LimitExceeded
from guardedflame.ipc.messages import Call
from guardedflame.serial.codec import Codec


class ItemStreams:
    """One session's; `next` and `close` are operations, called as those are."""

    def __init__(self) -> None:
        self._streams: dict[str, Iterator[object]] = {}

    def keep(self, value: object) -> str:
        """Keep ``value``, which has ``__next__``; return its name. Raises LimitExceeded."""
        if len(self._streams) >= limits.STREAMS:
            raise LimitExceeded(
                f"this session already has {limits.STREAMS} item streams open",
                limit="streams",
                allowed=str(limits.STREAMS),
                used=str(limits.STREAMS + 1),
                state_survived=True,
                hint="exhaust or close the streams that are not needed",
            )
        # Unguessable rather than counted: an iterator the client still holds from before its
        # worker died must not read the items of a stream in the next one.
        name = f"stream-{secrets.token_hex(8)}"
        self._streams[name] = value  # type: ignore[assignment]  # it has __next__
        return name

    def next(self, call: Call, _codec: Codec) -> object:
        """Return the next item. Raises CallRefused, or whatever the client's iterator raises."""
        stream = self._streams.get(call.name)
        if stream is None:
            raise CallRefused(
                f"this session has no item stream {call.name!r}",
                hint="it may have been closed",
                rule="wire: item streams",
            )
        try:
            return next(stream)
        except BaseException:
            # Ended or broken: either way no further item will come.
            self._streams.pop(call.name, None)
            raise

    def close(self, call: Call, _codec: Codec) -> None:
        """Forget a stream; one that is not known is fine."""
        self._streams.pop(call.name, None)
