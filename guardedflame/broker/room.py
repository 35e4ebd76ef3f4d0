"""How much all connections together hold of their clients' bytes: frames begun, calls not answered.

Invariant: room is taken for a whole frame before its body is read, for as much as it may come to,
and given back when its call is answered or its connection has gone. So what is held stays within
`limits.HELD`, and no two frames that were begun wait for each other. Frames up to
`limits.HELD_FREE` need no room: nobody's small calls wait for somebody's large ones. What waits is
let in in the order it came, and one address has its share, so that it fills no server.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import Protocol

from guardedflame import limits


class Guest(Protocol):
    """What the room needs of a connection."""

    def let_in(self) -> None:
        """There is room now: read on, in a turn of its own."""

    def hang_up(self) -> None:
        """Close now."""


class Share:
    """What one connection holds.

    Args:
        room: of which it is.
        guest: the connection.
    """

    __slots__ = ("_calls", "_frame", "_guest", "_room", "owner")

    def __init__(self, room: Room, guest: Guest) -> None:
        #: Whose share of the room it counts to: an address.
        self.owner = ""
        self._room = room
        self._guest: Guest | None = guest
        self._frame = 0
        self._calls = 0

    def admits(self, size: int) -> bool:
        """Take room for the frame that begins, of up to ``size`` bytes; asked again, it has it.

        False: there is none now. The connection is not read, and told to go on in its turn.
        """
        if size <= limits.HELD_FREE or size <= self._frame:
            return True
        return self._guest is not None and self._room.take(self, size)

    def frame_ended(self, call: int) -> None:
        """The frame is whole, and has become a call of ``call`` bytes, or none (0)."""
        if not self._frame:
            return
        call = call if call > limits.HELD_FREE else 0
        spare, self._frame = self._frame - call, 0
        self._calls += call
        self._room.whole(self, spare)

    def answered(self, call: int) -> None:
        """A call of ``call`` bytes is answered and held no more."""
        if call > limits.HELD_FREE and self._guest is not None:
            self._calls -= call
            self._room.give_back(self.owner, call)

    def leave(self) -> None:
        """The connection has gone, with all it held; here, too, nothing keeps it."""
        held, self._frame, self._calls = self._frame + self._calls, 0, 0
        self._guest = None
        self._room.leave(self, held)

    def begin(self, size: int) -> None:
        """Its room is taken (the room says so)."""
        self._frame = size

    def let_in(self) -> None:
        """Have the connection read on."""
        if self._guest is not None:
            self._guest.let_in()

    def evict(self) -> None:
        """Hang up on the connection; its room is free at once."""
        guest = self._guest
        self.leave()
        if guest is not None:
            guest.hang_up()


class Room:
    """See the module.

    Args:
        most: bytes that all may hold.
        most_of_one: bytes that one address may hold.
    """

    def __init__(self, most: int = limits.HELD, most_of_one: int = limits.HELD_OF_ONE) -> None:
        #: Bytes that are taken now.
        self.taken = 0
        self._most = most
        self._most_of_one = most_of_one
        self._of: Counter[str] = Counter()
        # Both in the order they came.
        self._waiting: dict[Share, int] = {}
        self._begun: dict[Share, float] = {}

    @property
    def waiting(self) -> int:
        """How many connections are not read for want of room."""
        return len(self._waiting)

    def take(self, share: Share, size: int) -> bool:
        """Take ``size`` bytes for ``share``, or have it wait behind those that came before."""
        if share not in self._waiting:
            self._waiting[share] = size
            self._let_in(asking=share)
        return share not in self._waiting

    def whole(self, share: Share, spare: int) -> None:
        """The frame of ``share`` is whole; ``spare`` bytes of its room were not needed."""
        self._begun.pop(share, None)
        self.give_back(share.owner, spare)

    def leave(self, share: Share, held: int) -> None:
        """Forget ``share``, which held so much."""
        self._begun.pop(share, None)
        self._waiting.pop(share, None)
        self.give_back(share.owner, held)

    def give_back(self, owner: str, size: int) -> None:
        """So many bytes that were the share of ``owner`` are free."""
        self.taken -= size
        self._of[owner] -= size
        if not self._of[owner]:
            del self._of[owner]
        if self._waiting:
            self._let_in()

    def look(self, now: float) -> None:
        """Hang up, while others wait, on who keeps the room with a frame that does not end."""
        anybodys, owners = self._waited_for()
        for share, since in list(self._begun.items()):
            if not self._waiting or now - since <= limits.FRAME_CROWDED_SECONDS:
                return
            if anybodys or share.owner in owners:
                share.evict()
                anybodys, owners = self._waited_for()

    def _waited_for(self) -> tuple[bool, set[str]]:
        """Return whether anybody's room would help who waits, and whose would."""
        anybodys = not all(self._over_share(each.owner, n) for each, n in self._waiting.items())
        return anybodys, {each.owner for each in self._waiting}

    def _over_share(self, owner: str, size: int) -> bool:
        # One frame has room, whatever a policy makes of its size.
        return bool(self._of[owner]) and self._of[owner] + size > self._most_of_one

    def _let_in(self, asking: Share | None = None) -> None:
        full = set()
        for share, size in list(self._waiting.items()):
            if share.owner in full:
                continue
            if self._over_share(share.owner, size):
                full.add(share.owner)
                continue
            if self.taken and self.taken + size > self._most:
                # Smaller ones behind it wait too, or it would wait for ever.
                return
            del self._waiting[share]
            self.taken += size
            self._of[share.owner] += size
            self._begun[share] = time.monotonic()
            share.begin(size)
            if share is not asking:
                share.let_in()
