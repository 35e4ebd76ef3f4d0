"""The server core's promises beyond the table: replies, backpressure, bounds, last words."""

from __future__ import annotations

import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from guardedflame.errors import LocalProtocolError, RemoteProtocolError
from guardedflame.wire import (
    NEED_DATA,
    PAUSED,
    CallReceived,
    ConnectRequested,
    PeerClosed,
    PingReceived,
    ServerConnection,
)
from guardedflame.wire.frame import HEADER, annotation, encode
from guardedflame.wire.states import State

Outcome = Callable[..., list[object]]
UUID = bytes(range(16))


def opened(*, inflight: int = 1, frame: int | None = None) -> ServerConnection:
    """Return a connection whose client was let in."""
    connection = ServerConnection()
    connection.receive_data(encode(1, 0, 0, 4, b"hello"))
    connection.next_event()
    connection.accept(b"", frame=frame, inflight=inflight)
    return connection


def call_of(connection: ServerConnection, frame: bytes) -> CallReceived:
    """Feed one call and return it."""
    connection.receive_data(frame)
    event = connection.next_event()
    assert isinstance(event, CallReceived)
    return event


def test_replies_repeat_seq_serializer_and_correlation() -> None:
    """A reply says which call it answers, in that call's serializer."""
    connection = opened()
    call = call_of(connection, encode(4, 64, 0xFFFF, 3, b"c", correlation=UUID))
    assert connection.reply(call, b"r") == encode(5, 64, 0xFFFF, 3, b"r", correlation=UUID)


def test_replies_say_exception_batch_and_stream() -> None:
    """The flags of a reply are those a stock client expects."""
    connection = opened()
    batch = encode(4, 8, 1, 1, b"c")
    assert connection.reply(call_of(connection, batch), b"r") == encode(5, 8, 1, 1, b"r")
    failed = connection.reply(call_of(connection, batch), b"r", exception=True)
    assert failed == encode(5, 1, 1, 1, b"r")
    streamed = connection.reply(call_of(connection, encode(4, 0, 1, 1, b"c")), b"r", stream="id")
    assert streamed == encode(5, 17, 1, 1, b"r", annotations=annotation(b"STRM", b"id"))


def test_the_handshake_is_answered_in_kind() -> None:
    """CONNECTOK and CONNECTFAIL repeat seq, serializer and correlation."""
    for answer, kind in (("accept", 2), ("refuse", 3)):
        connection = ServerConnection()
        connection.receive_data(encode(1, 64, 5, 3, b"", correlation=UUID))
        assert connection.next_event() == ConnectRequested(5, 3, b"")
        raw = getattr(connection, answer)(b"answer")
        assert raw == encode(kind, 64, 5, 3, b"answer", correlation=UUID)


def test_ping_is_answered_with_its_own_serializer_id() -> None:
    """Stock clients write serializer id 42 in a ping."""
    connection = opened()
    connection.receive_data(encode(6, 0, 0, 42, b"ping"))
    ping = connection.next_event()
    assert isinstance(ping, PingReceived)
    assert connection.pong(ping) == encode(6, 0, 0, 42, b"pong")


def test_calls_beyond_inflight_wait_unparsed(outcome: Outcome) -> None:
    """With two unanswered calls a third stays bytes until one is answered."""
    connection = opened(inflight=2)
    calls = [encode(4, 0, seq, 4, b"c") for seq in (1, 2, 3)]
    first, second = outcome(connection, b"".join(calls))
    assert connection.state is State.BUSY
    assert connection.next_event() is PAUSED
    assert connection.held == len(calls[2])
    assert isinstance(first, CallReceived)
    assert isinstance(second, CallReceived)
    connection.reply(second, b"")
    third = connection.next_event()
    assert third == CallReceived(3, 4, b"c", False, False, None)
    assert connection.next_event() is PAUSED


def test_oneway_calls_are_in_flight_until_done() -> None:
    """A oneway call takes a place like any other; reply() to one writes nothing."""
    connection = opened(inflight=1)
    call = call_of(connection, encode(4, 4, 1, 4, b"c"))
    assert connection.next_event() is PAUSED
    connection.done(call)
    assert connection.next_event() is NEED_DATA
    assert connection.reply(call_of(connection, encode(4, 4, 2, 4, b"c")), b"ignored") == b""
    assert connection.unanswered == 0


