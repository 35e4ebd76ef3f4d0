"""Threat W10: malformed frames crash a reader with foreign errors, or pass in silence."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from Pyro5 import protocol

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import Flags, MessageType, ServerConnection
from guardedflame.wire.frame import HEADER_SIZE, annotation, encode

INVOKE = MessageType.INVOKE
HONEST = encode(INVOKE, 0, 1, 1, b"call")

FOREIGN_NAME = encode(INVOKE, 0, 1, 1, b"", annotations=annotation(b"\xff\xfe\xfd\xfc", b""))
NO_ZLIB = encode(INVOKE, Flags.COMPRESSED, 1, 1, b"plain")
CUT_CHUNK = encode(INVOKE, 0, 1, 1, b"", annotations=b"ABCD\x00\x00\x00\x09x")
TWICE = encode(INVOKE, 0, 1, 1, b"", annotations=annotation(b"ABCD", b"1") * 2)
UNKNOWN_FLAGS = encode(INVOKE, 0xFF80, 1, 1, b"")
RESERVED = HONEST[:36] + b"\x00\x01" + HONEST[38:]
UNANNOUNCED = HONEST[:20] + bytes(15) + b"\x01" + HONEST[36:]


def stock_read(raw: bytes) -> Any:
    """Return what Pyro5's reader makes of one frame."""
    return protocol.ReceivingMessage(raw[:HEADER_SIZE], raw[HEADER_SIZE:])


@pytest.mark.parametrize(
    "raw", [FOREIGN_NAME, NO_ZLIB, CUT_CHUNK, TWICE, UNKNOWN_FLAGS, RESERVED, UNANNOUNCED]
)
def test_every_malformed_frame_is_one_protocol_error(raw: bytes) -> None:
    """Whatever is wrong with a frame, the answer is RemoteProtocolError."""
    connection = ServerConnection()
    connection.receive_data(encode(MessageType.CONNECT, 0, 0, 1, b""))
    connection.next_event()
    connection.accept(b"")
    connection.receive_data(raw)
    with pytest.raises(RemoteProtocolError):
        connection.next_event()


@pytest.mark.parametrize(
    ("raw", "foreign"), [(FOREIGN_NAME, UnicodeDecodeError), (NO_ZLIB, zlib.error)]
)
def test_the_stock_reader_raises_foreign_errors(raw: bytes, foreign: type[Exception]) -> None:
    """Pyro5 5.17 lets UnicodeDecodeError and zlib.error out."""
    with pytest.raises(foreign):
        stock_read(raw)


@pytest.mark.parametrize("raw", [TWICE, UNKNOWN_FLAGS, RESERVED, UNANNOUNCED])
def test_the_stock_reader_is_silent_about_the_rest(raw: bytes) -> None:
    """Pyro5 5.17 accepts doubled annotations, unknown flags and reserved bits."""
    assert stock_read(raw).type == INVOKE
