"""Threat W12: the id of one client's call is sent to the next client of the same thread."""

from __future__ import annotations

from socket import socketpair

import pytest
from Pyro5 import protocol, server, socketutil
from Pyro5.callcontext import current_context

from guardedflame.wire import CallReceived, Flags, MessageType, ServerConnection
from guardedflame.wire.frame import HEADER_SIZE, NO_CORRELATION, encode

SECRET = bytes(range(16))
CONNECT = encode(MessageType.CONNECT, Flags.CORRELATION, 0, 3, b"{}", correlation=SECRET)


def correlation_of(raw: bytes) -> bytes:
    """Return the correlation field of a frame."""
    return raw[20:36]


def test_each_answer_has_its_own_calls_correlation() -> None:
    """Two clients and three calls interleaved in one thread: every id goes home, none elsewhere."""
    first, second = ServerConnection(inflight=2), ServerConnection(inflight=2)
    first.receive_data(CONNECT)
    second.receive_data(encode(MessageType.CONNECT, 0, 0, 3, b"{}"))
    first.next_event()
    second.next_event()
    assert correlation_of(first.accept(b"{}")) == SECRET
    assert correlation_of(second.accept(b"{}")) == NO_CORRELATION
    calls: list[tuple[ServerConnection, CallReceived, bytes]] = []
    for connection, flags, correlation in (
        (first, Flags.CORRELATION, SECRET),
        (second, 0, NO_CORRELATION),
        (first, 0, NO_CORRELATION),
    ):
        seq = len(calls)
        connection.receive_data(
            encode(MessageType.INVOKE, flags, seq, 3, b"{}", correlation=correlation)
        )
        call = connection.next_event()
        assert isinstance(call, CallReceived)
        calls.append((connection, call, correlation))
    for connection, call, correlation in reversed(calls):
        assert correlation_of(connection.reply(call, b"")) == correlation
    assert correlation_of(second.push(3, b"")) == NO_CORRELATION


def test_the_stock_daemon_keeps_the_last_clients_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pyro5 5.17 leaves the id in a thread-local, and writes it into the next frame it builds."""
    monkeypatch.setattr(current_context, "correlation_id", None)
    ours, theirs = socketpair()
    with server.Daemon(host="127.0.0.1", port=0) as daemon, ours, theirs:
        ours.sendall(CONNECT)
        daemon._handshake(socketutil.SocketConnection(theirs, "peer", True))
        ours.recv(HEADER_SIZE)
    for_somebody_else = protocol.SendingMessage(protocol.MSG_RESULT, 0, 1, 3, b"").data
    assert correlation_of(for_somebody_else) == SECRET
