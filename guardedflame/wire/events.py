"""What bytes mean, for both directions. Frozen but for one field; nothing here has behaviour.

Invariant: a payload is opaque bytes, exactly as received (or inflated within its bounds); no event
holds a value that was decoded. msgspec structs because one is built per frame (0.1 us against 0.9
for a frozen dataclass).
"""

from __future__ import annotations

from enum import Enum
from typing import Final, TypeAlias

import msgspec


class Signal(Enum):
    """What `next_event` says when there is no event."""

    NEED_DATA = "need data"
    PAUSED = "paused"


#: Feed more bytes.
NEED_DATA: Final = Signal.NEED_DATA
#: Stop reading from the socket: answer something first.
PAUSED: Final = Signal.PAUSED


class PeerClosed(msgspec.Struct, frozen=True, gc=False):
    """The peer closed between two frames."""


# --- a client's frames, seen by a server -----------------------------------------------------


class ConnectRequested(msgspec.Struct, frozen=True, gc=False):
    """Answer with `accept` or `refuse`."""

    seq: int
    serializer: int
    payload: bytes


class CallReceived(msgspec.Struct, gc=False):
    """Answer with `reply`; a oneway call is retired with `done`.

    Not frozen: who has read the payload empties it, as the call itself is held until its answer.
    """

    seq: int
    serializer: int
    payload: bytes
    oneway: bool
    batch: bool
    correlation: bytes | None


class PingReceived(msgspec.Struct, frozen=True, gc=False):
    """Answer with `pong`."""

    seq: int
    serializer: int
    correlation: bytes | None = None


# --- a server's frames, seen by our own client -----------------------------------------------


class Accepted(msgspec.Struct, frozen=True, gc=False):
    """The server let us in."""

    serializer: int
    payload: bytes


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """The server did not let us in; the payload is a text in ``serializer``."""

    serializer: int
    payload: bytes


class ResultReceived(msgspec.Struct, frozen=True, gc=False):
    """The answer to the call ``seq``; ``stream`` is the id of an item stream."""

    seq: int
    serializer: int
    payload: bytes
    exception: bool
    batch: bool
    stream: str | None


class PushReceived(msgspec.Struct, frozen=True, gc=False):
    """Something the server says unasked: output, an update."""

    serializer: int
    payload: bytes


class PongReceived(msgspec.Struct, frozen=True, gc=False):
    """The answer to the ping ``seq``."""

    seq: int


Event: TypeAlias = ConnectRequested | CallReceived | PingReceived | PeerClosed
ClientEvent: TypeAlias = (
    Accepted | Rejected | ResultReceived | PushReceived | PongReceived | PeerClosed
)
