"""The server's side of one Pyro connection: bytes in, events out, no socket.

Invariant: any bytes become events or one `RemoteProtocolError`, after which nothing more is read;
how they were cut makes no difference. Before `accept` one frame is looked at, of at most
``pre_auth_frame`` bytes, and nothing of it is inflated or decoded. What is held is bounded by one
frame and one read, calls in flight by ``inflight``. All context of a call is in its event: no
thread, no global and no other connection sees it.
"""

from __future__ import annotations

import json
from typing import Final

from guardedflame import limits
from guardedflame.errors import LocalProtocolError, RemoteProtocolError
from guardedflame.wire import frame as wire
from guardedflame.wire.events import (
    NEED_DATA,
    PAUSED,
    CallReceived,
    ConnectRequested,
    Event,
    PeerClosed,
    PingReceived,
    Signal,
)
from guardedflame.wire.frame import HEADER, NO_CORRELATION, PREFIX, TAIL, Flags, MessageType, Rules
from guardedflame.wire.inflate import inflate
from guardedflame.wire.reader import Frame, FrameReader
from guardedflame.wire.states import SERVER_RECEIVES, SERVER_STEPS, State, Step

_JSON: Final = 3

# Plain ints: an operation on an IntFlag builds a new member, at 1 us each.
_INVOKE: Final = int(MessageType.INVOKE)
_RESULT: Final = int(MessageType.RESULT)
_PING: Final = int(MessageType.PING)
_EXCEPTION: Final = int(Flags.EXCEPTION)
_COMPRESSED: Final = int(Flags.COMPRESSED)
_ONEWAY: Final = int(Flags.ONEWAY)
_BATCH: Final = int(Flags.BATCH)
_ITEMSTREAM: Final = int(Flags.ITEMSTREAM)
_CORRELATION: Final = int(Flags.CORRELATION)

_pack = HEADER.pack


