"""What is changed in pandas for the whole process: time zones, threads, lengths that have to agree.

Invariant: ``dateutil`` is asked for time zones by names only. ``"dateutil//etc/passwd"`` in any
argument that can be a time zone, or inside the name of a dtype, would open that file.

Invariant: groups and windows are computed on as many values as they were made of. A table that
grows or shrinks in place afterwards (``df.loc[new] = ...``, ``inplace=True``) is still theirs, and
the compiled code takes the length of one for that of the other: it wrote beyond the end.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import re
from collections.abc import Sized
from typing import Any, Final

import pandas as pd

_ZONE: Final = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")


@functools.cache  # once a process
def apply() -> None:
    """Put the checks in front of what pandas calls; ask for no threads."""
    _lengths_agree()
    with contextlib.suppress(ImportError):  # pandas would when it is given a calendar
        importlib.import_module("pandas.tseries.holiday")
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


def _lengths_agree() -> None:
    operation: Any = importlib.import_module("pandas.core.groupby.ops").WrappedCythonOp
    compute = operation._call_cython_op  # noqa: SLF001

    def call(self: object, values: Any, **keywords: Any) -> object:
        _same_length(keywords["comp_ids"], values.shape[-1])
        return compute(self, values, **keywords)

    operation._call_cython_op = call  # noqa: SLF001
    windows: Any = importlib.import_module("pandas._libs.window.aggregations")
    weigh = windows.ewm

    @functools.wraps(weigh)
    def ewm(values: Sized, *args: Any, deltas: Sized | None, **keywords: Any) -> object:
        if deltas is not None:
            _same_length(deltas, max(len(values) - 1, 0))
        return weigh(values, *args, deltas=deltas, **keywords)

    windows.ewm = ewm


def _same_length(labels: Sized, length: int) -> None:
    if len(labels) != length:
        raise ValueError("the table has grown or shrunk since it was grouped; group it again")
