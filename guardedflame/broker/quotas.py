"""Quotas: the accounts of all clients, and where what they use is kept.

Invariant: who is counted cannot choose not to be: a client entry has one account under its name,
and of `anyone` each address has one (IPv6 a /64). Every table here is bounded, and strangers for
whom there is no room left are counted together over time; what they have open is counted for each
address always. Who is only turned away takes nobody's place.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from guardedflame import limits
from guardedflame.broker.accounts import Account
from guardedflame.broker.audit import AuditLog
from guardedflame.broker.peers import counted
from guardedflame.broker.quota_records import Records, Subject
from guardedflame.broker.quota_redis import SharedStore, StoreAway
from guardedflame.broker.quota_windows import Windows
from guardedflame.policy.model import Grant, Peer, Policy
from guardedflame.policy.words import ANYONE

#: Refused connections of one address that are recorded each; the policy may not know it.
_TURNED_AWAY: Final = RateLimitItemPerMinute(limits.REFUSALS_PER_MINUTE, namespace="guardedflame")

#: Those of all addresses together.
_ALL_TURNED_AWAY: Final = RateLimitItemPerMinute(limits.KNOCKS_PER_MINUTE, namespace="guardedflame")

#: What a record says of those who are counted together.
_MANY: Final = "(many)"

#: Whose quotas strangers use that come when there is room for no more of them.
_CROWD: Final = f"{ANYONE}@{_MANY}"


class Ledger:
    """All accounts of one server, and where they are kept.

    Args:
        policy: says whether a store is shared.
        audit: where refusals are recorded.
        shared: that store, open; None counts in memory.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        policy: Policy,
        audit: AuditLog,
        shared: SharedStore | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.windows = Windows(clock)
        #: Who was turned away, apart from quotas: garbage costs less than a call.
        self.knocks = Windows(clock)
        self._limiter = MovingWindowRateLimiter(self.knocks)
        self.records = Records(audit, clock)
        self.shared = shared
        store = policy.store
        self.counts_alone = store is not None and store.on_failure == "local"
        self.store_rule = store.rule if store is not None else ""
        #: Whether any client has a quota of bytes.
        self.counts_bytes = any(
            one.profile.quotas.received is not None or one.profile.quotas.sent is not None
            for one in policy.clients.values()
        )
        self._clock = clock
        self._accounts: dict[str, Account] = {}
        self._owed: dict[str, dict[str, tuple[RateLimitItem, int]]] = {}
        self._swept_at = self._knocks_swept_at = clock()

    # --- who ------------------------------------------------------------------------------------

    def account(self, grant: Grant, peer: Peer) -> Account:
        """Return the account that ``peer`` is counted under, having been given ``grant``."""
        who, label = grant.client, ""
        if who == ANYONE:
            label = counted(peer.address)
            who = f"{ANYONE}@{label}"
        # As many of these as have something open: those of strangers need no other bound.
        found = self._accounts.get(who)
        if found is not None:
            return found
        profile = grant.profile
        subject = Subject(grant.client, label, profile.name, "", "")
        uses = who if who == grant.client or self._has_room() else _CROWD
        return Account(self, who, uses, subject, profile)

    def keep(self, account: Account) -> None:
        """Remember an account that has something open."""
        self._accounts[account.who] = account

    def drop_if_idle(self, account: Account) -> None:
        """Forget one that has nothing open; what it used is in the windows."""
        if not account.connections and not account.sessions:
            self._accounts.pop(account.who, None)

    def _has_room(self) -> bool:
        """Whether a stranger who comes now can have quotas of its own."""
        if len(self.windows) >= limits.QUOTA_KEYS:
            # Once a second is enough: it looks at all of them, and strangers come oftener.
            now = self._clock()
            if now - self._swept_at >= 1.0:
                self._swept_at = now
                self.windows.forget()
        return len(self.windows) < limits.QUOTA_KEYS

    def may_note(self, peer: Peer) -> bool:
        """Return whether turning ``peer`` away is recorded by a line of its own; else it counts.

        Raises:
            AuditError: it would have been the first that is only counted, and was not recorded.
        """
        label = counted(peer.address)
        who = label
        if len(self.knocks) >= limits.KNOCK_KEYS and _TURNED_AWAY.key_for(label) not in self.knocks:
            now = self._clock()
            if now - self._knocks_swept_at >= 1.0:
                self._knocks_swept_at = now
                self.knocks.forget()
            if len(self.knocks) >= limits.KNOCK_KEYS:
                who = _MANY
        if not self._limiter.test(_ALL_TURNED_AWAY):
            # A record for each of them would be a line for each address.
            label = _MANY
        elif self._limiter.hit(_TURNED_AWAY, who):
            self._limiter.hit(_ALL_TURNED_AWAY)
            return True
        self.records.refused(Subject("", label, "", "connections", ""), 60.0)
        return False

    # --- what is owed to the shared store ---------------------------------------------------------

    def owe(self, who: str, word: str, item: RateLimitItem, amount: int) -> None:
        """Keep what was used until the store can be told."""
        if who not in self._owed and len(self._owed) >= limits.QUOTA_KEYS:
            who = _CROWD
        debts = self._owed.setdefault(who, {})
        before = debts[word][1] if word in debts else 0
        debts[word] = (item, before + amount)

    async def pay(self, who: str) -> None:
        """Tell the store what ``who`` has used. Raises StoreAway; it is still owed then."""
        debts = self._owed.pop(who, None)
        if not debts or self.shared is None:
            return
        while debts:
            word, (item, amount) = debts.popitem()
            try:
                await self.shared.spend(item, (word, who), amount)
            except StoreAway:
                debts[word] = (item, amount)
                for unpaid, (its_item, owed) in debts.items():
                    self.owe(who, unpaid, its_item, owed)
                raise

    async def pay_all(self) -> None:
        """Tell the store what everybody has used, as far as it is there."""
        for who in list(self._owed):
            try:
                await self.pay(who)
            except StoreAway:
                return

    # --- now and then -----------------------------------------------------------------------------

    def sweep(self) -> None:
        """Write what is due; forget what is over."""
        self.records.sweep()
        now = self._clock()
        if now - self._swept_at >= limits.QUOTA_SWEEP_SECONDS:
            self._swept_at = now
            self.windows.forget()
        if now - self._knocks_swept_at >= limits.QUOTA_SWEEP_SECONDS:
            self._knocks_swept_at = now
            self.knocks.forget()

    def close(self) -> None:
        """Write what has been counted and not said."""
        self.records.sweep(everything=True)
