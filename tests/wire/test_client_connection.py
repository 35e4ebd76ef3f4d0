"""The client core: what it sends, and that it does not believe a server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guardedflame.errors import LocalProtocolError, RemoteProtocolError
from guardedflame.wire import (
    NEED_DATA,
    Accepted,
    ClientConnection,
    PeerClosed,
    PongReceived,
    PushReceived,
    Rejected,
    ResultReceived,
)
from guardedflame.wire.frame import annotation, encode
from guardedflame.wire.states import ClientState

Outcome = Callable[..., list[object]]

STREAM = annotation(b"STRM", b"stream-1")


def waiting() -> ClientConnection:
    """Return a connection that has sent its CONNECT."""
    connection = ClientConnection(frame=1000)
    assert connection.connect(103, b"hello") == encode(1, 0, 0, 103, b"hello")
    return connection


def opened() -> ClientConnection:
    """Return a connection with call 1 (plain), call 2 (batch) and ping 3 unanswered."""
    connection = waiting()
    connection.receive_data(encode(2, 0, 0, 103, b"welcome"))
    assert connection.next_event() == Accepted(103, b"welcome")
    assert connection.call(103, b"one") == (1, encode(4, 0, 1, 103, b"one"))
    assert connection.call(103, b"two", batch=True) == (2, encode(4, 8, 2, 103, b"two"))
    assert connection.ping() == (3, encode(6, 0, 3, 42, b"ping"))
    return connection


def result(**changed: bool | str | int | None) -> ResultReceived:
    """Return the event of a plain result of call 1, changed as told."""
    plain: dict[str, object] = {
        "seq": 1,
        "serializer": 103,
        "payload": b"r",
        "exception": False,
        "batch": False,
        "stream": None,
    }
    return ResultReceived(**{**plain, **changed})  # type: ignore[arg-type]


WAITING: list[tuple[bytes, list[object]]] = [
    (encode(2, 0, 0, 103, b"w"), [Accepted(103, b"w")]),
    (encode(3, 0, 0, 103, b"no"), [Rejected(103, b"no")]),
    (encode(3, 0, 0, 3, b'"no"'), [Rejected(3, b'"no"')]),
    (encode(3, 0, 0, 3, b'"no"') + b"ignored", [Rejected(3, b'"no"')]),
    (encode(2, 0, 0, 4, b"w"), ["error: the handshake's answer has another serializer"]),
    (encode(2, 0, 1, 103, b"w"), ["error: the handshake's answer has sequence number 1, not 0"]),
    (encode(5, 0, 0, 103, b"w"), ["error: RESULT is not expected now"]),
    (encode(4, 4, 0, 103, b"w"), ["error: INVOKE is not expected now"]),
    (encode(2, 2, 0, 103, b"w"), ["error: flag COMPRESSED is refused on CONNECTOK"]),
    (b"HTTP/1.1 400", ["error: this is no Pyro frame: it does not start with PYRO"]),
]

OPEN: list[tuple[bytes, list[object]]] = [
    (encode(5, 0, 1, 103, b"r"), [result()]),
    (encode(5, 1, 1, 103, b"r"), [result(exception=True)]),
    (encode(5, 8, 2, 103, b"r"), [result(seq=2, batch=True)]),
    (encode(5, 17, 1, 103, b"r", annotations=STREAM), [result(exception=True, stream="stream-1")]),
    (encode(4, 4, 0, 103, b"out"), [PushReceived(103, b"out")]),
    (encode(6, 0, 3, 42, b"pong"), [PongReceived(3)]),
    (
        encode(5, 0, 2, 103, b"r") + encode(4, 4, 0, 103, b"out") + encode(5, 0, 1, 103, b"r"),
        [result(seq=2), PushReceived(103, b"out"), result()],
    ),
    (encode(5, 0, 1, 103, b"r") * 2, [result(), "error: result 1 answers no call"]),
    (encode(5, 0, 9, 103, b"r"), ["error: result 9 answers no call"]),
    (encode(5, 0, 1, 4, b"r"), ["error: result 1 has another serializer than its call"]),
    (encode(5, 8, 1, 103, b"r"), ["error: result 1 is a batch's, its call was none"]),
    (
        encode(5, 17, 1, 103, b"r"),
        ["error: an item stream needs both its flag and its annotation"],
    ),
    (
        encode(5, 0, 1, 103, b"r", annotations=STREAM),
        ["error: an item stream needs both its flag and its annotation"],
    ),
    (
        encode(5, 17, 1, 103, b"r", annotations=annotation(b"STRM", b"a\nb")),
        ["error: an item stream's id is not a short printable text"],
    ),
    (encode(4, 0, 0, 103, b""), ["error: the server sent a call that wants an answer"]),
    (encode(6, 0, 1, 42, b"pong"), ["error: pong 1 answers no ping"]),
    (encode(5, 2, 1, 103, b""), ["error: flag COMPRESSED is refused on RESULT"]),
    (encode(5, 0, 1, 103, bytes(1001)), ["error: a frame of 1001 bytes is over the cap of 1000"]),
    (encode(5, 0, 1, 2, b""), ["error: serializer 2 (marshal) is refused; "]),
    (encode(2, 0, 0, 103, b"w"), ["error: CONNECTOK is not expected now"]),
]


def agrees(seen: list[object], expected: list[object]) -> bool:
    """Events equal; an error's text may go on where the expected one stops."""
    return len(seen) == len(expected) and all(
        got.startswith(want) if isinstance(got, str) and isinstance(want, str) else got == want
        for got, want in zip(seen, expected, strict=True)
    )


