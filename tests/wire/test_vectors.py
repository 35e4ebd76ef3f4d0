"""Frames captured from the released Pyro5: each has the outcome written beside it."""

from __future__ import annotations

import pathlib
from collections.abc import Callable

import pytest
from Pyro5 import protocol

from guardedflame.wire import (
    CallReceived,
    ConnectRequested,
    PingReceived,
    ServerConnection,
)
from guardedflame.wire.frame import HEADER_SIZE, encode

FILE = pathlib.Path(__file__).parent.parent / "vectors" / "stock_pyro5.txt"
VECTORS = [
    line.split()
    for line in FILE.read_text(encoding="ascii").splitlines()
    if not line.startswith("#")
]


def summary(event: object) -> str:
    """Return the one word the file uses."""
    if isinstance(event, CallReceived):
        return "oneway" if event.oneway else "batch" if event.batch else "call"
    if isinstance(event, ConnectRequested):
        return "connect"
    if isinstance(event, PingReceived):
        return "ping"
    return "refused" if isinstance(event, str) else repr(event)


@pytest.mark.parametrize(
    ("name", "state", "expected", "frame"), VECTORS, ids=[vector[0] for vector in VECTORS]
)
def test_captured_frame_has_its_outcome(
    outcome: Callable[..., list[object]], name: str, state: str, expected: str, frame: str
) -> None:
    """However its bytes are cut, and as Pyro5's own reader reads it."""
    raw = bytes.fromhex(frame)
    server = ServerConnection()
    if state == "open":
        server.receive_data(encode(1, 0, 0, 4, b""))
        server.next_event()
        server.accept(b"")
    (event,) = outcome(server, raw)
    assert summary(event) == expected, name
    read = protocol.ReceivingMessage(raw[:HEADER_SIZE], raw[HEADER_SIZE:])
    if isinstance(event, ConnectRequested | CallReceived):
        assert (event.seq, event.serializer) == (read.seq, read.serializer_id)
        assert event.payload == bytes(read.data)
