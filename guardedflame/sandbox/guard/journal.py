"""What a session makes of the library, written so that a making that is broken off leaves nothing.

Invariant: after an exception, whatever it is and wherever it came, every table and every name of a
module is as it was before the making began; the next import makes it whole. What is undone takes no
memory and calls no Python, so that want of either cannot stop it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar  # Any: tables have keys and values of several kinds

Made = TypeVar("Made")
_ABSENT: Final = object()


class Journal:
    """One session's: what its running makings have put into dictionaries."""

    def __init__(self) -> None:
        self._steps: list[tuple[dict[Any, Any], object, object]] = []
        self._depth = 0

    def put(self, table: dict[Any, Any], key: object, value: object) -> None:
        """Set a key of a dictionary; forget that if the running making is broken off."""
        if self._depth:
            self._steps.append((table, key, table.get(key, _ABSENT)))
        table[key] = value

    def whole(self, make: Callable[[str], Made], name: str) -> Made:
        """Return what ``make`` makes of ``name``. Raises what it raises: then nothing was put.

        What was made inside of it goes, too: it may hold what is not whole.
        """
        steps = self._steps
        mark = len(steps)
        self._depth += 1
        try:
            return make(name)
        except BaseException:
            while len(steps) > mark:
                table, key, before = steps[-1]
                if before is _ABSENT:
                    table.pop(key, None)
                else:
                    table[key] = before
                steps.pop()  # last: done twice is done once
            raise
        finally:
            self._depth -= 1
            if not self._depth:
                steps.clear()