class ServerConnection:
    """One client's connection.

    Args:
        pre_auth_frame: bytes of a frame (annotations and payload) before `accept`.
        frame: bytes of a frame after it.
        annotations: bytes of all annotations of a frame.
        inflate_ratio: most that a compressed payload may grow, as a multiple.
        inflight: calls that may be unanswered at once; oneway calls count until `done`.
        serializers: ids a client may use.
    """

    __slots__ = (
        "_calls",
        "_connect",
        "_error",
        "_frame",
        "_inflate_ratio",
        "_inflight",
        "_oneways",
        "_reader",
        "_row",
        "_speaks_pyro",
        "_state",
    )

    def __init__(
        self,
        *,
        pre_auth_frame: int = limits.PRE_AUTH_FRAME,
        frame: int = limits.FRAME,
        annotations: int = limits.ANNOTATIONS,
        inflate_ratio: int = limits.INFLATE_RATIO,
        inflight: int = 1,
        serializers: frozenset[int] = wire.ACCEPTED_SERIALIZERS,
    ) -> None:
        self._reader = FrameReader(
            Rules(wire.FROM_CLIENT, serializers, pre_auth_frame, annotations)
        )
        self._frame = frame
        self._inflate_ratio = inflate_ratio
        self._inflight = inflight
        self._state = State.AWAITING_CONNECT
        self._row = SERVER_RECEIVES[State.AWAITING_CONNECT]
        self._error = ""
        self._connect: tuple[int, int, bytes | None] | None = None
        self._speaks_pyro = False
        self._calls: dict[int, CallReceived] = {}
        self._oneways: dict[int, CallReceived] = {}

    @property
    def state(self) -> State:
        """Where this connection stands."""
        return self._state

    @property
    def held(self) -> int:
        """Bytes received that have become no event yet."""
        return self._reader.held

    @property
    def wants(self) -> int:
        """Most bytes that the frame which comes next may take, inflated; 0 while nobody knows.

        Its header is not judged yet; whatever it says, this is within what a frame may be.
        """
        return self._reader.wants(self._inflate_ratio) if self._row else 0

    @property
    def unanswered(self) -> int:
        """Calls in flight."""
        return len(self._calls) + len(self._oneways)

    # --- in ----------------------------------------------------------------------------------

    def receive_data(self, data: bytes | memoryview) -> None:
        """Take what was read from the socket; empty means that the peer closed.

        Raises:
            LocalProtocolError: fed again and again although told PAUSED.
        """
        if self._state >= State.CLOSING and data:
            return
        self._reader.receive(data)

    def next_event(self) -> Event | Signal:
        """Return the next event, NEED_DATA, or PAUSED (stop reading until something is answered).

        Raises:
            RemoteProtocolError: the peer broke the protocol; hang up. Raised again if asked again.
        """
        reader = self._reader
        if not self._row:
            return self._waiting()
        try:
            got = reader.next(self._row)
            if got is not None:
                return self._event(got)
        except RemoteProtocolError as error:
            self._break(error)
            raise
        if not reader.ended:
            return NEED_DATA
        self._move(Step.LOST)
        return PeerClosed()

    def _waiting(self) -> Event | Signal:
        """Answer in a state that looks at no frame."""
        if self._error:
            raise RemoteProtocolError(self._error)
        reader = self._reader
        if reader.ended and not reader.held:
            self._move(Step.LOST)
            return PeerClosed()
        return NEED_DATA if self._state >= State.CLOSING else PAUSED

    def _event(self, got: Frame) -> Event:
        kind, serializer, flags, seq, correlation, _, payload = got
        if kind == _INVOKE:
            return self._call(serializer, flags, seq, correlation, payload)
        if kind == _PING:
            return PingReceived(seq, serializer, correlation)
        self._connect = (seq, serializer, correlation)
        self._enter(self._row[kind])
        return ConnectRequested(seq, serializer, payload)

    def _call(
        self, serializer: int, flags: int, seq: int, correlation: bytes | None, payload: bytes
    ) -> CallReceived:
        if flags & _COMPRESSED:
            payload = inflate(payload, most=self._reader.rules.frame, ratio=self._inflate_ratio)
        oneway = flags & _ONEWAY != 0
        call = CallReceived(seq, serializer, payload, oneway, flags & _BATCH != 0, correlation)
        calls = self._oneways if oneway else self._calls
        if seq in calls:
            raise RemoteProtocolError(f"sequence number {seq} is in use by an unanswered call")
        calls[seq] = call
        if len(self._calls) + len(self._oneways) >= self._inflight:
            self._move(Step.FILL)
        return call

    # --- out ---------------------------------------------------------------------------------

    def accept(
        self, payload: bytes, *, frame: int | None = None, inflight: int | None = None
    ) -> bytes:
        """Let the client in; return the CONNECTOK frame.

        Args:
            payload: the answer, in the serializer of the request.
            frame: bytes of a frame from now on; default as constructed.
            inflight: calls that may be unanswered; default as constructed.

        Raises:
            LocalProtocolError: nobody is waiting to be let in.
        """
        self._move(Step.ACCEPT)
        self._reader.use(frame=self._frame if frame is None else frame)
        if inflight is not None:
            self._inflight = inflight
        return self._answer(MessageType.CONNECTOK, payload)

    def refuse(self, payload: bytes) -> bytes:
        """Turn the client away; return the CONNECTFAIL frame. Nothing more is read.

        Args:
            payload: a text, in the serializer of the request.

        Raises:
            LocalProtocolError: nobody is waiting to be let in.
        """
        self._move(Step.REFUSE)
        self._reader.drop()
        return self._answer(MessageType.CONNECTFAIL, payload)

    def last_words(self) -> bytes:
        """Return a CONNECTFAIL frame that says why `next_event` raised, or nothing.

        For a peer that broke the protocol with its first frame (a stock client set to marshal,
        say), so that its user reads a reason. JSON, which every Pyro5 client has; the text is one
        of this package's fixed ones. Empty for a peer that speaks no Pyro, or is past its CONNECT.
        """
        if not self._error or not self._speaks_pyro or self._connect is not None:
            return b""
        text = json.dumps(self._error).encode("ascii")
        return wire.encode(MessageType.CONNECTFAIL, 0, 0, _JSON, text)

    def reply(
        self,
        call: CallReceived,
        payload: bytes,
        *,
        exception: bool = False,
        stream: str | None = None,
    ) -> bytes:
        """Answer ``call``; return the RESULT frame, nothing for a oneway call.

        Args:
            call: one that is in flight.
            payload: the result, in the serializer of the call.
            exception: the payload is an exception.
            stream: the result is the item stream of this id, and the payload the exception that
                clients without streams are to see.

        Raises:
            LocalProtocolError: the call is not in flight, or was answered before.
        """
        if call.oneway:
            self.done(call)
            return b""
        self._retire(self._calls, call)
        flags = 0
        notes = b""
        if stream is not None:
            flags = _ITEMSTREAM | _EXCEPTION
            notes = wire.annotation(wire.STREAM_ANNOTATION, stream.encode("ascii"))
        elif exception:
            flags = _EXCEPTION
        elif call.batch:
            flags = _BATCH
        correlation = call.correlation
        if correlation is None:
            correlation = NO_CORRELATION
        else:
            flags |= _CORRELATION
        size = len(payload)
        if size > 0xFFFF_FFFF:
            raise LocalProtocolError(f"a result of {size} bytes does not fit a frame")
        return (
            _pack(
                PREFIX,
                _RESULT,
                call.serializer,
                flags,
                call.seq,
                size,
                len(notes),
                correlation,
                TAIL,
            )
            + notes
            + payload
        )

    def done(self, call: CallReceived) -> None:
        """Retire a oneway call that has run.

        Raises:
            LocalProtocolError: the call is not in flight, or is owed an answer.
        """
        self._retire(self._oneways, call)

    def pong(self, ping: PingReceived) -> bytes:
        """Return the answer to ``ping``."""
        self._move(Step.PONG)
        return wire.encode(
            MessageType.PING,
            0 if ping.correlation is None else _CORRELATION,
            ping.seq,
            ping.serializer,
            b"pong",
            correlation=ping.correlation or NO_CORRELATION,
        )

    def push(self, serializer: int, payload: bytes) -> bytes:
        """Return a ONEWAY INVOKE towards the client. Only our own clients understand it.

        Raises:
            LocalProtocolError: the client is not let in.
        """
        self._move(Step.PUSH)
        return wire.encode(MessageType.INVOKE, _ONEWAY, 0, serializer, payload)

    # --- state -------------------------------------------------------------------------------

    def _retire(self, calls: dict[int, CallReceived], call: CallReceived) -> None:
        if calls.get(call.seq) is not call:
            raise LocalProtocolError(f"call {call.seq} is not in flight")
        del calls[call.seq]
        self._move(Step.REPLY)

    def _answer(self, kind: MessageType, payload: bytes) -> bytes:
        if self._connect is None:
            raise LocalProtocolError(f"{kind.name} is not allowed before CONNECT")
        seq, serializer, correlation = self._connect
        return wire.encode(
            kind,
            0 if correlation is None else _CORRELATION,
            seq,
            serializer,
            payload,
            correlation=correlation or NO_CORRELATION,
        )

    def _break(self, error: RemoteProtocolError) -> None:
        self._error = str(error)
        self._speaks_pyro = self._reader.speaks_pyro
        self._reader.drop()
        self._move(Step.LOST)

    def _move(self, step: Step) -> None:
        state = SERVER_STEPS[self._state].get(step)
        if state is None:
            raise LocalProtocolError(f"{step.name} is not allowed in {self._state.name}")
        if state is not self._state:
            self._enter(state)

    def _enter(self, state: State) -> None:
        self._state = state
        self._row = SERVER_RECEIVES[state]
