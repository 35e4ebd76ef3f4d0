"""What was used in the last window, by key, in this process: a storage for the library `limits`.

Invariant: what is used counts for a whole window by the monotonic clock, and for one slot longer
at most; so no window of that length, wherever it begins, holds more than was allowed. A key costs
`limits.QUOTA_SLOTS` pairs of numbers at most, and one that has nothing left in it is dropped.

The library's own memory storage tells time by the wall clock, starts a thread to forget things, and
keeps one object for each unit, of which a gigabyte has too many.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from limits.storage.base import MovingWindowSupport, Storage

from guardedflame import limits

#: More than any client uses: what has happened is counted, whatever was allowed.
_ANY: Final = 2**62


class _Log:
    """One key's use: how much in which slot, oldest first."""

    __slots__ = ("slots", "used", "width")

    def __init__(self, width: float) -> None:
        self.width = width
        self.used = 0
        self.slots: list[tuple[int, int]] = []

    def forget(self, now: float) -> None:
        """Drop what a whole window has passed since."""
        first = int(now // self.width) - limits.QUOTA_SLOTS
        slots = self.slots
        while slots and slots[0][0] < first:
            self.used -= slots.pop(0)[1]

    def add(self, now: float, amount: int) -> None:
        """Count ``amount`` at ``now``."""
        slot = int(now // self.width)
        self.used += amount
        if self.slots and self.slots[-1][0] == slot:
            amount += self.slots.pop()[1]
        self.slots.append((slot, amount))

    def frees_at(self, amount: int) -> float:
        """Return when at least ``amount`` of what is in here has been forgotten."""
        at = 0.0
        for slot, used in self.slots:
            at = (slot + limits.QUOTA_SLOTS + 1) * self.width
            amount -= used
            if amount <= 0:
                break
        return at


class Windows(Storage, MovingWindowSupport):
    """See the module. Keys and amounts are the library's; an ``expiry`` is the window in seconds.

    Args:
        clock: seconds that only go forward.
    """

    STORAGE_SCHEME = None

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._logs: dict[str, _Log] = {}

    def __len__(self) -> int:
        return len(self._logs)

    def __contains__(self, key: str) -> bool:
        return key in self._logs

    def _log(self, key: str) -> _Log | None:
        log = self._logs.get(key)
        if log is not None:
            log.forget(self._clock())
        return log

    # --- what the library's moving window asks --------------------------------------------------

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` if the window then holds at most ``limit``; say whether it did."""
        log = self._log(key)
        if (log.used if log is not None else 0) + amount > limit:
            return False
        if log is None:
            log = self._logs[key] = _Log(expiry / limits.QUOTA_SLOTS)
        log.add(self._clock(), amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Return since when the window counts, and what is in it."""
        log = self._log(key)
        if log is None or not log.slots:
            return self._clock(), 0
        return log.frees_at(1) - expiry, log.used

    # --- what it has besides --------------------------------------------------------------------

    def spend(self, key: str, expiry: int, amount: int) -> None:
        """Count what has been used already, allowed or not."""
        if amount > 0:
            self.acquire_entry(key, _ANY, expiry, amount)

    def frees_in(self, key: str, limit: int, cost: int) -> float:
        """Return the seconds until ``cost`` fits below ``limit``; 0.0 where it never will."""
        log = self._log(key)
        if log is None or cost > limit:
            return 0.0
        over = log.used + cost - limit
        return max(log.frees_at(over) - self._clock(), 0.0) if over > 0 else 0.0

    def forget(self) -> None:
        """Drop the keys that nothing is left in."""
        now = self._clock()
        for key, log in list(self._logs.items()):
            log.forget(now)
            if not log.slots:
                del self._logs[key]

    # --- what every storage of the library has --------------------------------------------------

    @property
    def base_exceptions(self) -> type[Exception]:
        """What this storage raises when it is away: it never is."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count ``amount``; return what the window holds."""
        self.spend(key, expiry, amount)
        return self.get(key)

    def get(self, key: str) -> int:
        """Return what the window holds."""
        log = self._log(key)
        return log.used if log is not None else 0

    def get_expiry(self, key: str) -> float:
        """Return when the oldest of it is forgotten."""
        log = self._log(key)
        return log.frees_at(1) if log is not None and log.slots else self._clock()

    def check(self) -> bool:
        """Return that it is there."""
        return True

    def clear(self, key: str) -> None:
        """Forget one key."""
        self._logs.pop(key, None)

    def reset(self) -> int:
        """Forget all; return how many keys there were."""
        count = len(self._logs)
        self._logs.clear()
        return count
