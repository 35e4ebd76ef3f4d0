"""io.TextIOWrapper as a session has it.

Invariant: no place in a text is gone to that lies before it: CPython's C code looks for the end of
a line from wherever it is told, in memory that is not the text's. No decoder is told a state that
it believes without looking.
"""

from __future__ import annotations

import codecs
import io
import operator
from typing import Any, SupportsIndex  # Any: options are the library's affair


def exact_bytes(value: bytes | bytearray) -> bytes:
    """Return the bytes that are there; ``bytes()`` asks a subclass, and takes one for an answer."""
    return bytes(memoryview(value))


#: In the number that stands for a place in a text: the sign of how many characters to skip.
_SIGN = 159


#: The part of it that is the state of a decoder.
_STATE = ((1 << 32) - 1) << 64


def believes_states(encoding: str) -> bool:
    """Say if a decoder in C takes any state: by it, it looks its tables up, which have no end."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return False
    return name.replace("_", "").replace("-", "").startswith("iso2022")


def exact_place(place: SupportsIndex, encoding: str) -> int:
    """Return a place in a text, as ``tell`` gave it, as an exact number. Raises OSError."""
    number = operator.index(place) + 0
    if number > 0 and (number >> _SIGN & 1 or (number & _STATE and believes_states(encoding))):
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
        return super().seek(exact_place(cookie, self.encoding), whence)

    def reconfigure(self, *, encoding: str | None = None, **options: Any) -> None:
        """Change some options; see io.TextIOWrapper."""
        if encoding is not None:
            encoding = str.__str__(encoding)
            if believes_states(encoding):
                # What is written to could do it, while the text goes to a place.
                raise io.UnsupportedOperation("this encoding is chosen when the text is made")
        super().reconfigure(encoding=encoding, **options)
