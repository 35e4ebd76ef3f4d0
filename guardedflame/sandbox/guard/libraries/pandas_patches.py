"""What is changed in pandas for the whole process: a time zone is no path, and one thread is all.

Invariant: ``dateutil`` is asked for time zones by names only. ``"dateutil//etc/passwd"`` in any
argument that can be a time zone, or inside the name of a dtype, would open that file.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import re
from typing import Any, Final

import pandas as pd

_ZONE: Final = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")


@functools.cache  # once a process
def apply() -> None:
    """Put the check in front of ``dateutil.tz.gettz`` where pandas calls it; ask for no threads."""
    with contextlib.suppress(KeyError):  # OptionError: this release has none
        pd.set_option("mode.max_threads", 1)
    timezones = importlib.import_module("pandas._libs.tslibs.timezones")
    real: Any = getattr(timezones, "dateutil_gettz", None)
    if real is None:
        return

    def gettz(name: str) -> object:
        """Return a time zone by its name; raises ValueError for what is no name."""
        found = real(name) if _ZONE.fullmatch(str.__str__(name)) else None
        if found is None:
            raise ValueError("there is no time zone of this name")
        return found

    timezones.dateutil_gettz = gettz  # type: ignore[attr-defined]
