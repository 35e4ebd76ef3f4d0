"""What the interpreter is told for the name of a client's source.

Invariant: it is the name of nothing that could be opened; the client's own name can be had back.
"""

from __future__ import annotations

import re
from typing import Final

_PREFIX: Final = "<client "
_PLACE: Final = re.compile(r"<client ([^\n]*?)>(?=:\d)")


def inner_name(filename: str) -> str:
    """Return what the interpreter is told for a file's name: nothing that it could open.

    For SyntaxErrors and warnings CPython reads the line from the file of that name, and the client
    chooses the name. Names in angle brackets are read by nobody, and there is no ``<client /etc``.
    """
    return f"{_PREFIX}{filename}>"


def shown_name(filename: str) -> str:
    """Return the name that the client gave to the source with this inner name."""
    if filename.startswith(_PREFIX) and filename.endswith(">"):
        return filename[len(_PREFIX) : -1]
    return filename


def shown_places(text: str) -> str:
    """Return a text of the library's with the client's own names before line numbers."""
    return _PLACE.sub(r"\1", text)


#: Text that the library writes and the session compiles; nobody wants to see where in it.
_MADE: Final = frozenset({inner_name("<dataclass>")})


def is_inner(filename: str) -> bool:
    """Say if this is the inner name of a source that a client wrote."""
    return filename.startswith(_PREFIX) and filename not in _MADE
