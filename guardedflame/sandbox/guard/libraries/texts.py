"""Where libraries read text from and write it to: buffers in memory, and files of the session.

Invariant: a file is opened by the session's own ``open``, which is refused where the profile does
not allow it; a library is given its content.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.open_file import File
from guardedflame.sandbox.guard.ownership import shown

RULE: Final = "guarded language: files"
BUFFERS: Final = (io.StringIO, io.BytesIO)


def source_of(guards: LibraryGuards, value: object, name: str) -> io.StringIO | io.BytesIO:
    """Return the buffer that ``name`` reads from: the client's, or the content of a file.

    Raises:
        GuardRefused: it is neither, or the profile has no files.
    """
    if type(value) in BUFFERS:
        return value  # type: ignore[return-value]
    if type(value) is File:
        content = value.read()
    elif guards.services.files is not None and _is_name(value):
        with guards.open(value, "rb") as file:
            content = file.read()
    else:
        raise GuardRefused(
            f"{name} reads text in memory, not {shown(value)}",
            rule=RULE,
            hint="give it io.StringIO(text); text that starts with its path is not read",
        )
    return io.StringIO(content) if isinstance(content, str) else io.BytesIO(content)


def put(guards: LibraryGuards, target: object, text: str, options: Mapping[str, Any]) -> None:
    """Write text to a file of the session, an open one or one of a name."""
    if type(target) is File:
        target.write(text.encode() if "b" in target.mode else text)
    else:
        mode = options.get("mode", "w")
        encoding = options.get("encoding") or "utf-8"
        with guards.open(target, str(mode).replace("t", ""), encoding=encoding, newline="") as file:
            file.write(text)


def is_target(guards: LibraryGuards, target: object) -> bool:
    """Say if this is a file of the session, or the name of one where there are any."""
    return type(target) is File or (guards.services.files is not None and _is_name(target))


def _is_name(value: object) -> bool:
    return isinstance(value, str) or hasattr(type(value), "__fspath__")
