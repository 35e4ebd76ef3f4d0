"""Threat W2: a few KiB on the wire become gigabytes in the server, before anybody logs in."""

from __future__ import annotations

import tracemalloc
import zlib

import pytest
from Pyro5 import protocol

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import Flags, MessageType, ServerConnection
from guardedflame.wire.frame import HEADER_SIZE, encode

BOMB_SIZE = 8 * 1024 * 1024
BOMB = zlib.compress(bytes(BOMB_SIZE), 9)


def test_a_compressed_connect_is_refused_without_inflating() -> None:
    """The flag alone is enough: the bomb's bytes are not even waited for."""
    raw = encode(MessageType.CONNECT, Flags.COMPRESSED, 0, 1, BOMB)
    connection = ServerConnection()
    connection.receive_data(raw[:10])
    with pytest.raises(RemoteProtocolError, match="COMPRESSED is refused on CONNECT before"):
        connection.next_event()
    assert connection.held == 0


def test_a_bomb_after_authentication_is_cut_at_the_cap() -> None:
    """A client that is let in gets no more memory out of it than its frame cap."""
    cap = 1024 * 1024
    connection = ServerConnection()
    connection.receive_data(encode(MessageType.CONNECT, 0, 0, 1, b"hello"))
    connection.next_event()
    connection.accept(b"hello", frame=cap)
    connection.receive_data(encode(MessageType.INVOKE, Flags.COMPRESSED, 1, 1, BOMB))
    tracemalloc.start()
    try:
        with pytest.raises(RemoteProtocolError, match="inflates to more than"):
            connection.next_event()
        assert tracemalloc.get_traced_memory()[1] < 3 * cap
    finally:
        tracemalloc.stop()


def test_the_stock_reader_inflates_the_bomb_of_a_stranger() -> None:
    """Pyro5 5.17 inflates a CONNECT to a thousand times its size before it looks at it."""
    raw = encode(MessageType.CONNECT, Flags.COMPRESSED, 0, 1, BOMB)
    message = protocol.ReceivingMessage(raw[:HEADER_SIZE], raw[HEADER_SIZE:])
    assert len(raw) < 16 * 1024
    assert len(message.data) == BOMB_SIZE
