"""How a connection comes into a session, what is counted for it, and what is on record of it.

Invariant: whatever a connection took, its client's account and its session, is given back once,
when it ends, however far its handshake came; nobody is let in unrecorded.
"""

from __future__ import annotations

import contextlib

from guardedflame import __version__, limits
from guardedflame.broker.accounts import Account, Unknown
from guardedflame.broker.audit import AuditError
from guardedflame.broker.hub import Hub
from guardedflame.broker.objects import known_object
from guardedflame.broker.peers import TICKET_PREFIX, limits_in, ticket_in
from guardedflame.broker.pending import Answerer
from guardedflame.broker.requests import FLAME_OBJECT
from guardedflame.broker.session import Session
from guardedflame.errors import ConnectionDeniedError, GuardedFlameError, LimitExceeded, Refused
from guardedflame.policy.less import shown_limits
from guardedflame.policy.model import Peer
from guardedflame.serial.envelope import Handshake


class Entry:
    """One connection's.

    Args:
        hub: what all connections of the server share.
    """

    __slots__ = ("_account", "_hub", "_owns_session", "meter", "peer", "session")

    def __init__(self, hub: Hub) -> None:
        self.peer = Peer(address="")
        self.session: Session | None = None
        # Who is told of bytes; nobody, where no client has a quota of them.
        self.meter: Account | Unknown | None = Unknown() if hub.ledger.counts_bytes else None
        self._hub = hub
        self._account: Account | None = None
        self._owns_session = False

    def enter(self, serializer: int, handshake: Handshake, *, too_many: bool) -> Session:
        """Return the session that a handshake joins or begins; it is on record then.

        Args:
            serializer: of the handshake.
            handshake: what the client said.
            too_many: whether there is no room for this connection.

        Raises:
            ConnectionDeniedError: the answer is no.
            AuditError: it cannot be recorded.
        """
        if too_many:
            raise ConnectionDeniedError(
                "the server has as many connections as its policy allows",
                code=1,
                rule=self._hub.policy.connections.rule,
                hint="try again later",
                retry_after=limits.BUSY_RETRY_SECONDS,
            )
        if self._hub.draining:
            raise ConnectionDeniedError("the server is stopping", code=1, hint="try again later")
        if not known_object(handshake.object):
            raise ConnectionDeniedError("unknown object", hint=f"connect to {FLAME_OBJECT}")
        # Kept before it is recorded: where that fails, the session still has to end.
        self.session = session = self._join_or_start(serializer, handshake.data)
        self._hub.audit.connection(
            peer=self.peer.label,
            allowed=True,
            session=session.id,
            client=session.client,
            profile=session.profile.name,
            rule=session.profile.rules.get("client", ""),
        )
        return session

    def leave(self, answerer: Answerer) -> None:
        """Give everything back; ``answerer`` is the connection's."""
        if self.session is not None:
            if self._owns_session:
                self._hub.end_session(self.session)
            else:
                self.session.answerer_left(answerer)
        if self._account is not None:
            self._account.leave()
            self._account = None

    def ticket(self, session: Session) -> str:
        """Return the handshake text with which a proxy of this peer joins ``session``."""
        return TICKET_PREFIX + self._hub.ticket_for(session, self.peer)

    def note_denied(self, error: ConnectionDeniedError) -> None:
        """Record that the handshake was answered no. Raises AuditError."""
        if self._hub.ledger.may_note(self.peer):
            self._hub.audit.connection(
                peer=self.peer.label, allowed=False, reason=str(error), rule=error.rule
            )

    def note_end(self, reason: str) -> None:
        """Record that we hang up; that happens whether or not it can be recorded."""
        with contextlib.suppress(AuditError):
            if not self._hub.ledger.may_note(self.peer):
                return
            self._hub.audit.connection(
                peer=self.peer.label,
                allowed=False,
                session=self.session.id if self.session else "",
                reason=reason,
            )

    def _join_or_start(self, serializer: int, data: bytes) -> Session:
        ticket = ticket_in(serializer, data)
        asked = limits_in(serializer, data)
        if ticket:
            if asked:
                raise ConnectionDeniedError(
                    "a session that is joined has its limits already",
                    rule="wire: handshake",
                    hint="ask for limits where the session is begun",
                )
            joined = self._hub.session_of_ticket(ticket, self.peer)
            self._count(joined.account)
            return joined
        grant = self._hub.policy.grant_for(self.peer)
        account = self._hub.ledger.account(grant, self.peer)
        self._count(account)
        begun = self._hub.start_session(grant, account, asked)
        self._owns_session = True
        return begun

    def _count(self, account: Account) -> None:
        account.enter()
        self._account = account
        if isinstance(self.meter, Unknown):
            self.meter = self.meter.known(account)


def shown_session(session: Session) -> dict[str, object]:
    """Return what our own client is told of its session in the answer to its handshake."""
    profile = session.profile
    return {
        "server": f"guardedflame/{__version__}",
        "session": session.id,
        "client": session.client,
        "profile": profile.name,
        "isolation": profile.isolation,
        "language": profile.language,
        "limits": shown_limits(profile.limits),
    }


def denied(error: GuardedFlameError) -> ConnectionDeniedError:
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
