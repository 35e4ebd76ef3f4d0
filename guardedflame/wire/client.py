"""Our own client's side of one connection: bytes in, events out, no socket.

Invariant: any bytes from the server become events or one `RemoteProtocolError`, after which
nothing more is read. The server is not believed: every result must answer a call of ours, in its
serializer; nothing compressed is taken; what is held is bounded by one frame and one read.
"""

from __future__ import annotations

from typing import Final

from guardedflame import limits
from guardedflame.errors import LocalProtocolError, RemoteProtocolError
from guardedflame.wire import frame as wire
from guardedflame.wire.events import (
    NEED_DATA,
    Accepted,
    ClientEvent,
    PeerClosed,
    PongReceived,
    PushReceived,
    Rejected,
    ResultReceived,
    Signal,
)
from guardedflame.wire.frame import Flags, MessageType, Rules
from guardedflame.wire.reader import Frame, FrameReader
from guardedflame.wire.states import CLIENT_RECEIVES, CLIENT_STEPS, ClientState, ClientStep

_EXCEPTION: Final = int(Flags.EXCEPTION)
_ONEWAY: Final = int(Flags.ONEWAY)
_BATCH: Final = int(Flags.BATCH)
_ITEMSTREAM: Final = int(Flags.ITEMSTREAM)

_SEQUENCES: Final = 0x10000

#: Characters of an item stream's id. Stock ones are 36 (a uuid).
_STREAM_ID: Final = 64


