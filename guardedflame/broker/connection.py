"""One client connection: bytes in, decisions, calls to the session, bytes out.

Invariant: every byte goes through the sans-IO core; nothing is forwarded before it was decided
and recorded; a protocol error closes the connection, a refusal answers and goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Literal, cast

from guardedflame import __version__, limits
from guardedflame.broker.accounts import Account, Unknown
from guardedflame.broker.audit import AuditError
from guardedflame.broker.dispatch import Dispatcher
from guardedflame.broker.hub import Hub
from guardedflame.broker.objects import known_object, metadata
from guardedflame.broker.peers import TICKET_PREFIX, identify, limits_in, ticket_in
from guardedflame.broker.requests import FLAME_OBJECT
from guardedflame.broker.session import Session
from guardedflame.errors import (
    ConnectionDeniedError,
    GuardedFlameError,
    LimitExceeded,
    Refused,
    RemoteProtocolError,
)
from guardedflame.ipc.messages import MODULE_OBJECT
from guardedflame.policy.less import shown_limits
from guardedflame.policy.model import Peer
from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.envelope import read_handshake
from guardedflame.serial.failures import Failure, encode_failure, failure_of
from guardedflame.serial.ids import GUARDED, JSON
from guardedflame.serial.registry import Registry
from guardedflame.wire.connection import ServerConnection
from guardedflame.wire.events import (
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
        self._session: Session | None = None
        self._account: Account | None = None
        # Who is told of bytes; nobody, where no client has a quota of them.
        self._meter: Account | Unknown | None = Unknown() if hub.ledger.counts_bytes else None
        self._owns_session = False
        self._own_client = False
        self._codec: Codec = codec_for(JSON, Registry())
        self._dispatcher: Dispatcher | None = None
        self._peer = Peer(address="")
        self._location = ""
        self._too_many = False
        self._reading = True
        self._open = False
        self._advancing = False
        self._accepted = False
        self._queued = 0
        self._unanswered = 0
        self.last_heard = time.monotonic()
        self.blocked_since = 0.0
        self._deadline: asyncio.TimerHandle | None = None

    # --- transport ------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the peer's identity from the kernel and start the handshake's clock."""
        self._transport = cast("asyncio.Transport", transport)
        self._peer, self._location = identify(self._transport)
        admitted = self._hub.admit(self, self._peer.address)
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
        if self._meter is not None:
            self._meter.received(len(data))
        self._wire.receive_data(data)
        self._advance()

    def eof_received(self) -> bool:
        """Tell the core; close."""
        self._wire.receive_data(b"")
        return False

    def connection_lost(self, error: Exception | None) -> None:
        """Give everything back."""
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._hub.forget(self, self._peer.address)
        if self._dispatcher is not None:
            self._dispatcher.close()
        if self._session is not None:
            if self._owns_session:
                self._hub.end_session(self._session)
            else:
                self._session.answerer_left(self)
                if self.blocked_since:
                    # What this connection did not read holds up the others no longer.
                    self._session.resume_output()
        if self._account is not None:
            self._account.leave()
            self._account = None
        self._transport = None

    def pause_writing(self) -> None:
        """The client does not read: stop taking its calls and its worker's output."""
        self.blocked_since = time.monotonic()
        self._pause_reading()
        if self._session is not None:
            self._session.pause_output()

    def resume_writing(self) -> None:
        """The client reads again."""
        self.blocked_since = 0.0
        if self._session is not None:
            self._session.resume_output()
        self._advance()

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
        return self._session

    def _too_slow(self) -> None:
        if not self._open:
            self._note("the handshake took too long")
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

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            if self._meter is not None:
                self._meter.sent(len(data))
            self._transport.write(data)

    # --- events ---------------------------------------------------------------------------------

    def _advance(self) -> None:
        """Act on the events that are complete, until data, answers or others' turn is needed."""
        if self._advancing or self._transport is None or self._transport.is_closing():
            # Called from within, by an answer: the loop below goes on by itself.
            return
        self._advancing = True
        try:
            for _ in range(limits.TURN):
                event = self._wire.next_event()
                if isinstance(event, Signal):
                    self._wait(event)
                    return
                self._act(event)
                if self.blocked_since or self._has_enough():
                    self._pause_reading()
                    return
            self._pause_reading()
            asyncio.get_running_loop().call_soon(self._advance)
        except RemoteProtocolError as error:
            self._write(self._wire.last_words())
            self._note(f"hung up: {error}"[:300])
            self.close()
        finally:
            self._advancing = False

    def _has_enough(self) -> bool:
        """Whether so much waits that no more is read; one call alone may still be interrupted."""
        return self._queued > limits.QUEUED and self._unanswered > 1

    def _wait(self, signal: Signal) -> None:
        # Told PAUSED, read on while little is held: the connection's end is heard that way.
        if signal is PAUSED and self._wire.held > limits.PRE_AUTH_FRAME:
            self._pause_reading()
        else:
            self._resume_reading()

    def _act(self, event: Event) -> None:
        if isinstance(event, CallReceived):
            assert self._dispatcher is not None
            self._queued += len(event.payload)
            self._unanswered += 1
            self._dispatcher.call(event)
        elif isinstance(event, PingReceived):
            self._write(self._wire.pong(event))
        elif isinstance(event, ConnectRequested):
            self._connect(event)
        else:
            self.close()

    def _note(self, reason: str) -> None:
        """Record that we hang up; that happens whether or not it can be recorded."""
        with contextlib.suppress(AuditError):
            if not self._hub.ledger.may_note(self._peer):
                return
            self._hub.audit.connection(
                peer=self._peer.label,
                allowed=False,
                session=self._session.id if self._session else "",
                reason=reason,
            )

    # --- handshake ------------------------------------------------------------------------------

    def _connect(self, event: ConnectRequested) -> None:
        try:
            self._codec = codec_for(event.serializer, Registry())
            self._own_client = event.serializer == GUARDED
            handshake = read_handshake(event.serializer, event.payload)
            if self._too_many:
                raise ConnectionDeniedError(
                    "the server has as many connections as its policy allows",
                    code=1,
                    rule=self._hub.policy.connections.rule,
                    hint="try again later",
                    retry_after=limits.BUSY_RETRY_SECONDS,
                )
            if self._hub.draining:
                raise ConnectionDeniedError(
                    "the server is stopping", code=1, hint="try again later"
                )
            if not known_object(handshake.object):
                raise ConnectionDeniedError("unknown object", hint=f"connect to {FLAME_OBJECT}")
            self._join_or_start(event.serializer, handshake.data)
            assert self._session is not None
            self._hub.audit.connection(
                peer=self._peer.label,
                allowed=True,
                session=self._session.id,
                client=self._session.client,
                profile=self._session.profile.name,
                rule=self._session.profile.rules.get("client", ""),
            )
        except ConnectionDeniedError as error:
            # What a quota refuses has its record already, or is counted there.
            self._deny(error, recorded=bool(error.audit_id))
        except (Refused, AuditError) as error:
            self._deny(_denied(error))
        else:
            self._open = True
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None
            self._welcome(event, handshake.object)

    def _join_or_start(self, serializer: int, data: bytes) -> None:
        ticket = ticket_in(serializer, data)
        asked = limits_in(serializer, data)
        if ticket:
            if asked:
                raise ConnectionDeniedError(
                    "a session that is joined has its limits already",
                    rule="wire: handshake",
                    hint="ask for limits where the session is begun",
                )
            session = self._hub.session_of_ticket(ticket, self._peer)
            self._enter(session.account)
            self._session = session
            return
        grant = self._hub.policy.grant_for(self._peer)
        account = self._hub.ledger.account(grant, self._peer)
        self._enter(account)
        self._session = self._hub.start_session(grant, account, asked)
        self._owns_session = True

    def _enter(self, account: Account) -> None:
        account.enter()
        self._account = account
        if isinstance(self._meter, Unknown):
            self._meter = self._meter.known(account)

    def _deny(self, error: ConnectionDeniedError, *, recorded: bool = False) -> None:
        try:
            if not recorded and self._hub.ledger.may_note(self._peer):
                self._hub.audit.connection(
                    peer=self._peer.label, allowed=False, reason=str(error), rule=error.rule
                )
        except AuditError:
            self.hang_up()
            return
        text = f"{error} ({error.rule})" if error.rule else str(error)
        if error.hint:
            text += f"; {error.hint}"
        if self._own_client:
            payload = encode_failure(self._codec, failure_of(error, []))
        else:
            payload = self._codec.dumps(text)
        self._write(self._wire.refuse(payload))
        self.close()

    def _welcome(self, event: ConnectRequested, target: str) -> None:
        session = self._session
        assert session is not None
        self._dispatcher = Dispatcher(
            session=session,
            answerer=self,
            codec=self._codec,
            audit=self._hub.audit,
            proxies=None if self._own_client else (self._location, self._greeting(session)),
        )
        if target.startswith(MODULE_OBJECT):
            # Only the worker knows a module's names.
            module = target[len(MODULE_OBJECT) :]
            try:
                self._dispatcher.module_meta(event.serializer, module, event, "hello")
            except GuardedFlameError as error:
                self.answer_error(event, error)
            return
        handshake: object = "hello"
        if self._own_client:
            profile = session.profile
            handshake = {
                "server": f"guardedflame/{__version__}",
                "session": session.id,
                "client": session.client,
                "profile": profile.name,
                "isolation": profile.isolation,
                "language": profile.language,
                "limits": shown_limits(profile.limits),
            }
        reply = {"handshake": handshake, "meta": metadata(session.profile, target)}
        self._accept(self._codec.dumps(reply))

    def _greeting(self, session: Session) -> str:
        return TICKET_PREFIX + self._hub.ticket_for(session, self._peer)

    def _accept(self, payload: bytes) -> None:
        assert self._session is not None
        self._accepted = True
        self._write(
            self._wire.accept(
                payload,
                frame=self._session.profile.limits.frame,
                inflight=limits.INFLIGHT if self._own_client else 1,
            )
        )

    # --- answers (what a session calls) -----------------------------------------------------------

    def answer_result(self, token: object, payload: bytes, item_stream: str) -> None:
        """Send a result that is already encoded for this client."""
        if self._transport is None:
            return
        if isinstance(token, ConnectRequested):
            self._accept(payload)
        else:
            assert isinstance(token, CallReceived)
            self._queued -= len(token.payload)
            self._unanswered -= 1
            if token.oneway:
                self._wire.done(token)
            elif item_stream:
                payload = encode_failure(
                    self._codec,
                    Failure(
                        "Pyro5.errors.ProtocolError", ("result of call is an iterator",), (), {}
                    ),
                )
                self._write(self._wire.reply(token, payload, exception=True, stream=item_stream))
            else:
                self._write(self._wire.reply(token, payload))
        self._advance()

    def answer_failure(self, token: object, failure: Failure) -> None:
        """Send an exception of the client's own code."""
        if self._transport is None:
            return
        if isinstance(token, ConnectRequested):
            self._deny(ConnectionDeniedError(" ".join(map(str, failure.args))[:300], code=3))
            return
        assert isinstance(token, CallReceived)
        self._queued -= len(token.payload)
        self._unanswered -= 1
        if token.oneway:
            self._wire.done(token)
        else:
            payload = encode_failure(self._codec, failure)
            self._write(self._wire.reply(token, payload, exception=True))
        self._advance()

    def answer_error(self, token: object, error: GuardedFlameError) -> None:
        """Send an error of the server's own."""
        if isinstance(token, ConnectRequested):
            if self._transport is not None:
                self._deny(_denied(error), recorded=isinstance(error, LimitExceeded))
            return
        self.answer_failure(token, failure_of(error, []))

    def output(self, stream: Literal[1, 2], text: str) -> None:
        """Push output to our own client; keep it for one that must ask."""
        session = self._session
        if session is None or self._transport is None:
            return
        if self._own_client and self._accepted:
            payload = self._codec.dumps_call(
                FLAME_OBJECT, "output", ["stdout" if stream == 1 else "stderr", text], {}
            )
            self._write(self._wire.push(GUARDED, payload))
        else:
            session.held.keep(text)

    @property
    def can_ask(self) -> bool:
        """Whether this is our own client, which answers questions."""
        return self._own_client and self._accepted and self._transport is not None

    def ask(self, prompt: str) -> None:
        """Push a question; its answer is a oneway call of ``answer_input``."""
        payload = self._codec.dumps_call(FLAME_OBJECT, "input", [prompt], {})
        self._write(self._wire.push(GUARDED, payload))


def _denied(error: GuardedFlameError) -> ConnectionDeniedError:
    """Return ``error`` as the answer to a handshake."""
    if isinstance(error, Refused):
        return ConnectionDeniedError(
            str(error), code=3, rule=error.rule, hint=error.hint, audit_id=error.audit_id
        )
    if isinstance(error, LimitExceeded) and error.retry_after:
        return ConnectionDeniedError(
            str(error),
            code=1,
            rule=error.rule,
            hint=error.hint,
            audit_id=error.audit_id,
            retry_after=error.retry_after,
        )
    return ConnectionDeniedError(str(error), code=0, hint="tell the server's operator")
