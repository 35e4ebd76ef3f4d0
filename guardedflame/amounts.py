"""Times, sizes and counts as text: in the units a policy is written in.

Invariant: pure. What is shown exactly can be read back; `about_size` is for people only.
"""

from __future__ import annotations

from typing import Final, Literal

TIMES: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
SIZES: Final = {"B": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
PERIODS: Final = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}


def show_count(number: float) -> str:
    """Return a whole number as a policy would write it."""
    return str(int(number))


def show_period(seconds: float) -> str:
    """Return a period as a rate's second half."""
    return next(name for name, length in PERIODS.items() if length == seconds)


def show_time(seconds: float) -> str:
    """Return seconds as a policy would write them."""
    for unit in ("d", "h", "m", "s"):
        if seconds >= TIMES[unit] and seconds % TIMES[unit] == 0:
            return f"{seconds / TIMES[unit]:g}{unit}"
    return f"{seconds * 1000:g}ms" if seconds < 1 else f"{seconds:g}s"


def show_size(size: int) -> str:
    """Return bytes as a policy would write them."""
    for unit in ("GiB", "MiB", "KiB"):
        if size >= SIZES[unit] and size % SIZES[unit] == 0:
            return f"{size // SIZES[unit]} {unit}"
    return f"{size} B"


def about_size(size: float) -> str:
    """Return bytes as a person says them: three digits and a unit."""
    for unit in ("GiB", "MiB", "KiB"):
        if size >= SIZES[unit]:
            return f"{size / SIZES[unit]:.3g} {unit}"
    return f"{size:.0f} B"


def show_amount(number: float, kind: Literal["time", "size", "count"]) -> str:
    """Return an amount as a policy would write it."""
    if kind == "time":
        return show_time(number)
    return show_size(int(number)) if kind == "size" else show_count(number)
