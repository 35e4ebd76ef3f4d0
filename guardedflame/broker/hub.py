"""What the connections of one server share: policy, audit, pools, sessions, tickets, admission.

Invariant: a ticket opens only the session it was made for, only while that session lives, and
only to the peer it was made for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from guardedflame.broker.accounts import Account
from guardedflame.broker.audit import AuditLog
from guardedflame.broker.peers import counted
from guardedflame.broker.pool import Pools
from guardedflame.broker.profiles import narrowed
from guardedflame.broker.quotas import Ledger
from guardedflame.broker.room import Room
from guardedflame.broker.session import Session
from guardedflame.broker.sweep import Sweep
from guardedflame.broker.turns import Turns
from guardedflame.broker.watchdog import Watchdog
from guardedflame.errors import ConnectionDeniedError
from guardedflame.ids import Ticket
from guardedflame.policy.less import lessened
from guardedflame.policy.model import Grant, Peer, Policy

if TYPE_CHECKING:
    from guardedflame.broker.connection import ClientConnection

#: Connections over the maximum that are still told so; past that they are just closed.
TOLD_OVER_MAXIMUM = 64


class Hub:
    """See the module.

    Args:
        policy: what is in force.
        audit: where everything is recorded.
        pools: where workers come from.
        watchdog: who watches running calls.
        ledger: what clients have open and have used.
    """

    def __init__(
        self, policy: Policy, audit: AuditLog, pools: Pools, watchdog: Watchdog, ledger: Ledger
    ) -> None:
        self.policy = policy
        self.audit = audit
        self.ledger = ledger
        self.pools = pools
        self.draining = False
        self.connections: set[ClientConnection] = set()
        self.room = Room()
        self.sweep = Sweep(policy.connections.idle_timeout)
        self.turns = Turns()
        self._told: set[ClientConnection] = set()
        self._watchdog = watchdog
        self._by_address: Counter[str] = Counter()
        self._sessions: set[Session] = set()
        self._tickets: dict[Ticket, tuple[Session, Peer]] = {}

    def admit(self, connection: ClientConnection, address: str) -> Literal["yes", "tell", "no"]:
        """Count a connection; ``tell`` means over the maximum, ``no`` far over it.

        ``no``, too, where the last descriptors are for those who are here already.
        """
        address = counted(address)
        allowed = self.policy.connections
        if not self.pools.admission.connection():
            return "no"
        if (
            len(self.connections) - len(self._told) >= allowed.maximum
            or self._by_address[address] >= allowed.maximum_per_address
        ):
            # Not counted, so that one address over its share takes nobody's place.
            if len(self._told) >= TOLD_OVER_MAXIMUM:
                return "no"
            self._told.add(connection)
            self.connections.add(connection)
            self.sweep.add(connection)
            return "tell"
        self.connections.add(connection)
        self.sweep.add(connection)
        self._by_address[address] += 1
        return "yes"

    def forget(self, connection: ClientConnection, address: str) -> None:
        """Uncount a connection that has ended."""
        self.sweep.discard(connection)
        address = counted(address)
        if connection in self._told:
            self._told.discard(connection)
            self.connections.discard(connection)
        elif connection in self.connections:
            self.connections.discard(connection)
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]

    def start_session(
        self, grant: Grant, account: Account, asked: Mapping[str, str] | None = None
    ) -> Session:
        """Return a new session for ``grant``; its worker comes with its first call.

        Args:
            grant: who it is for.
            account: where it is counted.
            asked: limits the client wants to be lower.

        Raises:
            ConnectionDeniedError: it asked for more, or for no limit; code 1, there is no room for
                one more, or the client has as many as it may.
            AuditError: that cannot be recorded.
        """
        profile = lessened(grant.profile, asked or {})
        narrow = narrowed(grant.profile, profile)
        self.pools.admission.session(len(self._sessions))
        account.begin_session()
        session = Session(
            client=grant.client,
            profile=profile,
            narrow=narrow,
            pools=self.pools,
            audit=self.audit,
            busy=self._watchdog.watch,
            account=account,
        )
        self._sessions.add(session)
        return session

    def end_session(self, session: Session) -> None:
        """End ``session`` and hang up on what had joined it."""
        if session in self._sessions:
            self._sessions.discard(session)
            session.account.end_session()
        ticket = session.ticket_made
        if ticket is not None:
            self._tickets.pop(ticket, None)
            for connection in list(self.connections):
                if connection.session is session:
                    connection.hang_up()
        session.close()

    def ticket_for(self, session: Session, peer: Peer) -> Ticket:
        """Return the ticket of ``session``, good for ``peer`` alone."""
        ticket = session.ticket()
        self._tickets[ticket] = (session, peer)
        return ticket

    def session_of_ticket(self, ticket: str, peer: Peer) -> Session:
        """Return the session that ``ticket`` opens.

        Raises:
            ConnectionDeniedError: no such ticket, or another peer's.
        """
        session, owner = self._tickets.get(Ticket(ticket), (None, None))
        if session is None or owner != peer:
            raise ConnectionDeniedError(
                "the ticket opens no session here",
                code=3,
                hint="a ticket ends with its session; ask Pyro.Flame for the object again",
            )
        return session

    def sessions(self) -> list[Session]:
        """Return the sessions that live."""
        return list(self._sessions)

    def running(self) -> list[Session]:
        """Return the sessions with a call running now."""
        return [session for session in self._sessions if session.running]

    def close(self) -> None:
        """End every session and hang up on everyone."""
        self._watchdog.close()
        for connection in list(self.connections):
            connection.hang_up()
        for session in list(self._sessions):
            self.end_session(session)
