"""Address space kept back, so that an error for want of memory can be told when there is none left.

Invariant: the pages are never written, so a session that ends well pays for none of them.
"""

from __future__ import annotations

import contextlib
import mmap

from guardedflame import limits

#: Pieces: a call that is compiled takes one for small objects and some for the parser.
_LEFT = 2


class Reserve:
    """Mappings that are held while client code runs, and given up once memory has run out.

    Until the next call they stay given up: receiving it takes memory too, and the session may
    still hold all of its own.

    Args:
        pieces: how many mappings, so that some can be taken again where not all can.
        size: bytes of each.
    """

    def __init__(self, pieces: int = limits.RESERVE_PIECES, size: int = limits.RESERVE) -> None:
        self._pieces = pieces
        self._size = size
        self._held: list[mmap.mmap] = []
        self.hold()

    def hold(self) -> None:
        """Take what is missing, as far as the session leaves some for what comes next."""
        if len(self._held) == self._pieces:
            return
        with contextlib.suppress(OSError, MemoryError):  # the next error has to do with less
            while len(self._held) < self._pieces + _LEFT:
                # Private: the template that workers are forked from makes the first ones.
                piece = mmap.mmap(-1, self._size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
                self._held.append(piece)
        for piece in self._held[-_LEFT:]:
            piece.close()
        del self._held[-_LEFT:]

    def release(self) -> None:
        """Give all up."""
        while self._held:
            self._held.pop().close()
