"""What one connection tells its client: the answer to its handshake and to each call, and output.

Invariant: each is written in the client's own serializer and passes through the sans-IO core, which
lets nothing be answered twice; to a connection that has gone nothing is said.
"""

from __future__ import annotations

from typing import Literal, Protocol

from guardedflame import limits
from guardedflame.broker.audit import AuditError
from guardedflame.broker.entry import Entry, denied
from guardedflame.broker.requests import FLAME_OBJECT
from guardedflame.broker.room import Share
from guardedflame.errors import ConnectionDeniedError, GuardedFlameError, LimitExceeded
from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.failures import Failure, encode_failure, failure_of
from guardedflame.serial.ids import GUARDED, JSON
from guardedflame.serial.registry import Registry
from guardedflame.wire.connection import ServerConnection
from guardedflame.wire.events import CallReceived, ConnectRequested


class Outlet(Protocol):
    """What answers need of a connection."""

    def write(self, data: bytes) -> None:
        """Send ``data``."""

    def go_on(self) -> None:
        """Act on what waits behind the call that was just answered."""

    def close(self) -> None:
        """Close after what is written."""

    def hang_up(self) -> None:
        """Close now."""


class Answers:
    """One connection's; where its session sends what came of its calls.

    Attributes:
        codec: the client's, once `speak` was told which.
        own_client: whether it is our own, which takes pushed output and questions.
        queued: bytes of the calls that wait for their answer.
        unanswered: how many they are.

    Args:
        outlet: the connection.
        wire: its core.
        entry: whose session it is.
        share: what the connection holds of the room that all have.
    """

    __slots__ = (
        "_accepted",
        "_entry",
        "_outlet",
        "_share",
        "_sizes",
        "_wire",
        "codec",
        "own_client",
        "queued",
        "unanswered",
    )

    def __init__(self, outlet: Outlet, wire: ServerConnection, entry: Entry, share: Share) -> None:
        self.codec: Codec = codec_for(JSON, Registry())
        self.own_client = False
        self.queued = 0
        self.unanswered = 0
        self._outlet: Outlet | None = outlet
        self._wire = wire
        self._entry = entry
        self._share = share
        # Bytes of each call that is not answered; a oneway call's number may be a call's too.
        self._sizes: dict[tuple[int, bool], int] = {}
        self._accepted = False

    def speak(self, serializer: int) -> None:
        """Answer in ``serializer`` from now on. Raises Refused if there is none of that number."""
        self.codec = codec_for(serializer, Registry())
        self.own_client = serializer == GUARDED

    def gone(self) -> None:
        """The connection has gone; what still comes is dropped."""
        self._outlet = None

    # --- the handshake --------------------------------------------------------------------------

    def accept(self, payload: bytes) -> None:
        """Let the client in; ``payload`` is encoded for it."""
        session = self._entry.session
        assert session is not None
        self._accepted = True
        if self._outlet is not None:
            self._outlet.write(
                self._wire.accept(
                    payload,
                    frame=session.profile.limits.frame,
                    inflight=limits.INFLIGHT if self.own_client else 1,
                )
            )

    def deny(self, error: ConnectionDeniedError, *, recorded: bool = False) -> None:
        """Answer no and close; ``recorded``: it is on record already."""
        outlet = self._outlet
        if outlet is None:
            return
        if not recorded:
            try:
                self._entry.note_denied(error)
            except AuditError:
                outlet.hang_up()
                return
        text = f"{error} ({error.rule})" if error.rule else str(error)
        if error.hint:
            text += f"; {error.hint}"
        if self.own_client:
            payload = encode_failure(self.codec, failure_of(error, []))
        else:
            payload = self.codec.dumps(text)
        outlet.write(self._wire.refuse(payload))
        outlet.close()

    # --- what waits -----------------------------------------------------------------------------

    def took(self, call: CallReceived) -> None:
        """Count a call that came; its payload may go before it is answered."""
        size = len(call.payload)
        self._sizes[call.seq, call.oneway] = size
        self.queued += size
        self.unanswered += 1
        self._share.frame_ended(size)

    def _answered(self, call: CallReceived) -> None:
        size = self._sizes.pop((call.seq, call.oneway))
        self.queued -= size
        self.unanswered -= 1
        self._share.answered(size)

    # --- calls (what a session calls) -----------------------------------------------------------

    def answer_result(self, token: object, payload: bytes, item_stream: str) -> None:
        """Send a result that is already encoded for this client."""
        outlet = self._outlet
        if outlet is None:
            return
        if isinstance(token, ConnectRequested):
            self.accept(payload)
        else:
            assert isinstance(token, CallReceived)
            self._answered(token)
            if token.oneway:
                self._wire.done(token)
            elif item_stream:
                payload = encode_failure(
                    self.codec,
                    Failure(
                        "Pyro5.errors.ProtocolError", ("result of call is an iterator",), (), {}
                    ),
                )
                outlet.write(self._wire.reply(token, payload, exception=True, stream=item_stream))
            else:
                outlet.write(self._wire.reply(token, payload))
        outlet.go_on()

    def answer_failure(self, token: object, failure: Failure) -> None:
        """Send an exception of the client's own code."""
        outlet = self._outlet
        if outlet is None:
            return
        if isinstance(token, ConnectRequested):
            self.deny(ConnectionDeniedError(" ".join(map(str, failure.args))[:300], code=3))
            return
        assert isinstance(token, CallReceived)
        self._answered(token)
        if token.oneway:
            self._wire.done(token)
        else:
            payload = encode_failure(self.codec, failure)
            outlet.write(self._wire.reply(token, payload, exception=True))
        outlet.go_on()

    def answer_error(self, token: object, error: GuardedFlameError) -> None:
        """Send an error of the server's own."""
        if isinstance(token, ConnectRequested):
            self.deny(denied(error), recorded=isinstance(error, LimitExceeded))
            return
        self.answer_failure(token, failure_of(error, []))

    def output(self, stream: Literal[1, 2], text: str) -> None:
        """Push output to our own client; keep it for one that must ask."""
        session, outlet = self._entry.session, self._outlet
        if session is None or outlet is None:
            return
        if self.own_client and self._accepted:
            payload = self.codec.dumps_call(
                FLAME_OBJECT, "output", ["stdout" if stream == 1 else "stderr", text], {}
            )
            outlet.write(self._wire.push(GUARDED, payload))
        else:
            session.held.keep(text)

    @property
    def can_ask(self) -> bool:
        """Whether this is our own client, which answers questions."""
        return self.own_client and self._accepted and self._outlet is not None

    def ask(self, prompt: str) -> None:
        """Push a question; its answer is a oneway call of ``answer_input``."""
        if self._outlet is not None:
            payload = self.codec.dumps_call(FLAME_OBJECT, "input", [prompt], {})
            self._outlet.write(self._wire.push(GUARDED, payload))
