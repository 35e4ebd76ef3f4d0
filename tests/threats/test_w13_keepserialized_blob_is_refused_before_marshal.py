"""Threat W13: a flag and an annotation reach marshal.loads, whatever serializer was agreed."""

from __future__ import annotations

import marshal
from types import CodeType

import pytest
from Pyro5 import protocol, server

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import CallReceived, Flags, MessageType, ServerConnection
from guardedflame.wire.frame import HEADER_SIZE, annotation, encode

CODE = marshal.dumps((compile("1", "x", "eval"), "object", "method"))
BLOB = encode(
    MessageType.INVOKE, Flags.KEEPSERIALIZED, 1, 3, b"{}", annotations=annotation(b"BLBI", CODE)
)


def opened() -> ServerConnection:
    """Return a connection whose client was let in."""
    connection = ServerConnection()
    connection.receive_data(encode(MessageType.CONNECT, 0, 0, 3, b"{}"))
    connection.next_event()
    connection.accept(b"{}")
    return connection


def test_the_flag_is_refused_as_soon_as_it_is_there() -> None:
    """Ten bytes of header are enough; the annotation is never looked at."""
    connection = opened()
    connection.receive_data(BLOB[:10])
    with pytest.raises(RemoteProtocolError, match="KEEPSERIALIZED is refused"):
        connection.next_event()


def test_the_annotation_without_the_flag_stays_bytes() -> None:
    """A stock client may leave BLBI in later calls; nothing decodes it and no event holds it."""
    connection = opened()
    raw = encode(MessageType.INVOKE, 0, 1, 3, b"{}", annotations=annotation(b"BLBI", CODE))
    connection.receive_data(raw)
    assert connection.next_event() == CallReceived(1, 3, b"{}", False, False, None)


def test_the_stock_daemon_unmarshals_the_annotation() -> None:
    """Pyro5 5.17 builds a code object out of a json client's annotation."""
    message = protocol.ReceivingMessage(BLOB[:HEADER_SIZE], BLOB[HEADER_SIZE:])
    with server.Daemon(host="127.0.0.1", port=0) as daemon:
        _, _, (blob,), _ = daemon._Daemon__deserializeBlobArgs(message)
    assert isinstance(blob.info, CodeType)