@pytest.mark.parametrize(("raw", "expected"), WAITING)
def test_answers_to_the_handshake(outcome: Outcome, raw: bytes, expected: list[object]) -> None:
    """Only CONNECTOK and CONNECTFAIL answer a CONNECT."""
    assert agrees(outcome(waiting(), raw), expected)


@pytest.mark.parametrize(("raw", "expected"), OPEN)
def test_frames_of_an_open_connection(outcome: Outcome, raw: bytes, expected: list[object]) -> None:
    """Results must answer calls; everything unasked but a push is an error."""
    connection = opened()
    assert agrees(outcome(connection, raw), expected)
    if isinstance(expected[-1], str):
        assert connection.state is ClientState.CLOSED
        assert connection.held == 0


def test_oneway_calls_wait_for_nothing() -> None:
    """A oneway call is sent and forgotten; a result for it is the server's error."""
    connection = opened()
    seq, raw = connection.call(103, b"c", oneway=True)
    assert raw == encode(4, 4, seq, 103, b"c")
    connection.receive_data(encode(5, 0, seq, 103, b"r"))
    with pytest.raises(RemoteProtocolError, match="answers no call"):
        connection.next_event()


def test_calls_need_a_connection() -> None:
    """Calling before CONNECTOK, or connecting twice, is our own mistake."""
    with pytest.raises(LocalProtocolError):
        ClientConnection().call(103, b"")
    with pytest.raises(LocalProtocolError):
        waiting().call(103, b"")
    with pytest.raises(LocalProtocolError):
        waiting().connect(103, b"")


def test_sequence_numbers_skip_those_in_use_and_wrap() -> None:
    """A number comes back only when its call was answered; 65536 waiting calls are the end."""
    connection = opened()
    for _ in range(0x10000 - 3):
        connection.call(103, b"")
    with pytest.raises(LocalProtocolError, match="unanswered"):
        connection.call(103, b"")
    connection.receive_data(encode(5, 0, 500, 103, b""))
    connection.next_event()
    assert connection.call(103, b"")[0] == 500


def test_the_server_closing_is_an_event_once_everything_is_read(outcome: Outcome) -> None:
    """Results that came before the end are given out before it."""
    seen = outcome(opened(), encode(5, 0, 1, 103, b"r"), close=True)
    assert seen == [result(), PeerClosed()]


def test_waiting_for_bytes_is_said() -> None:
    """A client connection never pauses."""
    assert opened().next_event() is NEED_DATA
