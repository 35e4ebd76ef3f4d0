"""Threat W1: a peer nobody knows chooses marshal, which builds code objects and huge lists."""

from __future__ import annotations

import marshal
from socket import socketpair
from types import CodeType

import pytest
from Pyro5 import protocol, serializers, server, socketutil
from Pyro5.callcontext import current_context

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import MessageType, ServerConnection
from guardedflame.wire.frame import HEADER_SIZE, encode

MARSHAL = 2


def test_marshal_is_refused_at_the_eighth_byte() -> None:
    """The serializer id alone is enough; no byte of the payload is waited for."""
    raw = encode(MessageType.CONNECT, 0, 0, MARSHAL, marshal.dumps({"handshake": "hello"}))
    connection = ServerConnection()
    connection.receive_data(raw[:8])
    with pytest.raises(RemoteProtocolError, match=r"serializer 2 \(marshal\) is refused"):
        connection.next_event()
    assert connection.held == 0


def test_marshal_is_refused_after_authentication_too() -> None:
    """A client that got in with json cannot change to marshal."""
    connection = ServerConnection()
    connection.receive_data(encode(MessageType.CONNECT, 0, 0, 3, b"{}"))
    connection.next_event()
    connection.accept(b"{}")
    connection.receive_data(encode(MessageType.INVOKE, 0, 1, MARSHAL, b"x"))
    with pytest.raises(RemoteProtocolError, match="marshal"):
        connection.next_event()


def test_the_stock_daemon_takes_marshal_from_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pyro5 5.17 answers a marshal CONNECT with CONNECTOK, and its marshal loads code."""
    monkeypatch.setattr(current_context, "correlation_id", None)  # put back afterwards
    ours, theirs = socketpair()
    with server.Daemon(host="127.0.0.1", port=0) as daemon, ours, theirs:
        data = marshal.dumps({"handshake": "hello", "object": "Pyro.Daemon"})
        ours.sendall(encode(MessageType.CONNECT, 0, 0, MARSHAL, data))
        assert daemon._handshake(socketutil.SocketConnection(theirs, "peer", True))
        assert ours.recv(HEADER_SIZE)[6] == protocol.MSG_CONNECTOK
    code = marshal.dumps(compile("1", "x", "eval"))
    assert isinstance(serializers.serializers_by_id[MARSHAL].loads(code), CodeType)
