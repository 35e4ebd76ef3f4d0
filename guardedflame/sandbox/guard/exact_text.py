"""io.TextIOWrapper as a session has it.

Invariant: no place in a text is gone to that lies before it: CPython's C code looks for the end of
a line from wherever it is told, in memory that is not the text's.
"""

from __future__ import annotations

import io
import operator
from typing import SupportsIndex

#: In the number that stands for a place in a text: the sign of how many characters to skip.
_SIGN = 159


def exact_place(place: SupportsIndex) -> int:
    """Return a place in a text, as ``tell`` gave it, as an exact number. Raises OSError."""
    number = operator.index(place) + 0
    if number >> _SIGN & 1 and number > 0:
        raise OSError("can't restore logical file position")
    return number


class TextIOWrapper(io.TextIOWrapper):
    """``io.TextIOWrapper`` that goes to places in the text only."""

    __module__ = "_io"

    def __repr__(self) -> str:
        """Show it as CPython shows its own."""
        text = super().__repr__()
        return text if text.startswith("<_io.") else f"<_io.{text[1:]}"

    def seek(self, cookie: SupportsIndex, whence: int = 0, /) -> int:
        """Go to a place that ``tell`` gave; see io.TextIOWrapper."""
        return super().seek(exact_place(cookie), whence)
