"""Trust domain: shared, pure. Pyro's bytes become events and back; no sockets, no values."""

from guardedflame.wire.client import ClientConnection
from guardedflame.wire.connection import ServerConnection
from guardedflame.wire.events import (
    NEED_DATA,
    PAUSED,
    Accepted,
    CallReceived,
    ClientEvent,
    ConnectRequested,
    Event,
    PeerClosed,
    PingReceived,
    PongReceived,
    PushReceived,
    Rejected,
    ResultReceived,
    Signal,
)
from guardedflame.wire.frame import Flags, MessageType

__all__ = [
    "NEED_DATA",
    "PAUSED",
    "Accepted",
    "CallReceived",
    "ClientConnection",
    "ClientEvent",
    "ConnectRequested",
    "Event",
    "Flags",
    "MessageType",
    "PeerClosed",
    "PingReceived",
    "PongReceived",
    "PushReceived",
    "Rejected",
    "ResultReceived",
    "ServerConnection",
    "Signal",
]