class ClientConnection:
    """One connection to a server.

    Args:
        frame: bytes of a frame (annotations and payload) the server may send.
        annotations: bytes of all annotations of a frame.
        serializers: ids the server may use.
    """

    __slots__ = (
        "_calls",
        "_connect",
        "_error",
        "_pings",
        "_reader",
        "_row",
        "_seq",
        "_state",
    )

    def __init__(
        self,
        *,
        frame: int = limits.FRAME,
        annotations: int = limits.ANNOTATIONS,
        serializers: frozenset[int] = wire.ACCEPTED_SERIALIZERS,
    ) -> None:
        self._reader = FrameReader(Rules(wire.FROM_SERVER, serializers, frame, annotations))
        self._state = ClientState.IDLE
        self._row = CLIENT_RECEIVES[ClientState.IDLE]
        self._error = ""
        self._seq = 0
        self._connect = 0
        self._calls: dict[int, tuple[int, bool]] = {}  # seq -> serializer, batch
        self._pings: set[int] = set()

    @property
    def state(self) -> ClientState:
        """Where this connection stands."""
        return self._state

    @property
    def held(self) -> int:
        """Bytes received that have become no event yet."""
        return self._reader.held

    @property
    def unanswered(self) -> int:
        """Calls and pings that wait for their answer."""
        return len(self._calls) + len(self._pings)

    # --- out ---------------------------------------------------------------------------------

    def connect(self, serializer: int, payload: bytes) -> bytes:
        """Return the CONNECT frame.

        Raises:
            LocalProtocolError: this connection was used before.
        """
        self._move(ClientStep.CONNECT)
        self._connect = serializer
        return wire.encode(MessageType.CONNECT, 0, 0, serializer, payload)

    def call(
        self, serializer: int, payload: bytes, *, oneway: bool = False, batch: bool = False
    ) -> tuple[int, bytes]:
        """Return a call's sequence number and its frame; nothing will answer a oneway call.

        Raises:
            LocalProtocolError: not connected, or 65536 calls are unanswered.
        """
        self._move(ClientStep.CALL)
        seq = self._next_seq()
        if not oneway:
            self._calls[seq] = (serializer, batch)
        flags = (_ONEWAY if oneway else 0) | (_BATCH if batch else 0)
        return seq, wire.encode(MessageType.INVOKE, flags, seq, serializer, payload)

    def ping(self) -> tuple[int, bytes]:
        """Return a ping's sequence number and its frame.

        Raises:
            LocalProtocolError: not connected, or 65536 calls are unanswered.
        """
        self._move(ClientStep.PING)
        seq = self._next_seq()
        self._pings.add(seq)
        return seq, wire.encode(MessageType.PING, 0, seq, wire.PING_SERIALIZER, b"ping")

    # --- in ----------------------------------------------------------------------------------

    def receive_data(self, data: bytes | memoryview) -> None:
        """Take what was read from the socket; empty means that the server closed.

        Raises:
            LocalProtocolError: fed again and again without a look at `next_event`.
        """
        if self._state is ClientState.CLOSED and data:
            return
        self._reader.receive(data)

    def next_event(self) -> ClientEvent | Signal:
        """Return the next event, or NEED_DATA.

        Raises:
            RemoteProtocolError: the server broke the protocol; hang up. Raised again if asked
                again.
        """
        if self._error:
            raise RemoteProtocolError(self._error)
        reader = self._reader
        try:
            got = reader.next(self._row) if self._state is not ClientState.CLOSED else None
            if got is not None:
                return self._event(got)
        except RemoteProtocolError as error:
            self._error = str(error)
            self._lose()
            raise
        if not reader.ended:
            return NEED_DATA
        self._lose()
        return PeerClosed()

    def _event(self, got: Frame) -> ClientEvent:
        kind, serializer, flags, seq, _, notes, payload = got
        self._enter(self._row[kind])
        if kind == MessageType.RESULT:
            return self._result(serializer, flags, seq, notes, payload)
        if kind == MessageType.INVOKE:
            if not flags & _ONEWAY:
                raise RemoteProtocolError("the server sent a call that wants an answer")
            return PushReceived(serializer, payload)
        if kind == MessageType.PING:
            return self._pong(seq)
        if seq:
            raise RemoteProtocolError(f"the handshake's answer has sequence number {seq}, not 0")
        if kind == MessageType.CONNECTFAIL:
            self._reader.drop()
            return Rejected(serializer, payload)
        if serializer != self._connect:
            raise RemoteProtocolError("the handshake's answer has another serializer")
        return Accepted(serializer, payload)

    def _result(
        self, serializer: int, flags: int, seq: int, notes: dict[bytes, bytes], payload: bytes
    ) -> ResultReceived:
        asked = self._calls.pop(seq, None)
        if asked is None:
            raise RemoteProtocolError(f"result {seq} answers no call")
        if asked[0] != serializer:
            raise RemoteProtocolError(f"result {seq} has another serializer than its call")
        if flags & _BATCH and not asked[1]:
            raise RemoteProtocolError(f"result {seq} is a batch's, its call was none")
        name = notes.get(wire.STREAM_ANNOTATION)
        if (name is not None) != bool(flags & _ITEMSTREAM):
            raise RemoteProtocolError("an item stream needs both its flag and its annotation")
        return ResultReceived(
            seq,
            serializer,
            payload,
            flags & _EXCEPTION != 0,
            flags & _BATCH != 0,
            None if name is None else _stream_id(name),
        )

    def _pong(self, seq: int) -> PongReceived:
        if seq not in self._pings:
            raise RemoteProtocolError(f"pong {seq} answers no ping")
        self._pings.remove(seq)
        return PongReceived(seq)

    # --- state -------------------------------------------------------------------------------

    def _next_seq(self) -> int:
        if self.unanswered >= _SEQUENCES:
            raise LocalProtocolError("65536 calls are unanswered; wait for some of them")
        seq = self._seq
        while True:
            seq = (seq + 1) % _SEQUENCES
            if seq not in self._calls and seq not in self._pings:
                self._seq = seq
                return seq

    def _lose(self) -> None:
        self._reader.drop()
        self._move(ClientStep.LOST)

    def _move(self, step: ClientStep) -> None:
        state = CLIENT_STEPS[self._state].get(step)
        if state is None:
            raise LocalProtocolError(f"{step.name} is not allowed in {self._state.name}")
        self._enter(state)

    def _enter(self, state: ClientState) -> None:
        self._state = state
        self._row = CLIENT_RECEIVES[state]


def _stream_id(name: bytes) -> str:
    """Return an item stream's id as text, if it is one.

    Raises:
        RemoteProtocolError: empty, too long, or not printable ASCII.
    """
    text = name.decode("latin-1")
    if not (text.isascii() and text.isprintable() and 0 < len(text) <= _STREAM_ID):
        raise RemoteProtocolError("an item stream's id is not a short printable text")
    return text
