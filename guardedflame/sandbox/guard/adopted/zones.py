"""Time zones: the data of one, out of the zones of the machine or of tzdata.

Invariant: the library is asked with exact texts only, and what is handed on are bytes that no code
in C reads.
"""

from __future__ import annotations

import contextlib
import zoneinfo
from collections.abc import Callable
from typing import IO, Any

from guardedflame.sandbox.guard.kit import Kit, Members

_find: Callable[[str], str | None] = vars(zoneinfo)["_tzpath"].find_tzfile


def zones_members(_kit: Kit) -> Members:
    """Return what the adopted text of ``zoneinfo`` has for files."""
    return {
        "InvalidTZPathWarning": zoneinfo.InvalidTZPathWarning,
        "ZoneInfoNotFoundError": zoneinfo.ZoneInfoNotFoundError,
        "available_timezones": zoneinfo.available_timezones,
        "data": zone_data,
    }


def zone_data(key: object) -> bytes:
    """Return the file of a zone. Raises ZoneInfoNotFoundError, TypeError, ValueError."""
    if not isinstance(key, str):
        raise TypeError("the key of a zone is a text")
    name = str.__str__(key)
    with contextlib.suppress(OSError):
        found = _find(name)
        with _packaged(name) if found is None else open(found, "rb") as file:  # noqa: PTH123
            content: bytes = file.read()
            if content[:4] == b"TZif":
                return content
    raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {name}")


def _packaged(name: str) -> IO[bytes]:
    common: Any = vars(zoneinfo)["_common"]
    opened: IO[bytes] = common.load_tzdata(name)
    return opened