def test_a_oneway_call_may_repeat_the_seq_of_a_call() -> None:
    """Nothing answers a oneway call, so its number confuses nobody."""
    connection = opened(inflight=4)
    call_of(connection, encode(4, 0, 1, 4, b"c"))
    call_of(connection, encode(4, 4, 1, 4, b"c"))
    assert connection.unanswered == 2


def test_a_seq_in_use_is_refused(outcome: Outcome) -> None:
    """Two unanswered calls of one number could not be told apart."""
    connection = opened(inflight=4)
    seen = outcome(connection, encode(4, 0, 1, 4, b"c") * 2)
    assert seen[1:] == ["error: sequence number 1 is in use by an unanswered call"]


def test_our_own_mistakes_are_local_errors() -> None:
    """Answering twice, early or nobody is a bug of ours, not the peer's."""
    connection = opened()
    call = call_of(connection, encode(4, 0, 1, 4, b"c"))
    with pytest.raises(LocalProtocolError):
        connection.done(call)
    connection.reply(call, b"")
    with pytest.raises(LocalProtocolError):
        connection.reply(call, b"")
    with pytest.raises(LocalProtocolError):
        connection.accept(b"")
    with pytest.raises(LocalProtocolError):
        ServerConnection().refuse(b"")
    with pytest.raises(LocalProtocolError):
        ServerConnection().push(103, b"")


def test_a_call_may_be_answered_after_its_peer_left() -> None:
    """The broker need not look before it answers; the bytes go nowhere."""
    connection = opened(inflight=2)
    call = call_of(connection, encode(4, 0, 1, 4, b"c"))
    connection.receive_data(b"")
    assert connection.next_event() == PeerClosed()
    assert connection.next_event() == PeerClosed()
    assert connection.reply(call, b"late")


def test_push_is_a_oneway_invoke() -> None:
    """What the server says unasked looks like a call that wants no answer."""
    assert opened().push(103, b"out") == encode(4, 4, 0, 103, b"out")


@pytest.mark.parametrize("size", range(1, 45))
def test_closing_inside_a_frame_is_an_error(outcome: Outcome, size: int) -> None:
    """Half a frame is never taken for an orderly end."""
    raw = encode(1, 0, 0, 4, b"hello")[:size]
    seen = outcome(ServerConnection(), raw, close=True)
    want = (
        "error: the peer closed in the middle of a frame"
        if size < 45
        else ConnectRequested(0, 4, b"hello")
    )
    assert seen == [want]


def test_closing_between_frames_is_an_event(outcome: Outcome) -> None:
    """An orderly end comes after everything before it."""
    raw = encode(1, 0, 0, 4, b"hello")
    seen = outcome(ServerConnection(), raw, answer=True, close=True)
    assert seen == [ConnectRequested(0, 4, b"hello"), PeerClosed()]


def test_an_error_is_final_and_repeats() -> None:
    """After an error bytes are thrown away and the same error is raised again."""
    connection = ServerConnection()
    connection.receive_data(b"X")
    for _ in range(2):
        with pytest.raises(RemoteProtocolError, match="no Pyro frame"):
            connection.next_event()
        connection.receive_data(encode(1, 0, 0, 4, b"hello"))
    assert connection.held == 0


