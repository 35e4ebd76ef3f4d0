"""Use that several servers count together, in Redis by the library `limits`.

Invariant: no wait here is longer than `limits.QUOTA_STORE_SECONDS`, nothing waits for a store that
was away a moment ago, and what is said of it has no user, no password and no word of its own.

The window is the library's sliding one, of two counters a key: exact while a client's use is
spread, and up to twice the amount for one that saves all of it for the end of a window. A moving
window there keeps an entry for each unit, of which bytes have too many.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Final, NamedTuple, cast

from limits import RateLimitItem

from guardedflame import limits
from guardedflame.errors import GuardedFlameError, ListenError
from guardedflame.policy.model import QuotaStore

#: Lua counts in doubles: the largest whole number that every one below can be told from.
_ANY: Final = 2**53


class StoreAway(GuardedFlameError):
    """The store cannot be asked now; nothing was counted."""


class Asked(NamedTuple):
    """One quota of one client, and what a call would add to it."""

    item: RateLimitItem
    identifiers: tuple[str, str]
    cost: int
    take: bool
    """Whether the call is counted here, or there only has to be room."""


class Refusal(NamedTuple):
    """Which of the asked has no room, what it holds, and when there will be room (0.0: never)."""

    which: int
    used: int
    wait: float


class SharedStore:
    """See the module.

    Args:
        store: where it is.
        said: called with words for the operator when it goes away and when it is back.
        clock: seconds that only go forward.

    Raises:
        ListenError: the libraries for it are not installed.
    """

    def __init__(
        self,
        store: QuotaStore,
        said: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._place = store.place
        self._said = said
        self._clock = clock
        self._again_at = 0.0
        self._away = False
        self._turns = asyncio.Semaphore(limits.QUOTA_STORE_CONNECTIONS)
        try:
            # Only where a policy asks for it: memory needs none of this.
            from limits.aio.storage.redis import RedisStorage  # noqa: PLC0415
            from redis.asyncio.retry import Retry  # noqa: PLC0415
            from redis.backoff import NoBackoff  # noqa: PLC0415
        except ImportError:
            raise ListenError(
                f"{store.rule} needs the Redis client; pip install 'guardedflame[redis]'"
            ) from None
        options: dict[str, Any] = {
            "socket_timeout": limits.QUOTA_STORE_SECONDS,
            "socket_connect_timeout": limits.QUOTA_STORE_SECONDS,
            # Once more, for a connection that has been closed since it was last used.
            "retry": Retry(NoBackoff(), 1),
        }
        self._storage = RedisStorage(
            f"async+{store.url}",
            implementation="redispy",
            key_prefix="guardedflame",
            **options,
        )

    async def open(self) -> None:
        """See that the store is there and counts.

        Raises:
            ListenError: it does not; nothing was started.
        """
        try:
            async with asyncio.timeout(limits.QUOTA_STORE_SECONDS):
                await self._storage.get_sliding_window("start", 60)
        except Exception as error:
            raise ListenError(
                f"the quota store {self._place} cannot be used: {_why(error)}; "
                "start it, or correct quotas.store in the policy"
            ) from None

    async def close(self) -> None:
        """Give its connections back."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(limits.QUOTA_STORE_SECONDS):
                await cast("Any", self._storage.bridge).get_connection().aclose()

    @property
    def away(self) -> bool:
        """Whether it did not answer when it was last asked."""
        return self._away

    async def admit(self, asked: Sequence[Asked]) -> Refusal | None:
        """Count a call where all of ``asked`` have room for it.

        Raises:
            StoreAway: nobody knows.
        """
        async with self._asking():
            for index, one in enumerate(asked):
                refused = await self._look(index, one)
                if refused is not None:
                    return refused
            for index, one in enumerate(asked):
                key, window = one.item.key_for(*one.identifiers), one.item.get_expiry()
                if one.take and not await self._storage.acquire_sliding_window_entry(
                    key, one.item.amount, window, one.cost
                ):
                    # Another server took the last of it since we looked.
                    return await self._look(index, one) or Refusal(index, one.item.amount, 1.0)
        return None

    async def spend(self, item: RateLimitItem, identifiers: tuple[str, str], amount: int) -> None:
        """Count what has been used already. Raises StoreAway."""
        async with self._asking():
            key = item.key_for(*identifiers)
            await self._storage.acquire_sliding_window_entry(key, _ANY, item.get_expiry(), amount)

    async def _look(self, which: int, one: Asked) -> Refusal | None:
        window = one.item.get_expiry()
        key = one.item.key_for(*one.identifiers)
        counters = Counters(*await self._storage.get_sliding_window(key, window))
        used, room = counters.weighted(window), one.item.amount - one.cost
        return None if used <= room else Refusal(which, used, counters.frees_in(room, window))

    @contextlib.asynccontextmanager
    async def _asking(self) -> AsyncIterator[None]:
        async with self._turns:
            if self._clock() < self._again_at:
                raise StoreAway("the store of quotas is away")
            try:
                async with asyncio.timeout(limits.QUOTA_STORE_SECONDS):
                    yield
            except Exception as error:
                # Whatever went wrong there: its state is not known, so nothing was counted.
                self._again_at = self._clock() + limits.QUOTA_STORE_AGAIN_SECONDS
                if not self._away:
                    self._away = True
                    self._said(f"the quota store {self._place} is away: {_why(error)}")
                raise StoreAway("the store of quotas is away") from None
            if self._away:
                self._away = False
                self._said(f"the quota store {self._place} is back")


class Counters(NamedTuple):
    """The library's two windows of a key: what is in each, and the seconds each is kept."""

    before: int
    before_ttl: float
    now: int
    now_ttl: float

    def weighted(self, window: float) -> int:
        """Return the use that counts: of the window before, the share that is still in reach."""
        return math.floor(self.before * self.before_ttl / window) + self.now

    def frees_in(self, room: int, window: float) -> float:
        """Return the seconds until `weighted` is ``room`` at most; 0.0 if never."""
        if room < 0:
            return 0.0
        if self.now <= room and self.before:
            # The window before counts for less all the time.
            wait = self.before_ttl - (room + 1 - self.now) * window / self.before
        else:
            # Not before this window is the one before.
            wait = max(self.now_ttl - window, 0.0)
            if self.now:
                wait += max(window - (room + 1) * window / self.now, 0.0)
        # Redis counts time in whole milliseconds.
        return max(wait, 0.0) + 0.002


def _why(error: BaseException) -> str:
    """Return plain words; the library's own may quote an address or what the server said."""
    names = {one.__name__ for one in type(error).__mro__}
    if names & {"AuthenticationError", "AuthorizationError", "NoPermissionError"}:
        return "it does not accept the user or password"
    if "TimeoutError" in names:
        return "it does not answer"
    if "ConnectionError" in names or isinstance(error, OSError):
        return "nothing can be reached there"
    return "it refused to count"
