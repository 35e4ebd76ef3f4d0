"""One client's account: what it has open now, what it has used of late, and whether it may go on.

Invariant: a call is counted before it is decided on; what is known only afterwards (processor time,
bytes) is counted then, and is asked for again when a call begins that had to wait for its turn. A
refused call runs nothing, and counts for nothing unless it waited. A client without rates pays one
attribute test a call.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
    RateLimitItemPerSecond,
)

from guardedflame import limits
from guardedflame.amounts import show_period, show_size, show_time
from guardedflame.broker.quota_records import Subject
from guardedflame.broker.quota_redis import Asked, StoreAway
from guardedflame.errors import ConnectionDeniedError, LimitExceeded
from guardedflame.policy.model import Profile, Rate

if TYPE_CHECKING:
    from guardedflame.broker.quotas import Ledger

_PERIODS: Final[Mapping[float, type[RateLimitItem]]] = MappingProxyType(
    {
        1.0: RateLimitItemPerSecond,
        60.0: RateLimitItemPerMinute,
        3600.0: RateLimitItemPerHour,
        86400.0: RateLimitItemPerDay,
    }
)

#: The library counts in whole numbers; processor time in microseconds, the rest as it is.
_MICRO: Final = 1_000_000

#: What is counted of a call before it begins, and what of it once it is known.
_BEFORE: Final = ("calls", "code")
_AFTERWARDS: Final = ("cpu_time", "received", "sent")

#: Seconds in which refused connections, which have no rate, are one record.
_RECORD_SECONDS: Final = 60.0


class Rated(NamedTuple):
    """One rate of a client, as the policy and as the library write it."""

    word: str
    rate: Rate
    item: RateLimitItem
    key: str
    """Of the item for this client, made once."""

    @property
    def allowed(self) -> str:
        """As the policy writes it: ``600/min``."""
        return f"{self.show(self.item.amount)}/{show_period(self.rate.seconds)}"

    def show(self, amount: int) -> str:
        """Return an amount with its unit."""
        if self.word == "cpu_time":
            return show_time(round(amount / _MICRO, 3))
        return show_size(amount) if self.word in {"received", "sent", "code"} else f"{amount}"


def _rated(word: str, rate: Rate, who: str) -> Rated:
    amount = int(rate.amount * _MICRO) if word == "cpu_time" else int(rate.amount)
    item = _PERIODS[rate.seconds](amount, namespace="guardedflame")
    return Rated(word, rate, item, item.key_for(word, who))


class Unknown:
    """Counts the bytes of a connection until it is known whose they are."""

    __slots__ = ("_in", "_out")

    def __init__(self) -> None:
        self._in = self._out = 0

    def received(self, size: int) -> None:
        """Count bytes from the client."""
        self._in += size

    def sent(self, size: int) -> None:
        """Count bytes to the client."""
        self._out += size

    def known(self, account: Account) -> Account | None:
        """Have ``account`` count them, if it does; return it, if it has to be told of more."""
        if not account.counts_bytes:
            return None
        account.received(self._in)
        account.sent(self._out)
        return account


class Account:
    """One client's, as long as it has a connection or a session. What it used outlives it.

    Args:
        ledger: whose account it is.
        who: what is counted that is open: a client's name, or ``anyone@ADDRESS``.
        uses: whose quotas over time it uses: its own, or those of many strangers.
        subject: what records say of it.
        profile: has the quotas and their rules.
    """

    def __init__(
        self, ledger: Ledger, who: str, uses: str, subject: Subject, profile: Profile
    ) -> None:
        quotas = profile.quotas
        self.who = who
        self._uses = uses
        # Of quotas that others use up, too, it hears only when it asks.
        self._asks_always = uses != who
        self.sessions = self.connections = 0
        self._ledger = ledger
        self._subject = subject
        self._profile = profile
        self._rates = tuple(
            _rated(word, rate, uses)
            for word in (*_AFTERWARDS, *_BEFORE)
            if (rate := getattr(quotas, word)) is not None
        )
        self._by_word = {rated.word: rated for rated in self._rates}
        self._refusals = (
            None if quotas.refusals is None else _rated("refusals", quotas.refusals, uses)
        )
        #: Whether a call has to ask `admit` (or `admit_shared`) before it is decided on.
        self.gated = bool(self._rates) or self._asks_always
        #: Whether a call has to ask again, for none, if it had to wait for its turn.
        self.asks_again = any(rated.word in _AFTERWARDS for rated in self._rates)
        #: Whether that means asking another server.
        self.shared = ledger.shared is not None and bool(self._rates)
        #: Whether somebody has to tell `spent`, or `received` and `sent`.
        self.counts_cpu = quotas.cpu_time is not None
        self.counts_bytes = quotas.received is not None or quotas.sent is not None
        self.counts_code = quotas.code is not None
        if self._refusals is not None and not self._fits(self._refusals, 1):
            self.gated = True

    # --- at a time ------------------------------------------------------------------------------

    def enter(self) -> None:
        """Count a connection.

        Raises:
            ConnectionDeniedError: the client has as many as it may.
            AuditError: that cannot be recorded.
        """
        if self.connections >= self._profile.quotas.connections:
            raise self._too_many("connections", self._profile.quotas.connections)
        self.connections += 1
        self._ledger.keep(self)

    def begin_session(self) -> None:
        """Count a session; raises as `enter`."""
        if self.sessions >= self._profile.quotas.sessions:
            raise self._too_many("sessions", self._profile.quotas.sessions)
        self.sessions += 1
        self._ledger.keep(self)

    def leave(self) -> None:
        """Uncount a connection."""
        self.connections -= 1
        self._ledger.drop_if_idle(self)

    def end_session(self) -> None:
        """Uncount a session."""
        self.sessions -= 1
        self._ledger.drop_if_idle(self)

    def _too_many(self, word: str, allowed: int) -> ConnectionDeniedError:
        rule = self._rule(word)
        window = limits.BUSY_RETRY_SECONDS
        return ConnectionDeniedError(
            f"this client has {allowed} {word} open, as many as it may",
            code=1,
            rule=rule,
            hint=f"close one, or come back in {window:g} s",
            audit_id=self._ledger.records.refused(self._about(word), _RECORD_SECONDS),
            retry_after=window,
        )

    # --- over time ------------------------------------------------------------------------------

    def admit(self, calls: int, code: int) -> None:
        """Count a call that is about to be decided on.

        Args:
            calls: how many it is: a batch is its calls; 0, one that was counted and begins now.
            code: bytes of source in it.

        Raises:
            LimitExceeded: a quota is used up; nothing of the call was counted.
            AuditError: that cannot be recorded.
        """
        if calls:
            self.check_refusals()
        costs = self._costs(calls, code)
        for rated, cost in costs:
            if not self._fits(rated, cost):
                windows = self._ledger.windows
                wait = windows.frees_in(rated.key, rated.item.amount, cost)
                raise self._over(rated, windows.get(rated.key), wait)
        for rated, cost in costs:
            if rated.word in _BEFORE:
                self._spend_here(rated, cost)

    async def admit_shared(self, calls: int, code: int) -> None:
        """Do as `admit`, asking the store that several servers share.

        Raises:
            LimitExceeded: as `admit`; or the store is away, and nobody may go on without it.
        """
        if calls:
            self.check_refusals()
        shared = self._ledger.shared
        assert shared is not None
        costs = self._costs(calls, code)
        asked = [
            Asked(rated.item, (rated.word, self._uses), cost, rated.word in _BEFORE)
            for rated, cost in costs
        ]
        try:
            await self._ledger.pay(self._uses)
            refused = await shared.admit(asked)
        except StoreAway:
            if self._ledger.counts_alone:
                self.admit(calls, code)
                return
            raise self._unknown() from None
        if refused is not None:
            raise self._over(costs[refused.which][0], refused.used, refused.wait)
        if self._ledger.counts_alone:
            # So that this server goes on from here, should the store go away.
            for rated, cost in costs:
                if rated.word in _BEFORE:
                    self._spend_here(rated, cost)

    def spent(self, cpu: float) -> None:
        """Count seconds of processor time that a call has used; ask `counts_cpu` first."""
        self._spend("cpu_time", math.ceil(cpu * _MICRO))

    def received(self, size: int) -> None:
        """Count bytes from the client; ask `counts_bytes` first."""
        self._spend("received", size)

    def sent(self, size: int) -> None:
        """Count bytes to the client; ask `counts_bytes` first."""
        self._spend("sent", size)

    def refused(self) -> None:
        """Count a call that the policy refused, on which there is a line in the audit log."""
        rated = self._refusals
        if rated is not None:
            self._spend_here(rated, 1)
            if not self._fits(rated, 1):
                self.gated = True

    def check_refusals(self) -> None:
        """Raise LimitExceeded if so many calls were refused that none is looked at any more."""
        rated = self._refusals
        if rated is not None and not self._fits(rated, 1):
            wait = self._ledger.windows.frees_in(rated.key, rated.item.amount, 1)
            raise self._over(rated, self._ledger.windows.get(rated.key), wait)
        self.gated = bool(self._rates) or self._asks_always

    # --- inside ---------------------------------------------------------------------------------

    def _costs(self, calls: int, code: int) -> list[tuple[Rated, int]]:
        """Return the rates that a call needs room in, and how much."""
        given = {"calls": calls, "code": code}
        return [(rated, cost) for rated in self._rates if (cost := given.get(rated.word, 1)) > 0]

    def _fits(self, rated: Rated, cost: int) -> bool:
        return self._ledger.windows.get(rated.key) + cost <= rated.item.amount

    def _spend(self, word: str, amount: int) -> None:
        rated = self._by_word.get(word)
        if rated is None or amount <= 0:
            return
        if self._ledger.shared is not None:
            self._ledger.owe(self._uses, rated.word, rated.item, amount)
            if not self._ledger.counts_alone:
                return
        self._spend_here(rated, amount)

    def _spend_here(self, rated: Rated, amount: int) -> None:
        self._ledger.windows.spend(rated.key, rated.item.get_expiry(), amount)

    def _about(self, word: str) -> Subject:
        return self._subject._replace(limit=word, rule=self._rule(word))

    def _rule(self, word: str) -> str:
        return self._profile.rules.get(f"limits.{word}", f"profile {self._profile.base}")

    def _over(self, rated: Rated, used: int, wait: float) -> LimitExceeded:
        wait = math.ceil(wait * 1000) / 1000
        if rated.word == "refusals":
            message = f"{rated.show(used)} calls of this client were refused of late"
            advice = f"look at what they were told, and come back in {math.ceil(wait)} s"
        else:
            message = f"the client's quota {rated.word} of {rated.allowed} is used up"
            advice = f"come back in {math.ceil(wait)} s, or ask the server's operator for more"
        if not wait:
            message = (
                f"this is more at once than the client's quota {rated.word} of {rated.allowed}"
            )
            advice = "send it in smaller parts"
        return LimitExceeded(
            message,
            limit=rated.word,
            allowed=rated.allowed,
            used=rated.show(used),
            state_survived=True,
            rule=self._rule(rated.word),
            hint=advice,
            audit_id=self._ledger.records.refused(self._about(rated.word), rated.rate.seconds),
            retry_after=wait,
        )

    def _unknown(self) -> LimitExceeded:
        rated = self._rates[-1]
        wait = limits.QUOTA_STORE_AGAIN_SECONDS
        return LimitExceeded(
            "the server cannot look up this client's quotas now, so nothing was run",
            limit=rated.word,
            allowed=rated.allowed,
            state_survived=True,
            rule=self._ledger.store_rule,
            hint=f"come back in {math.ceil(wait)} s; if it stays so, tell the server's operator",
            audit_id=self._ledger.records.refused(
                self._subject._replace(limit="store", rule=self._ledger.store_rule), _RECORD_SECONDS
            ),
            retry_after=wait,
        )
