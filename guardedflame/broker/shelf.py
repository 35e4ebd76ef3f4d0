"""The workers of one profile that are ready before they are asked for.

Invariant: a worker leaves for one session or for its end, and never comes back. How many there
should be stays between the policy's bounds.
"""

from __future__ import annotations

from collections import deque

from guardedflame.broker.worker import Worker
from guardedflame.policy.model import Warm


class Shelf:
    """See the module. ``wanted`` is how many there should be now.

    Args:
        bounds: of ``wanted``, of the policy.
    """

    def __init__(self, bounds: Warm) -> None:
        self._bounds = bounds
        self.wanted = bounds.least
        self._ready: deque[Worker] = deque()
        self._asked = 0

    @property
    def grown(self) -> bool:
        """Whether it wants more than the policy's least."""
        return self.wanted > self._bounds.least

    @property
    def full(self) -> bool:
        """Whether as many are there as should be."""
        return len(self._ready) >= self.wanted

    def take(self) -> Worker | None:
        """Return the oldest that is alive; None where sessions come faster than it is filled."""
        self._asked += 1
        while self._ready:
            worker = self._ready.popleft()
            if worker.usable:
                return worker
        self.wanted = min(self._bounds.most, self.wanted + 1)
        return None

    def put(self, worker: Worker) -> None:
        """Keep a worker that nobody has used."""
        self._ready.append(worker)

    def remove(self, worker: Worker) -> bool:
        """Take out one that died before anybody wanted it; return whether it was here."""
        if worker not in self._ready:
            return False
        self._ready.remove(worker)
        return True

    def remove_dead(self) -> None:
        """Take out those whose end has been told but not yet been reaped."""
        self._ready = deque(worker for worker in self._ready if not worker.dead)

    def shrink(self) -> list[Worker]:
        """Give up half of what it grew by, if fewer asked than it holds since this was last called.

        Returns:
            Those to be ended, oldest first.
        """
        asked, self._asked = self._asked, 0
        if asked < self.wanted:
            self.wanted = self._bounds.least + (self.wanted - self._bounds.least) // 2
        return [self._ready.popleft() for _ in range(len(self._ready) - self.wanted)]
