"""Which connections it is time to look at: silent, unread, or amid a frame.

Invariant: a look costs what is due and what is not being read, whatever number of connections
there is; one that was given in is held here until it is taken out, and no longer.
"""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING, Final

from guardedflame import limits

if TYPE_CHECKING:
    from guardedflame.broker.connection import ClientConnection

#: Seconds between two looks.
SWEEP_SECONDS: Final = 1.0

#: Connections ended or put off in one look; more wait for the next. Ending one takes some 50 us,
#: and a burst that came together falls silent together.
MOST: Final = 500


class Sweep:
    """Connections in buckets of one tick each, by when their silence may be too long.

    A connection stays in its bucket while it is used; only when the bucket is due is it asked
    since when it has been silent, and put into a later one.

    Args:
        idle: seconds that a connection may be silent.
    """

    def __init__(self, idle: float) -> None:
        self._idle = idle
        self._buckets: dict[int, set[ClientConnection]] = {}
        self._bucket_of: dict[ClientConnection, int] = {}
        self._looked = _tick(time.monotonic())
        self._unread: set[ClientConnection] = set()
        # When its frame began; in that order, as all have the same time.
        self._begun: dict[ClientConnection, float] = {}

    def __len__(self) -> int:
        return len(self._bucket_of)

    def add(self, connection: ClientConnection) -> None:
        """Look at ``connection`` from now on."""
        self._put(connection, time.monotonic() + self._idle)

    def discard(self, connection: ClientConnection) -> None:
        """Forget it; one that is not known is fine."""
        self._unread.discard(connection)
        self._begun.pop(connection, None)
        at = self._bucket_of.pop(connection, None)
        if at is not None:
            bucket = self._buckets[at]
            bucket.discard(connection)
            if not bucket:
                del self._buckets[at]

    def not_read(self, connection: ClientConnection) -> None:
        """Its bytes stay in the kernel: nobody but us will hear that the peer has gone."""
        if connection in self._bucket_of:
            self._unread.add(connection)

    def read_again(self, connection: ClientConnection) -> None:
        """It is read, so that its end is heard."""
        self._unread.discard(connection)

    def frame_begun(self, connection: ClientConnection) -> None:
        """It is amid a frame, and has a time to end it; bytes that trickle in give it no more."""
        if connection in self._bucket_of:
            self._begun.setdefault(connection, time.monotonic())

    def frame_ended(self, connection: ClientConnection) -> None:
        """Its frame is whole, or it is for us to read on."""
        self._begun.pop(connection, None)

    def look(self, now: float) -> None:
        """Hang up on peers that have gone or do not read, and on those silent for too long.

        And on those that have begun a frame and do not end it.
        """
        self._hang_up_on_the_gone()
        for connection in list(self._unread):
            if connection.blocked_since and now - connection.blocked_since > limits.WRITE_SECONDS:
                connection.hang_up()
        while self._begun:
            connection, since = next(iter(self._begun.items()))
            if now - since <= limits.FRAME_SECONDS:
                break
            del self._begun[connection]
            connection.frame_too_slow()
        left = MOST
        while self._looked < _tick(now) and left:
            left -= self._empty(self._looked + 1, now, left)
            if self._looked + 1 not in self._buckets:
                self._looked += 1

    def _empty(self, at: int, now: float, most: int) -> int:
        """Look at up to ``most`` of one bucket; return at how many."""
        due = list(self._buckets.get(at, ()))[:most]
        for connection in due:
            self._take(connection, at)
            silent_since = _silent_since(connection, now)
            if now - silent_since > self._idle:
                connection.close()
                # Its transport tells when it is gone; until then it may be asked again.
                self._put(connection, now + limits.CLOSE_SECONDS)
            else:
                running = silent_since == now
                self._put(connection, now if running else silent_since + self._idle)
        return len(due)

    def _put(self, connection: ClientConnection, when: float) -> None:
        # At least the tick after the one being looked at.
        at = max(_tick(when) + 1, self._looked + 2)
        self._bucket_of[connection] = at
        self._buckets.setdefault(at, set()).add(connection)

    def _take(self, connection: ClientConnection, at: int) -> None:
        bucket = self._buckets[at]
        bucket.discard(connection)
        if not bucket:
            del self._buckets[at]

    def _hang_up_on_the_gone(self) -> None:
        if not self._unread:
            return
        poll = select.poll()
        by_descriptor = {}
        for connection in self._unread:
            descriptor = connection.unread_descriptor
            if descriptor >= 0:
                by_descriptor[descriptor] = connection
                poll.register(descriptor, select.POLLRDHUP)
        for descriptor, _ in poll.poll(0) if by_descriptor else ():
            by_descriptor[descriptor].hang_up()


def _tick(when: float) -> int:
    return int(when / SWEEP_SECONDS)


def _silent_since(connection: ClientConnection, now: float) -> float:
    """Return since when it is the client's turn: now, while a call of its session runs."""
    session = connection.session
    if session is None or not session.running:
        return connection.last_heard
    # A question has no wall time, so that it ends is up to this.
    return max(connection.last_heard, session.asked_at) if session.asked_at else now
