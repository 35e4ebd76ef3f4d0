"""Byte-exact against Pyro5 5.17: its frames are read, ours are its own, its Proxy is served."""

from __future__ import annotations

import threading
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from socket import create_server, socket
from typing import Any

import pytest
import serpent
from Pyro5 import api, errors, protocol, serializers
from Pyro5.callcontext import current_context

from guardedflame.wire import (
    CallReceived,
    ConnectRequested,
    Event,
    PeerClosed,
    PingReceived,
    ServerConnection,
    Signal,
)
from guardedflame.wire.frame import HEADER_SIZE, annotation, encode

Outcome = Callable[..., list[object]]
UUID = bytes(range(16))


@pytest.fixture(autouse=True)
def clean_context(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the correlation id that a stock daemon of another test left in this thread (W12)."""
    monkeypatch.setattr(current_context, "correlation_id", None)


@contextmanager
def correlation(raw: bytes | None) -> Iterator[None]:
    """Set the stock library's thread-local correlation id for a while."""
    before = current_context.correlation_id
    current_context.correlation_id = uuid.UUID(bytes=raw) if raw else None
    try:
        yield
    finally:
        current_context.correlation_id = before


def stock(
    kind: int, flags: int, seq: int, serializer: int, payload: bytes, **notes: bytes
) -> bytes:
    """Return the frame that Pyro5 itself builds."""
    raw: bytes = protocol.SendingMessage(kind, flags, seq, serializer, payload, notes).data
    return raw


@pytest.mark.parametrize("kind", range(1, 7))
@pytest.mark.parametrize("serializer", [1, 3, 4, 42])
@pytest.mark.parametrize("payload", [b"", b"payload" * 100])
def test_our_frames_are_byte_for_byte_pyros(kind: int, serializer: int, payload: bytes) -> None:
    """With and without correlation and annotations, what we write is what Pyro5 writes."""
    for flags in (0, 1, 8, 17):
        for seq in (0, 1, 0xFFFF):
            assert encode(kind, flags, seq, serializer, payload) == stock(
                kind, flags, seq, serializer, payload
            )
    with correlation(UUID):
        assert encode(
            kind,
            64,
            5,
            serializer,
            payload,
            correlation=UUID,
            annotations=annotation(b"STRM", b"id") + annotation(b"ABCD", b""),
        ) == stock(kind, 0, 5, serializer, payload, STRM=b"id", ABCD=b"")


def test_stock_frames_are_read(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stock client's whole vocabulary, compression included, becomes events."""
    text = b"some text " * 50
    raw = stock(1, 0, 0, 1, b"connect", USER=b"annotation")
    with correlation(UUID):
        raw += stock(4, 0, 1, 1, b"call")
    raw += stock(4, protocol.FLAGS_ONEWAY, 2, 1, b"call", BLBI=b"left over from a blob")
    raw += stock(4, protocol.FLAGS_BATCH, 3, 1, b"call")
    raw += stock(6, 0, 0, 42, b"ping")
    monkeypatch.setattr(protocol.config, "COMPRESSION", True)
    raw += (compressed := stock(4, 0, 4, 1, text))
    assert zlib.compress(text, 4) in compressed
    assert outcome(ServerConnection(), raw, answer=True) == [
        ConnectRequested(0, 1, b"connect"),
        CallReceived(1, 1, b"call", False, False, UUID),
        CallReceived(2, 1, b"call", True, False, None),
        CallReceived(3, 1, b"call", False, True, None),
        PingReceived(0, 42),
        CallReceived(4, 1, text, False, False, None),
    ]


def test_the_stock_reader_reads_our_replies() -> None:
    """ReceivingMessage parses each kind of reply we can send."""
    server = ServerConnection()
    server.receive_data(stock(1, 0, 0, 4, b"connect"))
    server.next_event()
    frames = [server.accept(b"ok")]
    for options in ({}, {"exception": True}, {"stream": "id"}):
        server.receive_data(stock(4, 0, 9, 4, b"call"))
        call = server.next_event()
        assert isinstance(call, CallReceived)
        frames.append(server.reply(call, b"result", **options))
    read = [protocol.ReceivingMessage(raw[:HEADER_SIZE], raw[HEADER_SIZE:]) for raw in frames]
    assert [(each.type, each.seq, each.flags) for each in read] == [
        (2, 0, 0),
        (5, 9, 0),
        (5, 9, 1),
        (5, 9, 17),
    ]
    assert bytes(read[3].annotations["STRM"]) == b"id"


# --- the real Proxy, over loopback ------------------------------------------------------------


def answer(server: ServerConnection, event: Event, seen: list[Event]) -> bytes:
    """Do what a broker would: greet, echo, stream, fail."""
    if isinstance(event, ConnectRequested):
        meta = {"methods": ["echo", "later", "items", "fail"], "oneway": ["later"], "attrs": []}
        return server.accept(serpent.dumps({"handshake": "hello", "meta": meta}))
    if isinstance(event, PingReceived):
        return server.pong(event)
    assert isinstance(event, CallReceived)
    codec = serializers.serializers_by_id[event.serializer]
    _, method, args, _ = codec.loadsCall(event.payload)
    if method == "items":
        text = "result of call is an iterator"
        return server.reply(event, codec.dumps(errors.ProtocolError(text)), stream="stream-1")
    if method == "get_next_stream_item":
        return server.reply(event, codec.dumps(StopIteration("done")), exception=True)
    if method == "fail":
        return server.reply(event, codec.dumps(ValueError("no")), exception=True)
    if event.batch:
        return server.reply(event, codec.dumps([call[1][0] for call in args]))
    return server.reply(event, codec.dumps(args[0] if args else None))


def serve(listener: socket, seen: list[Event]) -> None:
    """Serve one client until it leaves, in reads of three bytes."""
    peer, _ = listener.accept()
    with closing(peer):
        server = ServerConnection()
        while True:
            event = server.next_event()
            if isinstance(event, Signal):
                server.receive_data(peer.recv(3))
                continue
            seen.append(event)
            if isinstance(event, PeerClosed):
                return
            peer.sendall(answer(server, event, seen))


def test_a_stock_proxy_connects_calls_batches_streams_and_pings() -> None:
    """The real client works against the core, however the bytes come."""
    seen: list[Event] = []
    with create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener, seen))
        thread.start()
        try:
            uri = f"PYRO:anything@127.0.0.1:{listener.getsockname()[1]}"
            with api.Proxy(uri) as proxy:
                call: Any = proxy
                assert call.echo("text") == "text"
                assert call.later("nobody waits") is None
                with pytest.raises(ValueError, match="no"):
                    call.fail()
                batch = api.BatchProxy(proxy)
                batch.echo(1)
                batch.echo(2)
                assert list(batch()) == [1, 2]
                stream = call.items()
                assert list(stream) == []
                protocol.SendingMessage.ping(proxy._pyroConnection)
                assert call.echo("last") == "last"
        finally:
            thread.join(10)
    assert not thread.is_alive()
    kinds = [type(event).__name__ for event in seen]
    assert kinds[0] == "ConnectRequested"
    assert kinds[-1] == "PeerClosed"
    assert kinds.count("PingReceived") == 1
    assert [e.oneway for e in seen if isinstance(e, CallReceived)].count(True) >= 1
