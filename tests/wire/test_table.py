"""(state, bytes, expected): what each state makes of each kind of frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guardedflame.wire import (
    NEED_DATA,
    PAUSED,
    CallReceived,
    ConnectRequested,
    PingReceived,
    ServerConnection,
)
from guardedflame.wire.frame import annotation, encode
from guardedflame.wire.states import State

Outcome = Callable[..., list[object]]

CONNECT = encode(1, 0, 0, 4, b"hello")
CALL = encode(4, 0, 7, 4, b"call")
PING = encode(6, 0, 0, 42, b"ping")
UUID = bytes(range(16))
ACCEPTED = "accepted are 1 (serpent), 3 (json), 4 (msgpack), 103 (guarded)"


def corrupt(frame: bytes, at: int, value: int) -> bytes:
    """Return ``frame`` with one byte changed."""
    return frame[:at] + bytes([value]) + frame[at + 1 :]


def in_state(state: State) -> ServerConnection:
    """Return a fresh connection brought to ``state`` by honest frames."""
    connection = ServerConnection()
    if state is State.AWAITING_CONNECT:
        return connection
    connection.receive_data(CONNECT)
    assert connection.next_event() == ConnectRequested(0, 4, b"hello")
    if state is State.CLOSING:
        connection.refuse(b"no")
    elif state is not State.AUTHENTICATING:
        connection.accept(b"yes")
    if state is State.BUSY:
        connection.receive_data(encode(4, 0, 1, 4, b"first"))
        connection.next_event()
    assert connection.state is state
    return connection


A, U, N, B, C = (
    State.AWAITING_CONNECT,
    State.AUTHENTICATING,
    State.OPEN,
    State.BUSY,
    State.CLOSING,
)

TABLE: list[tuple[State, bytes, list[object]]] = [
    # --- before the handshake
    (A, CONNECT, [ConnectRequested(0, 4, b"hello")]),
    (A, encode(1, 0, 9, 1, b""), [ConnectRequested(9, 1, b"")]),
    (A, encode(1, 0, 0, 103, b"x"), [ConnectRequested(0, 103, b"x")]),
    (A, encode(1, 64, 0, 3, b"x", correlation=UUID), [ConnectRequested(0, 3, b"x")]),
    (
        A,
        encode(1, 0, 0, 3, b"x", annotations=annotation(b"USER", b"u")),
        [ConnectRequested(0, 3, b"x")],
    ),
    (A, CALL, ["error: INVOKE is not expected now"]),
    (A, PING, ["error: PING is not expected now"]),
    (A, encode(2, 0, 0, 4, b""), ["error: CONNECTOK is not expected now"]),
    (A, encode(9, 0, 0, 4, b""), ["error: type 9 is not expected now"]),
    (A, encode(0, 0, 0, 4, b""), ["error: type 0 is not expected now"]),
    (
        A,
        encode(1, 2, 0, 4, b""),
        ["error: flag COMPRESSED is refused on CONNECT before authentication"],
    ),
    (
        A,
        encode(1, 4, 0, 4, b""),
        ["error: flag ONEWAY is refused on CONNECT before authentication"],
    ),
    (
        A,
        encode(1, 0, 0, 2, b""),
        ["error: serializer 2 (marshal) is refused; " + ACCEPTED],
    ),
    (
        A,
        encode(1, 0, 0, 42, b""),
        ["error: serializer 42 is refused; " + ACCEPTED],
    ),
    (A, encode(1, 0, 0, 4, bytes(8193)), ["error: a frame of 8193 bytes is over the cap of 8192"]),
    (
        A,
        encode(1, 0, 0, 4, bytes(8192), annotations=annotation(b"ABCD", b"")),
        ["error: a frame of 8200 bytes is over the cap of 8192"],
    ),
    (
        A,
        encode(1, 0, 0, 4, b"", annotations=annotation(b"ABCD", bytes(4096))),
        ["error: 4104 bytes of annotations are over the cap of 4096"],
    ),
    (A, b"GET / HTTP/1.1\r\n", ["error: this is no Pyro frame: it does not start with PYRO"]),
    (A, b"PYRO\x00\x30", ["error: protocol version 48 is not spoken here, only 502 (Pyro5)"]),
    (A, corrupt(CONNECT, 20, 1), ["error: a correlation id is given without its flag"]),
    (A, corrupt(CONNECT, 37, 1), ["error: reserved bits are set"]),
    (
        A,
        corrupt(CONNECT, 38, 0),
        ["error: the magic number at the end of the header is wrong"],
    ),
    # --- after CONNECT, before the answer: nothing is looked at
    (U, CALL, []),
    (U, b"nonsense", []),
    # --- open
    (N, CALL, [CallReceived(7, 4, b"call", False, False, None)]),
    (N, encode(4, 4, 7, 4, b"c"), [CallReceived(7, 4, b"c", True, False, None)]),
    (N, encode(4, 8, 7, 4, b"c"), [CallReceived(7, 4, b"c", False, True, None)]),
    (N, encode(4, 12, 7, 4, b"c"), [CallReceived(7, 4, b"c", True, True, None)]),
    (
        N,
        encode(4, 64, 7, 4, b"c", correlation=UUID),
        [CallReceived(7, 4, b"c", False, False, UUID)],
    ),
    (N, PING, [PingReceived(0, 42)]),
    (N, PING + PING, [PingReceived(0, 42), PingReceived(0, 42)]),
    (N, encode(6, 64, 3, 42, b"", correlation=UUID), [PingReceived(3, 42, UUID)]),
    (N, CONNECT, ["error: CONNECT is not expected now"]),
    (N, encode(5, 0, 0, 4, b""), ["error: RESULT is not expected now"]),
    (N, encode(4, 1, 0, 4, b""), ["error: flag EXCEPTION is refused on INVOKE"]),
    (N, encode(4, 16, 0, 4, b""), ["error: flag ITEMSTREAM is refused on INVOKE"]),
    (N, encode(4, 32, 0, 4, b""), ["error: flag KEEPSERIALIZED is refused on INVOKE"]),
    (N, encode(4, 128, 0, 4, b""), ["error: flag 0x0080 is refused on INVOKE"]),
    (N, encode(4, 0x8000, 0, 4, b""), ["error: flag 0x8000 is refused on INVOKE"]),
    (N, encode(6, 2, 0, 42, b""), ["error: flag COMPRESSED is refused on PING"]),
    (N, encode(4, 2, 0, 4, b"plain"), ["error: the compressed payload is not a zlib stream"]),
    (
        N,
        encode(4, 0, 0, 4, b"", annotations=b"AB"),
        ["error: an annotation is cut off in its header"],
    ),
    (
        N,
        encode(4, 0, 0, 4, b"", annotations=annotation(b"ABCD", b"12")[:-1]),
        ["error: an annotation is longer than all annotations together"],
    ),
    (
        N,
        encode(4, 0, 0, 4, b"", annotations=annotation(b"AB\xff!", b"")),
        ["error: an annotation's name is not four ASCII letters or digits"],
    ),
    (
        N,
        encode(4, 0, 0, 4, b"", annotations=annotation(b"ABCD", b"1") * 2),
        ["error: the annotation ABCD is given twice"],
    ),
    # --- busy, closing: nothing is looked at
    (B, CALL, []),
    (B, PING, []),
    (B, b"nonsense", []),
    (C, CALL, []),
    (C, b"nonsense", []),
]


@pytest.mark.parametrize(("state", "raw", "expected"), TABLE)
def test_state_and_bytes_give_these_events(
    outcome: Outcome, state: State, raw: bytes, expected: list[object]
) -> None:
    """Each row gives the same outcome however its bytes are cut."""
    connection = in_state(state)
    assert outcome(connection, raw) == expected
    if expected and isinstance(expected[-1], str):
        assert connection.state is State.CLOSED
        assert connection.held == 0


@pytest.mark.parametrize(("state", "raw", "expected"), TABLE)
def test_trailing_data_changes_nothing_before_it(
    outcome: Outcome, state: State, raw: bytes, expected: list[object]
) -> None:
    """What follows a frame is not taken for a part of it."""
    tail = b"PYRO\x01\xf6"
    if expected and isinstance(expected[-1], str) and len(raw) < 40:
        return  # refused before a header is complete; nothing can follow
    assert outcome(in_state(state), raw + tail) == expected


@pytest.mark.parametrize(
    ("state", "signal"), [(A, NEED_DATA), (U, PAUSED), (N, NEED_DATA), (B, PAUSED), (C, NEED_DATA)]
)
def test_each_state_says_whether_to_read(state: State, signal: object) -> None:
    """PAUSED means stop reading; NEED_DATA means go on."""
    assert in_state(state).next_event() is signal


@pytest.mark.parametrize("size", range(1, 40))
def test_a_cut_header_that_may_still_be_good_waits(outcome: Outcome, size: int) -> None:
    """An honest header is never refused early."""
    connection = in_state(A)
    assert outcome(connection, CONNECT[:size]) == []
    assert connection.held == size


@pytest.mark.parametrize("at", range(4))
def test_the_first_wrong_byte_is_enough(at: int) -> None:
    """A peer that does not speak Pyro is hung up on at its first wrong byte."""
    connection = in_state(A)
    connection.receive_data(b"PYRO"[:at] + b"\x16")
    with pytest.raises(Exception, match="no Pyro frame"):
        connection.next_event()
