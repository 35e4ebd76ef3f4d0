"""Whose turn it is: connections that have more to do than fits a turn wait for the others.

Invariant: between two of these turns the loop serves everybody who has something new, however many
connections wait here; each is here once, and they go in the order in which they came.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Protocol


class Waiting(Protocol):
    """What turns need of a connection."""

    def next_turn(self) -> None:
        """Go on, until the turn is over."""


class Turns:
    """See the module; one for all connections of a server."""

    __slots__ = ("_line",)

    def __init__(self) -> None:
        self._line: deque[Waiting] = deque()

    def wait(self, connection: Waiting) -> None:
        """Give ``connection`` its next turn when those have had theirs who wait."""
        self._line.append(connection)
        if len(self._line) == 1:
            asyncio.get_running_loop().call_soon(self._next)

    def _next(self) -> None:
        # It stays in the line until its turn is over: whoever comes meanwhile schedules nothing.
        try:
            self._line[0].next_turn()
        finally:
            self._line.popleft()
            if self._line:
                asyncio.get_running_loop().call_soon(self._next)