def test_feeding_past_paused_is_our_bug_and_is_stopped() -> None:
    """What is held never exceeds a frame, its header and one read."""
    connection = opened(frame=1000)
    call_of(connection, encode(4, 0, 1, 4, b"c"))
    for _ in range(1040 // 40):
        assert connection.next_event() is PAUSED
        connection.receive_data(bytes(40))
    with pytest.raises(LocalProtocolError, match="paused"):
        connection.receive_data(b"x")
    assert connection.held == 1040


def test_the_cap_after_accept_is_the_profiles() -> None:
    """accept() sets the cap for every later frame."""
    connection = opened(frame=100)
    call = call_of(connection, encode(4, 0, 1, 4, bytes(100)))
    connection.reply(call, b"")
    connection.receive_data(encode(4, 0, 1, 4, bytes(101))[:16])
    with pytest.raises(RemoteProtocolError, match="101 bytes is over the cap of 100"):
        connection.next_event()


def test_compressed_calls_are_inflated(outcome: Outcome) -> None:
    """A stock client with COMPRESSION on is understood after authentication."""
    raw = encode(4, 2, 1, 4, zlib.compress(b"text " * 1000, 4))
    assert outcome(opened(), raw) == [CallReceived(1, 4, b"text " * 1000, False, False, None)]


def test_a_memoryview_is_taken_and_not_kept() -> None:
    """The caller may reuse its receive buffer at once."""
    read = bytearray(encode(1, 0, 0, 4, b"hello"))
    connection = ServerConnection()
    connection.receive_data(memoryview(read))
    read[:] = bytes(len(read))
    assert connection.next_event() == ConnectRequested(0, 4, b"hello")


def test_a_large_body_in_small_pieces_costs_its_size_and_no_more() -> None:
    """16 MiB in 4 KiB reads peak below three times the body; nothing is allocated up front."""
    size = 16 * 1024 * 1024
    connection = opened(frame=size)
    head = encode(4, 0, 1, 4, b"x")[:12] + size.to_bytes(4, "big") + encode(4, 0, 1, 4, b"")[16:]
    piece = bytes(4096)
    tracemalloc.start()
    try:
        connection.receive_data(head)
        assert connection.next_event() is NEED_DATA
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024
        for _ in range(size // len(piece)):
            assert connection.next_event() is NEED_DATA
            connection.receive_data(piece)
        event = connection.next_event()
        assert tracemalloc.get_traced_memory()[1] < 3 * size
    finally:
        tracemalloc.stop()
    assert isinstance(event, CallReceived)
    assert len(event.payload) == size


def test_a_large_frame_leaves_no_room_behind() -> None:
    """A peer that stops one byte into its next frame holds a byte, not the last frame's room."""
    size = 4 * 1024 * 1024
    connection = opened(inflight=2)
    raw = encode(4, 0, 1, 4, bytes(size)) + b"P"
    tracemalloc.start()
    try:
        connection.receive_data(raw[:100])
        assert connection.next_event() is NEED_DATA
        connection.receive_data(raw[100:])
        call = connection.next_event()
        assert isinstance(call, CallReceived)
        connection.reply(call, b"")
        del call
        assert connection.held == 1
        # What is left in this measure is what was sliced for the test, freed by now.
        assert tracemalloc.get_traced_memory()[0] < 64 * 1024
    finally:
        tracemalloc.stop()


def test_a_body_byte_by_byte_copies_nothing_twice() -> None:
    """A MiB in single bytes ends in one event; quadratic work would not end in this test's time."""
    size = 1024 * 1024
    connection = opened(frame=size)
    raw = encode(4, 0, 1, 4, bytes(size))
    for at in range(len(raw) - 1):
        connection.receive_data(raw[at : at + 1])
        assert connection.next_event() is NEED_DATA
    connection.receive_data(raw[-1:])
    assert isinstance(connection.next_event(), CallReceived)


def test_last_words_tell_a_stock_client_why() -> None:
    """A client set to marshal reads the reason instead of a dropped connection."""
    from Pyro5 import protocol, serializers

    connection = ServerConnection()
    connection.receive_data(encode(1, 0, 0, 2, b""))
    with pytest.raises(RemoteProtocolError):
        connection.next_event()
    raw = connection.last_words()
    message = protocol.ReceivingMessage(raw[: HEADER.size], raw[HEADER.size :])
    assert message.type == protocol.MSG_CONNECTFAIL
    text = serializers.serializers_by_id[message.serializer_id].loads(message.data)
    assert text.startswith("serializer 2 (marshal) is refused")


def test_there_are_no_last_words_for_strangers_or_members() -> None:
    """Nothing is said to a peer that speaks no Pyro, nor out of turn after the handshake."""
    stranger = ServerConnection()
    assert stranger.last_words() == b""
    stranger.receive_data(b"GET /")
    with pytest.raises(RemoteProtocolError):
        stranger.next_event()
    assert stranger.last_words() == b""
    member = opened()
    member.receive_data(encode(5, 0, 0, 4, b""))
    with pytest.raises(RemoteProtocolError):
        member.next_event()
    assert member.last_words() == b""
