"""Threat W16, wire half: oneway calls cost their sender nothing and the server a thread each."""

from __future__ import annotations

import pytest

from guardedflame.errors import LocalProtocolError
from guardedflame.wire import (
    PAUSED,
    CallReceived,
    Flags,
    MessageType,
    ServerConnection,
    Signal,
)
from guardedflame.wire.frame import encode


def test_oneway_calls_beyond_inflight_stay_bytes() -> None:
    """Of a thousand oneway calls in one read four become events; the rest waits, bounded."""
    connection = ServerConnection(frame=1000)
    connection.receive_data(encode(MessageType.CONNECT, 0, 0, 3, b"{}"))
    connection.next_event()
    connection.accept(b"{}", inflight=4)
    flood = b"".join(encode(MessageType.INVOKE, Flags.ONEWAY, seq, 3, b"{}") for seq in range(1000))
    connection.receive_data(flood)
    calls = []
    while not isinstance(event := connection.next_event(), Signal):
        assert isinstance(event, CallReceived)
        calls.append(event)
    assert event is PAUSED
    assert len(calls) == 4
    with pytest.raises(LocalProtocolError, match="paused"):
        connection.receive_data(flood)
    connection.done(calls[0])
    assert isinstance(connection.next_event(), CallReceived)
    assert connection.next_event() is PAUSED
