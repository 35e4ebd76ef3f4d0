"""Times and sizes as a policy writes them: a number and a unit, always both.

Invariant: a bare number is no time and no size; the error says what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from guardedflame.amounts import PERIODS, SIZES, TIMES

_COUNT: Final = re.compile(r"[0-9]{1,15}", re.ASCII)

#: What people write instead, by what they should.
_TIME_SLIPS: Final = {
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m",
    "minute": "m", "minutes": "m", "hour": "h", "hours": "h", "hr": "h", "hrs": "h",
    "day": "d", "days": "d", "msec": "ms",
}  # fmt: skip
_SIZE_SLIPS: Final = {
    "b": "B", "byte": "B", "bytes": "B", "k": "KiB", "kb": "KiB", "kib": "KiB", "m": "MiB",
    "mb": "MiB", "mib": "MiB", "g": "GiB", "gb": "GiB", "gib": "GiB",
}  # fmt: skip

_AMOUNT: Final = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,9})?)[ ]*([A-Za-z]*)", re.ASCII)


class UnitError(ValueError):
    """Text that is no amount; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_time(text: str) -> float:
    """Return seconds. Raises UnitError."""
    number, unit = _split(text, "time", "5s, 500ms, 2m or 1h")
    if not unit:
        hint = f"write {number}s for seconds or {number}m for minutes"
        raise UnitError(f"the time {text!r} has no unit", hint)
    return float(number) * _factor(text, number, unit, TIMES, _TIME_SLIPS)


def read_size(text: str) -> int:
    """Return bytes. Raises UnitError."""
    number, unit = _split(text, "size", "64 KiB, 1 MiB or 512 B")
    if not unit:
        hint = f"write {number} KiB, {number} MiB or {number} B"
        raise UnitError(f"the size {text!r} has no unit", hint)
    size = float(number) * _factor(text, number, unit, SIZES, _SIZE_SLIPS)
    if size != int(size):
        raise UnitError(f"{text!r} is no whole number of bytes", "use a smaller unit")
    return int(size)


def read_count(text: str) -> int:
    """Return a whole number. Raises UnitError."""
    if not _COUNT.fullmatch(text):
        raise UnitError(f"{text[:40]!a} is no whole number", "write 16")
    return int(text)


def read_period(text: str) -> float:
    """Return the seconds of a rate's period: ``s``, ``min``, ``h`` or ``d``. Raises UnitError."""
    if text in PERIODS:
        return PERIODS[text]
    slip = _TIME_SLIPS.get(text.lower(), text)
    meant = {"m": "min"}.get(slip, slip)
    if meant in PERIODS:
        raise UnitError(f"{text[:40]!a} is no period", f"did you mean /{meant}?")
    raise UnitError(
        f"{text[:40]!a} is no period", "the periods are " + ", ".join(map("/".__add__, PERIODS))
    )


def _split(text: str, what: str, examples: str) -> tuple[str, str]:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        shown = ascii(text[:40])
        if text.startswith("-"):
            raise UnitError(f"the {what} {shown} is negative", f"write a {what} such as {examples}")
        raise UnitError(f"{shown} is no {what}", f"write a number and a unit: {examples}")
    return match[1], match[2]


def _factor(
    text: str, number: str, unit: str, units: Mapping[str, float], slips: Mapping[str, str]
) -> float:
    if unit in units:
        return units[unit]
    meant = slips.get(unit.lower())
    space = " " if units is SIZES else ""
    if meant is not None:
        raise UnitError(f"{unit!r} in {text!r} is no unit", f"did you mean {number}{space}{meant}?")
    raise UnitError(f"{unit!r} in {text!r} is no unit", "the units are " + ", ".join(units))
