"""Threat W3: a header announces a gigabyte; the server makes room for it, or waits for it."""

from __future__ import annotations

import tracemalloc

import pytest
from Pyro5 import protocol

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import NEED_DATA, MessageType, ServerConnection
from guardedflame.wire.frame import HEADER_SIZE, encode

GIGABYTE = 1 << 30


def announcing(kind: MessageType, size: int) -> bytes:
    """Return a header that promises ``size`` bytes of payload."""
    honest = encode(kind, 0, 0, 1, b"")
    return honest[:12] + size.to_bytes(4, "big") + honest[16:]


def test_a_large_connect_is_refused_as_soon_as_its_length_is_there() -> None:
    """Before authentication 8 KiB are allowed, and 16 bytes of header show that it is more."""
    connection = ServerConnection()
    connection.receive_data(announcing(MessageType.CONNECT, 8193)[:16])
    with pytest.raises(RemoteProtocolError, match="8193 bytes is over the cap of 8192"):
        connection.next_event()
    assert connection.held == 0


def test_a_large_call_is_refused_the_same_way() -> None:
    """After authentication the profile's cap holds, before the body is kept."""
    connection = ServerConnection()
    connection.receive_data(encode(MessageType.CONNECT, 0, 0, 1, b""))
    connection.next_event()
    connection.accept(b"", frame=1000)
    connection.receive_data(announcing(MessageType.INVOKE, GIGABYTE)[:16])
    with pytest.raises(RemoteProtocolError, match="over the cap of 1000"):
        connection.next_event()


def test_an_allowed_length_reserves_nothing() -> None:
    """The buffer grows with the bytes that come, not with those that are promised."""
    connection = ServerConnection(pre_auth_frame=GIGABYTE)
    tracemalloc.start()
    try:
        connection.receive_data(announcing(MessageType.CONNECT, GIGABYTE))
        assert connection.next_event() is NEED_DATA
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024
    finally:
        tracemalloc.stop()


def test_the_stock_reader_agrees_to_a_gigabyte() -> None:
    """Pyro5 5.17 accepts the header of a 1 GiB CONNECT and would read it in one go."""
    header = announcing(MessageType.CONNECT, GIGABYTE)
    assert protocol.ReceivingMessage(header[:HEADER_SIZE]).data_size == GIGABYTE
