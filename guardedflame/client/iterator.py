"""An iterator of the remote program, as this side holds it.

Invariant: no item is asked for before the one who iterates wants it, and one that is dropped half
way is given up on the server too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

#: The object that owns item streams, in Pyro5's protocol.
DAEMON: Final = "Pyro.Daemon"


class RemoteIterator:
    """A generator or iterator of the remote program; each item is fetched when it is asked for.

    Lives as long as the session does. Dropping it half way frees it on the server too.
    """

    def __init__(
        self, call: Callable[..., object], abandon: Callable[[str], None], stream: str
    ) -> None:
        self._call = call
        self._abandon = abandon
        self._stream: str | None = stream

    def __iter__(self) -> RemoteIterator:
        return self

    def __next__(self) -> object:
        """Return the next item. Raises StopIteration at the end, else as `Link.call` does."""
        if self._stream is None:
            raise StopIteration
        try:
            return self._call(DAEMON, "get_next_stream_item", (self._stream,))
        except StopIteration:
            self._stream = None
            raise

    def close(self) -> None:
        """Give the stream up; the server hears of it with the next call."""
        stream, self._stream = self._stream, None
        if stream is not None:
            self._abandon(stream)

    def __del__(self) -> None:
        self.close()
