"""Threat W15, wire half: calls of somebody who has not been let in reach an object."""

from __future__ import annotations

import pytest

from guardedflame.errors import LocalProtocolError, RemoteProtocolError
from guardedflame.wire import NEED_DATA, PAUSED, ConnectRequested, MessageType, ServerConnection
from guardedflame.wire.frame import encode

CONNECT = encode(MessageType.CONNECT, 0, 0, 3, b"{}")
CALL = encode(MessageType.INVOKE, 0, 1, 3, b"{}")


def test_a_call_in_place_of_a_handshake_is_hung_up_on() -> None:
    """The first frame is CONNECT or the last."""
    connection = ServerConnection()
    connection.receive_data(CALL)
    with pytest.raises(RemoteProtocolError, match="INVOKE is not expected now"):
        connection.next_event()


def test_a_call_behind_the_handshake_waits_for_the_answer() -> None:
    """While the broker decides, what follows stays unparsed bytes under the small cap."""
    connection = ServerConnection(pre_auth_frame=100)
    connection.receive_data(CONNECT + CALL)
    assert isinstance(connection.next_event(), ConnectRequested)
    assert connection.next_event() is PAUSED
    connection.receive_data(bytes(100))
    with pytest.raises(LocalProtocolError):
        connection.receive_data(bytes(100))


def test_a_call_behind_a_refused_handshake_is_thrown_away() -> None:
    """Once turned away, a client's bytes are no frames any more."""
    connection = ServerConnection()
    connection.receive_data(CONNECT + CALL)
    connection.next_event()
    connection.refuse(b'"no"')
    assert connection.held == 0
    connection.receive_data(CALL)
    assert connection.next_event() is NEED_DATA
    assert connection.held == 0
