"""One client connection: bytes in, events to who deals with them, bytes out.

Invariant: every byte goes through the sans-IO core, and no more is read than is dealt with; a
protocol error closes the connection, a refusal answers and goes on.
"""

from __future__ import annotations

import asyncio
import time
from typing import cast

from guardedflame import limits
from guardedflame.broker.answers import Answers
from guardedflame.broker.audit import AuditError
from guardedflame.broker.dispatch import Dispatcher
from guardedflame.broker.entry import Entry, denied, shown_session
from guardedflame.broker.hub import Hub
from guardedflame.broker.objects import metadata
from guardedflame.broker.peers import counted, identify
from guardedflame.broker.room import Share
from guardedflame.broker.session import Session
from guardedflame.errors import (
    ConnectionDeniedError,
    GuardedFlameError,
    Refused,
    RemoteProtocolError,
)
from guardedflame.ipc.messages import MODULE_OBJECT
from guardedflame.serial.envelope import read_handshake
from guardedflame.wire.connection import ServerConnection
from guardedflame.wire.events import (
    NEED_DATA,
    PAUSED,
    CallReceived,
    ConnectRequested,
    Event,
    PingReceived,
    Signal,
)


class ClientConnection(asyncio.Protocol):
    """See the module.

    Args:
        hub: what all connections of the server share.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._wire = ServerConnection()
        self._transport: asyncio.Transport | None = None
        self._entry = Entry(hub)
        self._share = Share(hub.room, self)
        self._answers = Answers(self, self._wire, self._entry, self._share)
        self._dispatcher: Dispatcher | None = None
        self._location = ""
        self._too_many = False
        self._reading = True
        self._open = False
        self._advancing = False
        self._queued = False
        self._amid_frame = False
        self.last_heard = time.monotonic()
        self.blocked_since = 0.0
        self._deadline: asyncio.TimerHandle | None = None

    # --- transport ------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the peer's identity from the kernel and start the handshake's clock."""
        self._transport = cast("asyncio.Transport", transport)
        self._entry.peer, self._location = identify(self._transport)
        self._share.owner = counted(self._entry.peer.address)
        admitted = self._hub.admit(self, self._entry.peer.address)
        if admitted == "no":
            self._transport.abort()
            return
        self._too_many = admitted == "tell"
        self._deadline = asyncio.get_running_loop().call_later(
            self._hub.policy.connections.handshake_timeout, self._too_slow
        )

    def data_received(self, data: bytes) -> None:
        """Feed the core and act on what it makes of it."""
        self.last_heard = time.monotonic()
        meter = self._entry.meter
        if meter is not None:
            meter.received(len(data))
        self._wire.receive_data(data)
        self.go_on()

    def eof_received(self) -> bool:
        """Tell the core; close."""
        self._wire.receive_data(b"")
        return False

    def connection_lost(self, error: Exception | None) -> None:
        """Give everything back."""
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._hub.forget(self, self._entry.peer.address)
        if self._dispatcher is not None:
            self._dispatcher.close()
        self._share.leave()
        self._entry.leave(self._answers)
        self._answers.gone()
        self._transport = None

    def pause_writing(self) -> None:
        """The client does not read: stop taking its calls and its worker's output."""
        self.blocked_since = time.monotonic()
        self._pause_reading()
        if self._entry.session is not None:
            self._entry.session.pause_output(self._answers)

    def resume_writing(self) -> None:
        """The client reads again."""
        self.blocked_since = 0.0
        if self._entry.session is not None:
            self._entry.session.resume_output(self._answers)
        self.go_on()

    def write(self, data: bytes) -> None:
        """Send ``data``; to a peer that has gone, nothing."""
        if self._transport is not None:
            meter = self._entry.meter
            if meter is not None:
                meter.sent(len(data))
            self._transport.write(data)

    def hang_up(self) -> None:
        """Close now, whatever is unsent."""
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """Close after what is written has been sent, or soon if it is not read."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.close()
            if self._deadline is not None:
                self._deadline.cancel()
            self._deadline = asyncio.get_running_loop().call_later(
                limits.CLOSE_SECONDS, self.hang_up
            )

    @property
    def unread_descriptor(self) -> int:
        """The socket's descriptor while it is not read, else -1: its end must be asked for."""
        if self._reading or self._transport is None:
            return -1
        return cast("int", self._transport.get_extra_info("socket").fileno())

    @property
    def session(self) -> Session | None:
        """The session this connection belongs to."""
        return self._entry.session

    def _too_slow(self) -> None:
        if not self._open:
            self._entry.note_end("the handshake took too long")
            self.hang_up()

    def frame_too_slow(self) -> None:
        """Hang up: a frame was begun and not ended in its time."""
        self._entry.note_end("a frame took too long")
        self.hang_up()

    def _pause_reading(self) -> None:
        if self._reading and self._transport is not None:
            self._reading = False
            self._transport.pause_reading()
            self._hub.sweep.not_read(self)

    def _resume_reading(self) -> None:
        if not self._reading and self._transport is not None and not self.blocked_since:
            self._reading = True
            self._transport.resume_reading()
            self._hub.sweep.read_again(self)

    # --- events ---------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Act on the events that are complete, until data, answers or others' turn is needed."""
        # Called from within, by an answer: the loop goes on by itself. While it waits for its next
        # turn, that one does it: else each answer would be one turn more for this connection.
        if not (self._advancing or self._queued):
            self._advance()

    def let_in(self) -> None:
        """There is room for the frame that waits: go on, in a turn of its own."""
        if not self._queued:
            self._queued = True
            self._hub.turns.wait(self)

    def next_turn(self) -> None:
        """Go on after the others had their turn."""
        self._queued = False
        self.go_on()

    def _advance(self) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        self._advancing = True
        frames, size, until = limits.TURN, limits.TURN_BYTES, time.monotonic() + limits.TURN_SECONDS
        try:
            while True:
                # Where nothing is held no frame has begun; most turns end so.
                if self._wire.held and not self._share.admits(self._wire.wants):
                    self._frame_ended()
                    self._pause_reading()
                    return
                event = self._wire.next_event()
                if isinstance(event, Signal):
                    self._wait(event)
                    return
                size -= self._act(event)
                if self.blocked_since or self._has_enough():
                    self._pause_reading()
                    return
                frames -= 1
                if not frames or size <= 0 or time.monotonic() >= until:
                    break
            self._pause_reading()
            self._queued = True
            self._hub.turns.wait(self)
        except RemoteProtocolError as error:
            self.write(self._wire.last_words())
            self._entry.note_end(f"hung up: {error}"[:300])
            self.close()
        finally:
            self._advancing = False

    def _has_enough(self) -> bool:
        """Whether so much waits that no more is read; one call alone may still be interrupted."""
        answers = self._answers
        return answers.queued > limits.QUEUED and answers.unanswered > 1

    def _wait(self, signal: Signal) -> None:
        # Told PAUSED, read on while little is held: the connection's end is heard that way.
        if signal is NEED_DATA and self._wire.held:
            self._amid_frame = True
            self._hub.sweep.frame_begun(self)
        if signal is PAUSED and self._wire.held > limits.PRE_AUTH_FRAME:
            self._pause_reading()
        else:
            self._resume_reading()

    def _frame_ended(self) -> None:
        if self._amid_frame:
            self._amid_frame = False
            self._hub.sweep.frame_ended(self)

    def _act(self, event: Event) -> int:
        """Act on one event; return the bytes of the call it was, else 0."""
        self._frame_ended()
        if isinstance(event, CallReceived):
            assert self._dispatcher is not None
            size = len(event.payload)
            self._answers.took(event)
            self._dispatcher.call(event)
            # What it is about has been cut out of it.
            event.payload = b""
            return size
        self._share.frame_ended(0)
        if isinstance(event, PingReceived):
            self.write(self._wire.pong(event))
        elif isinstance(event, ConnectRequested):
            self._connect(event)
        else:
            self.close()
        return 0

    # --- handshake ------------------------------------------------------------------------------

    def _connect(self, event: ConnectRequested) -> None:
        answers = self._answers
        try:
            answers.speak(event.serializer)
            handshake = read_handshake(event.serializer, event.payload)
            session = self._entry.enter(event.serializer, handshake, too_many=self._too_many)
        except ConnectionDeniedError as error:
            # What a quota refuses has its record already, or is counted there.
            answers.deny(error, recorded=bool(error.audit_id))
        except (Refused, AuditError) as error:
            answers.deny(denied(error))
        else:
            self._open = True
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None
            self._welcome(event, session, handshake.object)

    def _welcome(self, event: ConnectRequested, session: Session, target: str) -> None:
        answers = self._answers
        self._dispatcher = Dispatcher(
            session=session,
            answerer=answers,
            codec=answers.codec,
            audit=self._hub.audit,
            proxies=None if answers.own_client else (self._location, self._entry.ticket(session)),
        )
        if target.startswith(MODULE_OBJECT):
            # Only the worker knows a module's names.
            module = target[len(MODULE_OBJECT) :]
            try:
                self._dispatcher.module_meta(event.serializer, module, event, "hello")
            except GuardedFlameError as error:
                answers.answer_error(event, error)
            return
        handshake = shown_session(session) if answers.own_client else "hello"
        reply = {"handshake": handshake, "meta": metadata(session.profile, target)}
        answers.accept(answers.codec.dumps(reply))
