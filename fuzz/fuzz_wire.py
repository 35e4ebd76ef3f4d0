"""Invariant: any byte string becomes events or one RemoteProtocolError, never another error.

And: chunking never changes the outcome, what is held never exceeds one frame's cap, its header and
one read, an error's text is short printable ASCII, and a frame comes back as it was written.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import (
    Accepted,
    CallReceived,
    ClientConnection,
    ConnectRequested,
    PeerClosed,
    PingReceived,
    ServerConnection,
    Signal,
)
from guardedflame.wire.frame import HEADER_SIZE, annotation, encode
from guardedflame.wire.inflate import RATIO_FLOOR, inflate

CAP = 300

small = st.binary(max_size=60)
names = st.one_of(st.sampled_from([b"STRM", b"BLBI", b"USER"]), st.binary(min_size=4, max_size=4))
notes = st.lists(st.builds(annotation, names, small), max_size=2).map(b"".join)


@st.composite
def frames(draw: st.DrawFn) -> bytes:
    """A frame that is often good: likely values for each field, unlikely ones sometimes."""
    flags = draw(st.sampled_from([0, 0, 0, 1, 2, 4, 8, 12, 16, 17, 32, 64, 66, 128, 0xFFFF]))
    payload = draw(small)
    if flags & 2:
        payload = draw(
            st.sampled_from([payload, zlib.compress(payload), zlib.compress(bytes(999))])
        )
    return encode(
        draw(st.sampled_from([1, 2, 3, 4, 4, 4, 4, 5, 5, 6, 0, 7, 255])),
        flags,
        draw(st.integers(0, 5)),
        draw(st.sampled_from([1, 3, 4, 103, 103, 103, 2, 42])),
        payload,
        correlation=draw(st.binary(min_size=16, max_size=16)) if flags & 64 else bytes(16),
        annotations=draw(st.one_of(st.just(b""), notes)),
    )


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Good frames with a few bytes changed, removed or put in."""
    raw = bytearray(b"".join(draw(st.lists(frames(), min_size=1, max_size=4))))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(raw)))
        raw[at : at + draw(st.integers(0, 2))] = draw(st.binary(max_size=2))
    return bytes(raw)


streams = st.one_of(
    st.binary(max_size=200),
    mutated(),
    st.lists(frames(), max_size=6).map(b"".join),
    st.lists(frames(), max_size=6).map(lambda rest: encode(1, 0, 0, 103, b"hi") + b"".join(rest)),
)
cuts = st.lists(st.integers(1, 90), max_size=30)


def pieces(raw: bytes, sizes: list[int]) -> list[bytes]:
    """Cut ``raw`` into pieces of these sizes; what is left is the last one."""
    found = []
    for size in sizes:
        found.append(raw[:size])
        raw = raw[size:]
    return [piece for piece in [*found, raw] if piece]


def text_of(error: RemoteProtocolError) -> str:
    """Return an error's text, which is short, printable, and fit for a log line."""
    text = str(error)
    assert text.isascii()
    assert text.isprintable()
    assert len(text) < 200
    return text


def server_outcome(chunks: list[bytes], inflight: int) -> list[object]:
    """Run a server that answers at once, the oldest call first when it is full."""
    connection = ServerConnection(pre_auth_frame=CAP, frame=CAP, annotations=150)
    waiting: list[CallReceived] = []
    seen: list[object] = []
    for chunk in [*chunks, b""]:
        connection.receive_data(chunk)
        assert connection.held <= HEADER_SIZE + CAP + len(chunk)
        while True:
            try:
                event = connection.next_event()
            except RemoteProtocolError as error:
                assert connection.held == 0
                return [*seen, text_of(error)]
            if isinstance(event, Signal):
                break
            seen.append(event)
            if isinstance(event, PeerClosed):
                return seen
            if isinstance(event, ConnectRequested):
                connection.accept(b"", inflight=inflight)
            elif isinstance(event, PingReceived):
                connection.pong(event)
            elif isinstance(event, CallReceived):
                assert len(event.payload) <= CAP
                waiting.append(event)
                if len(waiting) == inflight:
                    connection.reply(waiting.pop(0), b"")
    return seen


def client_outcome(chunks: list[bytes]) -> list[object]:
    """Run a client with three unanswered calls and a ping, let in beforehand."""
    connection = ClientConnection(frame=CAP, annotations=150)
    connection.connect(103, b"")
    connection.receive_data(encode(2, 0, 0, 103, b""))
    assert isinstance(connection.next_event(), Accepted)
    for number in range(3):
        connection.call(103, b"", batch=number == 1)
    connection.ping()
    seen: list[object] = []
    for chunk in [*chunks, b""]:
        connection.receive_data(chunk)
        assert connection.held <= HEADER_SIZE + CAP + len(chunk)
        while True:
            try:
                event = connection.next_event()
            except RemoteProtocolError as error:
                assert connection.held == 0
                return [*seen, text_of(error)]
            if isinstance(event, Signal):
                break
            seen.append(event)
            if isinstance(event, PeerClosed):
                return seen
    return seen


def agree(run: Callable[[list[bytes]], list[object]], raw: bytes, sizes: list[int]) -> None:
    """Whole, byte by byte and cut anywhere, the outcome is the same."""
    expected = run([raw] if raw else [])
    assert run(pieces(raw, [1] * len(raw))) == expected
    assert run(pieces(raw, sizes)) == expected


@given(streams, cuts, st.integers(1, 3))
def test_a_server_survives_any_bytes(raw: bytes, sizes: list[int], inflight: int) -> None:
    """Whatever a client sends, however it is cut."""
    agree(lambda chunks: server_outcome(chunks, inflight), raw, sizes)


@given(streams, cuts)
def test_a_client_survives_any_bytes(raw: bytes, sizes: list[int]) -> None:
    """Whatever a server sends, however it is cut."""
    agree(client_outcome, raw, sizes)


@given(st.binary(max_size=300), st.integers(0, 2000), st.integers(1, 5))
def test_inflate_survives_any_bytes(raw: bytes, most: int, ratio: int) -> None:
    """Either the whole stream within both bounds, or one error."""
    for data in (raw, zlib.compress(raw), zlib.compress(raw * 40), zlib.compress(raw)[:-1]):
        try:
            result = inflate(data, most=most, ratio=ratio)
        except RemoteProtocolError:
            continue
        assert len(result) <= min(most, max(ratio * len(data), RATIO_FLOOR))
        assert zlib.decompress(data) == result


@given(
    st.integers(0, 0xFFFF),
    st.sampled_from([1, 3, 4, 103]),
    small,
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.binary(min_size=16, max_size=16)),
)
def test_a_call_comes_back_as_it_was_written(
    seq: int, serializer: int, payload: bytes, oneway: bool, batch: bool, correlation: bytes | None
) -> None:
    """encode() and the parser are each other's inverse."""
    flags = 4 * oneway + 8 * batch + (0 if correlation is None else 64)
    raw = encode(4, flags, seq, serializer, payload, correlation=correlation or bytes(16))
    seen = server_outcome([encode(1, 0, 0, 4, b""), raw], 1)
    assert seen[1] == CallReceived(seq, serializer, payload, oneway, batch, correlation)
