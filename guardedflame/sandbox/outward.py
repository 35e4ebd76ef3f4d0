"""What stands for numpy's and pandas's objects in the result of a call.

Invariant: the libraries are never imported here: an object of theirs can only be here after they
were. Anything else is returned as it came.

Scalars arrive as Python's own, arrays and indexes as lists, a Series as a dict of its labels, a
DataFrame as a dict of such dicts by column. Time beyond microseconds is cut off, a time zone
becomes its offset, what is missing (NaT, NA) becomes None.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from guardedflame.errors import ValueRefused
from guardedflame.sandbox.guard.class_facts import HEAP, flags_of, order_of

_HINT: Final = "return .tolist(), .to_dict() or .to_csv() of it"


def simpler(value: object) -> object:
    """Return the plain value that stands for an object of numpy or pandas, else the value itself.

    Raises:
        ValueRefused: nothing does without loss: groups, windows, tables with repeated labels.
    """
    top = _top(type(value))
    if top not in _CONVERT or top not in sys.modules:
        return value
    found = _CONVERT[top](sys.modules, value)
    if found is value:
        raise ValueRefused(
            f"an object of the class {type(value).__name__} of {top} cannot be sent", hint=_HINT
        )
    return found


def _top(cls: type) -> str:
    for each in order_of(cls):
        module = each.__dict__.get("__module__") if flags_of(each) & HEAP else each.__module__
        top = module.partition(".")[0] if type(module) is str else ""
        if top in _CONVERT:
            return top
    return ""


def _numpy(modules: Mapping[str, Any], value: Any) -> object:
    np = modules["numpy"]
    if isinstance(value, np.ndarray):
        if value.dtype.kind in "mM":
            return _times(value).tolist()
        return value.tolist()
    if isinstance(value, np.datetime64 | np.timedelta64):
        found = _times(value).item()
        # Beyond what datetime can say there is a number left.
        return found if isinstance(found, _SPANS) else value
    if isinstance(value, np.longdouble):
        return float(value)
    if isinstance(value, np.clongdouble):
        return complex(value)
    if isinstance(value, np.generic):
        found = value.item()
        return value if isinstance(found, np.generic) else found
    if isinstance(value, np.dtype):
        return str(value)
    return value


_SPANS: Final = (datetime.date, datetime.timedelta, type(None))


def _times(value: Any) -> Any:
    """Return dates and spans in a unit that Python's own can say."""
    if value.dtype.name.partition("[")[2] in {"ns]", "ps]", "fs]", "as]"}:
        return value.astype(f"{value.dtype.kind}8[us]")
    return value


def _pandas(modules: Mapping[str, Any], value: Any) -> object:
    pd = modules["pandas"]
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.DataFrame | pd.Series):
        return _table(pd, value)
    if isinstance(value, pd.Index | pd.api.extensions.ExtensionArray):
        return value.tolist()
    if isinstance(value, pd.Timestamp):
        return _moment(value.to_pydatetime(warn=False))
    if isinstance(value, pd.Timedelta):
        return value.to_pytimedelta()
    if isinstance(value, pd.Period | pd.Interval | pd.api.extensions.ExtensionDtype):
        return str(value)
    if isinstance(value, tuple):  # a row of itertuples
        return tuple(value)
    return value


def _table(pd: Any, value: Any) -> object:
    if not all(axis.is_unique for axis in value.axes):
        raise ValueRefused(
            f"a {type(value).__name__} with repeated labels cannot be sent as a dict",
            hint="return .to_dict('split'), .to_csv() or .tolist() of it, or reset_index() first",
        )
    return value.to_dict()


def _moment(value: datetime.datetime) -> datetime.datetime:
    offset = value.utcoffset()
    return value if offset is None else value.replace(tzinfo=datetime.timezone(offset))


_CONVERT: Final[Mapping[str, Callable[[Mapping[str, Any], Any], object]]] = {
    "numpy": _numpy,
    "pandas": _pandas,
}
