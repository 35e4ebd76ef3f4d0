"""Where a session's worker is: at most one at a time, and why it is being ended.

Invariant: the reason of an end is kept before the kill; once there is one, nothing the worker says
counts any more. A worker that is gone is never replaced here by itself.
"""

from __future__ import annotations

import time

from guardedflame import limits
from guardedflame.amounts import about_size
from guardedflame.broker.pool import Pools
from guardedflame.broker.usage import Usage
from guardedflame.broker.worker import Owner, Worker
from guardedflame.errors import GuardedFlameError, LimitExceeded, PoolExhausted
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import Gone, Narrow, ToWorker, encode
from guardedflame.ipc.signals import STOP_SIGNALS, Reason
from guardedflame.policy.model import Profile


class Place:
    """See the module.

    Args:
        profile: what its workers may do.
        pools: where they come from.
        narrow: what of the limits they have to know; None where they were made with them.
    """

    __slots__ = (
        "_narrow",
        "_paused",
        "_pools",
        "_profile",
        "cpu_at_end",
        "ending",
        "since",
        "starting",
        "usage",
        "worker",
    )

    def __init__(self, profile: Profile, pools: Pools, narrow: Narrow | None) -> None:
        self.worker: Worker | None = None
        self.usage: Usage | None = None
        self.since = time.monotonic()
        self.starting = False
        self.cpu_at_end = 0.0
        self.ending: GuardedFlameError | None = None
        self._profile = profile
        self._pools = pools
        self._narrow = narrow
        self._paused = False

    @property
    def paused(self) -> bool:
        """Whether its client does not take what the worker says."""
        return self._paused

    async def fill(self, owner: Owner) -> None:
        """Take a worker from the pool.

        Raises:
            PoolExhausted: none can be had now; whatever it was, no call may be left waiting.
        """
        self.starting = True
        try:
            worker = await self._pools.checkout(self._profile.name, owner)
        except PoolExhausted:
            raise
        except Exception:
            raise PoolExhausted(
                "no worker can be started: the machine is short of something"
            ) from None
        finally:
            self.starting = False
        assert worker.process is not None
        self.worker = worker
        self.usage = Usage(
            worker.process.pid, many=self._profile.limits.processes > 0, group=worker.group
        )
        self.since = time.monotonic()
        self.cpu_at_end = 0.0
        if self._narrow is not None:
            self.send(self._narrow)

    def send(self, message: ToWorker) -> None:
        """Say something to the worker; nobody there hears nothing."""
        if self.worker is not None:
            self.worker.send(frame(encode(message)))

    def tell(self, reason: Reason) -> None:
        """Have the worker's program told to stop."""
        if self.worker is not None:
            self.worker.signal(STOP_SIGNALS[reason])

    def end(self, error: GuardedFlameError) -> None:
        """Kill the worker; ``error`` tells its client why."""
        if self.worker is not None and self.ending is None:
            # The reason comes first: the reader of the worker's end must find it.
            self.ending = error
            self._last_look()
            self.worker.kill(str(error))

    def leave(self) -> None:
        """Kill the worker of a client that is gone."""
        if self.worker is not None:
            self._last_look()
            self.worker.kill("the client left")

    def _last_look(self) -> None:
        """See what the family has used while it is all there: the kernel tells of the worker alone.

        Children that nobody waited for are in no total of its.
        """
        if self.usage is not None:
            self.cpu_at_end = self.usage.cpu() or 0.0

    def emptied(self, gone: Gone, error: GuardedFlameError) -> None:
        """The worker is gone; ``error``, which tells of that, learns how much memory it held."""
        self.worker = self.usage = self.ending = None
        if isinstance(error, LimitExceeded) and not error.peak and gone.peak_rss_kib:
            error.peak = f"{about_size(gone.peak_rss_kib * limits.KIB)} resident"

    def pause(self) -> None:
        """Read the worker no more."""
        self._paused = True
        if self.worker is not None:
            self.worker.pause()

    def resume(self) -> None:
        """Go on."""
        self._paused = False
        if self.worker is not None:
            self.worker.resume()
