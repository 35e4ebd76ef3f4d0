"""A server that does what a test says, over real sockets and the real wire and codec.

Invariant: it speaks the protocol correctly unless the test hands it raw bytes to send, and its
thread has ended when `close` returns.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from guardedflame.serial.codec import codec_for
from guardedflame.serial.failures import encode_failure, failure_of
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry
from guardedflame.wire.connection import ServerConnection
from guardedflame.wire.events import NEED_DATA, PAUSED, CallReceived, ConnectRequested, PingReceived

SERVER = {"profile": "analyst", "isolation": "full", "language": "guarded", "session": "5e55"}

CODEC = codec_for(GUARDED, Registry())


class Peer:
    """One connection as its handler sees it."""

    def __init__(self, opened: socket.socket) -> None:
        self.socket = opened
        self.core = ServerConnection()

    def output(self, stream: str, text: str) -> None:
        """Push output to the client."""
        self.push("Pyro.Flame", "output", [stream, text])

    def push(self, object: str, method: str, args: Sequence[object]) -> None:
        """Push any call to the client."""
        self.socket.sendall(self.core.push(GUARDED, CODEC.dumps_call(object, method, args, {})))


class Streamed:
    """What a handler returns to answer with an item stream."""

    def __init__(self, name: str) -> None:
        self.name = name


class Raw(bytes):
    """What a handler returns to answer with these bytes instead of a frame."""


class HangUp(Exception):
    """What a handler raises to close the connection unanswered."""


Handler = Callable[[Peer, str, str, list[object], dict[str, object]], object]


class Scripted:
    """Listens on a loopback port; each call of a client becomes a call of ``handler``.

    Args:
        handler: Gets (peer, object, method, args, kwargs); what it returns or raises is answered.
        welcome: The answer to the handshake: a dict of server information, raw bytes to send
            instead of a frame, or an exception to refuse with.
    """

    def __init__(
        self, handler: Handler, welcome: Mapping[str, object] | bytes | Exception = SERVER
    ) -> None:
        self._handler = handler
        self._welcome = welcome
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.location = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.calls: list[tuple[str, str, list[object], dict[str, object]]] = []
        self.greetings: list[object] = []
        self._peers: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        """Stop listening, hang up on everybody and wait for the threads."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for opened in self._peers:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while True:
            try:
                opened, _ = self._listener.accept()
            except OSError:
                return
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._peers.append(opened)
            thread = threading.Thread(target=self._serve, args=(Peer(opened),))
            self._threads.append(thread)
            thread.start()

    def _serve(self, peer: Peer) -> None:
        with peer.socket, suppress(HangUp, OSError):
            while data := peer.socket.recv(65536):
                peer.core.receive_data(data)
                while (event := peer.core.next_event()) not in (NEED_DATA, PAUSED):
                    if isinstance(event, ConnectRequested):
                        self._greet(peer, event)
                    elif isinstance(event, PingReceived):
                        peer.socket.sendall(peer.core.pong(event))
                    else:
                        assert isinstance(event, CallReceived)
                        self._answer(peer, event)

    def _greet(self, peer: Peer, event: ConnectRequested) -> None:
        self.greetings.append(CODEC.loads(event.payload))
        if isinstance(self._welcome, bytes):
            peer.socket.sendall(self._welcome)
            raise HangUp
        if isinstance(self._welcome, Exception):
            payload = encode_failure(CODEC, failure_of(self._welcome, []))
            peer.socket.sendall(peer.core.refuse(payload))
            raise HangUp
        meta = {"methods": ["evaluate"], "oneway": [], "attrs": []}
        answer = {"handshake": dict(self._welcome), "meta": meta}
        peer.socket.sendall(peer.core.accept(CODEC.dumps(answer)))

    def _answer(self, peer: Peer, event: CallReceived) -> None:
        call = CODEC.loads(event.payload)
        assert isinstance(call, list | tuple)
        target, method, args, kwargs = call
        self.calls.append((target, method, list(args), kwargs))
        try:
            value = self._handler(peer, target, method, list(args), kwargs)
        except HangUp:
            raise
        except Exception as error:
            lines = ["Traceback (most recent call last):\n", '  File "<execute>", line 1\n']
            failure = encode_failure(CODEC, failure_of(error, lines))
            peer.socket.sendall(peer.core.reply(event, failure, exception=True))
            return
        if isinstance(value, Raw):
            peer.socket.sendall(value)
        elif isinstance(value, Streamed):
            failure = encode_failure(CODEC, failure_of(RuntimeError("result is an iterator"), []))
            peer.socket.sendall(peer.core.reply(event, failure, stream=value.name))
        else:
            peer.socket.sendall(peer.core.reply(event, CODEC.dumps(value)))
