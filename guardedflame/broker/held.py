"""Output kept for a client that must fetch it: stock Pyro5 clients take no pushes.

Invariant: no more is kept than the limit; the oldest goes first.
"""

from __future__ import annotations

from collections import deque

from guardedflame import limits


class HeldOutput:
    """What one session wrote and nobody fetched.

    Args:
        most: characters kept.
    """

    __slots__ = ("_most", "_size", "pieces")

    def __init__(self, most: int) -> None:
        # Ten thousand sessions that print nothing need no deque each, of 760 bytes.
        self.pieces: deque[str] | tuple[()] = ()
        self._most = most
        self._size = 0

    def keep(self, text: str) -> None:
        """Add what was written."""
        if not self.pieces:
            self.pieces = deque([text])
        elif len(self.pieces[-1]) < limits.OUTPUT_CHUNK // 4:
            # Texts of two letters by themselves would take thirty times the memory.
            self.pieces[-1] += text
        else:
            self.pieces.append(text)
        self._size += len(text)
        while self._size > self._most and len(self.pieces) > 1:
            self._size -= len(self.pieces.popleft())

    def take(self) -> str:
        """Return and forget what was kept."""
        text = "".join(self.pieces)
        self.pieces = ()
        self._size = 0
        return text
