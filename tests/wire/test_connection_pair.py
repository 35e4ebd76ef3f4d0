"""Both cores wired together, with a network that cuts bytes as it likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guardedflame.wire import (
    Accepted,
    CallReceived,
    ClientConnection,
    ClientEvent,
    ConnectRequested,
    Event,
    PingReceived,
    PongReceived,
    PushReceived,
    Rejected,
    ResultReceived,
    ServerConnection,
    Signal,
)
from guardedflame.wire.frame import ACCEPTED_SERIALIZERS

Cut = Callable[[bytes], Iterator[bytes]]


class ConnectionPair:
    """A client and a server core and the bytes between them."""

    def __init__(self, cut: Cut) -> None:
        self.client = ClientConnection()
        self.server = ServerConnection()
        self._cut = cut

    def to_server(self, raw: bytes) -> list[Event]:
        """Carry bytes to the server and return what it makes of them."""
        seen: list[Event] = []
        for chunk in filter(None, self._cut(raw)):
            self.server.receive_data(chunk)
            while not isinstance(event := self.server.next_event(), Signal):
                seen.append(event)
        return seen

    def to_client(self, raw: bytes) -> list[ClientEvent]:
        """Carry bytes to the client and return what it makes of them."""
        seen: list[ClientEvent] = []
        for chunk in filter(None, self._cut(raw)):
            self.client.receive_data(chunk)
            while not isinstance(event := self.client.next_event(), Signal):
                seen.append(event)
        return seen

    def handshake(self, serializer: int, inflight: int) -> None:
        """Let the client in."""
        (asked,) = self.to_server(self.client.connect(serializer, b"hello"))
        assert asked == ConnectRequested(0, serializer, b"hello")
        raw = self.server.accept(b"welcome", inflight=inflight)
        assert self.to_client(raw) == [Accepted(serializer, b"welcome")]


def test_each_serializer_goes_the_whole_way(cut: Cut) -> None:
    """A call, its result, a failure, a stream and a batch in every accepted serializer."""
    for serializer in sorted(ACCEPTED_SERIALIZERS):
        pair = ConnectionPair(cut)
        pair.handshake(serializer, 1)
        for options in ({}, {"exception": True}, {"stream": "id"}):
            seq, raw = pair.client.call(serializer, b"call")
            (call,) = pair.to_server(raw)
            assert call == CallReceived(seq, serializer, b"call", False, False, None)
            reply = pair.server.reply(call, b"result", **options)
            failed = bool(options)
            stream = options.get("stream")
            assert pair.to_client(reply) == [
                ResultReceived(seq, serializer, b"result", failed, False, stream)  # type: ignore[arg-type]
            ]
        seq, raw = pair.client.call(serializer, b"calls", batch=True)
        (call,) = pair.to_server(raw)
        assert isinstance(call, CallReceived)
        assert pair.to_client(pair.server.reply(call, b"results")) == [
            ResultReceived(seq, serializer, b"results", False, True, None)
        ]


def test_pipelined_calls_are_answered_in_any_order(cut: Cut) -> None:
    """Results find their calls by number, with output pushed between them."""
    pair = ConnectionPair(cut)
    pair.handshake(103, 8)
    sent = [pair.client.call(103, b"c%d" % n) for n in range(8)]
    calls = pair.to_server(b"".join(raw for _, raw in sent))
    answers = b""
    for call in reversed(calls):
        assert isinstance(call, CallReceived)
        answers += pair.server.push(103, b"output") + pair.server.reply(call, call.payload)
    seen = pair.to_client(answers)
    assert seen[::2] == [PushReceived(103, b"output")] * 8
    assert [event.seq for event in seen[1::2] if isinstance(event, ResultReceived)] == [
        seq for seq, _ in reversed(sent)
    ]
    assert pair.client.unanswered == pair.server.unanswered == 0


def test_pings_pass_among_calls(cut: Cut) -> None:
    """A ping is answered while a call is in flight."""
    pair = ConnectionPair(cut)
    pair.handshake(103, 2)
    _, raw = pair.client.call(103, b"c")
    number, ping = pair.client.ping()
    _, asked = pair.to_server(raw + ping)
    assert isinstance(asked, PingReceived)
    assert pair.to_client(pair.server.pong(asked)) == [PongReceived(number)]


def test_a_refused_client_reads_why(cut: Cut) -> None:
    """CONNECTFAIL ends both sides."""
    pair = ConnectionPair(cut)
    pair.to_server(pair.client.connect(103, b"hello"))
    assert pair.to_client(pair.server.refuse(b"no")) == [Rejected(103, b"no")]


def test_a_client_that_cannot_wait_loses_nothing(cut: Cut) -> None:
    """Calls sent behind the CONNECT stay bytes until the answer, then become events."""
    pair = ConnectionPair(cut)
    ready = ConnectionPair(cut)
    ready.handshake(103, 1)
    _, call = ready.client.call(103, b"early")
    (asked,) = pair.to_server(pair.client.connect(103, b"hello") + call)
    assert isinstance(asked, ConnectRequested)
    assert pair.server.held == len(call)
    pair.server.accept(b"welcome")
    assert pair.server.next_event() == CallReceived(1, 103, b"early", False, False, None)
