"""Names that pandas is given as text, and functions that stand for themselves.

Invariant: what comes out of ``functions`` holds exact texts from ``NAMES``, functions of which
pandas can ask nothing but to be called, and containers that nobody else has.

pandas does ``getattr(table, text)(*args)``, and where the table has no such attribute
``getattr(numpy, text)(table)``. It also takes an object for a dict of such texts if it has the
methods of one.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pandas as pd

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.ownership import shown

RULE: Final = "guarded language: pandas"

#: Reductions and transformations of tables, groups, windows and resamplers; and numpy's of one
#: argument. None takes a file, an engine or another name.
NAMES: Final = frozenset(
    """
    abs all any asfreq bfill count cumcount cummax cummin cumprod cumsum describe diff exp
    expm1 ffill first floor ceil head idxmax idxmin isna isnull kurt kurtosis last log log10 log1p
    log2 max mean median min mode nearest ngroup notna notnull nth nunique ohlc pct_change prod
    product quantile rank round sem shift sign size skew sqrt square std sum tail unique
    value_counts var
    """.split()  # noqa: SIM905
)

#: What ``select_dtypes`` takes beside names of dtypes and of numpy's classes.
_KINDS: Final = frozenset(
    {"number", "datetime", "timedelta", "datetimetz", "datetime64tz", "period", "int", "float"}
)

#: What pandas knows by identity, or calls without asking it anything else.
_AS_THEY_ARE: Final = (
    types.BuiltinFunctionType,
    types.MethodDescriptorType,
    np.ufunc,
    type(np.sum),
)


def functions(guards: LibraryGuards, value: object) -> Any:
    """Return what pandas is given for ``func``, ``aggfunc`` and named aggregations.

    Raises:
        GuardRefused: a name that is not in ``NAMES``, or an object that is neither a name nor a
            function nor a plain container of them.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _named(str.__str__(value))
    if isinstance(value, dict):
        return {key: functions(guards, each) for key, each in dict.items(value)}
    if type(value) is list:
        return [functions(guards, each) for each in value]
    if isinstance(value, tuple):
        return tuple(functions(guards, each) for each in tuple.__iter__(value))
    if type(value) is pd.NamedAgg:
        return _aggregation(guards, value)
    return function(guards, value)


def has_name(value: object) -> bool:
    """Say if there is a name in what ``functions`` returned."""
    if isinstance(value, dict):
        return any(map(has_name, value.values()))
    return type(value) is str or (isinstance(value, list | tuple) and any(map(has_name, value)))


def function(guards: LibraryGuards, value: object) -> Any:
    """Return a function that pandas can only call."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, type) and not guards.owns_class(value):
        return value
    if not callable(value):
        raise GuardRefused(
            f"{shown(value)} is neither the name of a function nor a function",
            rule=RULE,
            hint="give a name such as 'mean', a function, or lists and dicts of them",
        )
    called: Callable[..., object] = value

    def call(*args: object, **keywords: object) -> object:
        return called(*args, **keywords)

    name = getattr(getattr(value, "func", value), "__name__", None)
    if type(name) is str:
        call.__name__ = call.__qualname__ = name
    return call


def named(guards: LibraryGuards, keywords: dict[str, Any], *, all_of_them: bool) -> dict[str, Any]:
    """Return the keywords of an aggregation, checked.

    Args:
        guards: the session's.
        keywords: as they were given.
        all_of_them: each is a named aggregation; else they are arguments for the function.
    """
    for name in ("engine", "engine_kwargs"):
        if keywords.get(name) is not None:
            raise no_engine(name)
    if not all_of_them:
        return keywords
    return {name: _column(guards, value) for name, value in keywords.items()}


def _column(guards: LibraryGuards, value: object) -> Any:
    """Return one named aggregation: a pair of a column and a function, or a function."""
    if isinstance(value, tuple):
        parts = tuple(tuple.__iter__(value))
        if len(parts) == 2:
            return parts[0], functions(guards, parts[1])
    return functions(guards, value)


def selecting(_guards: LibraryGuards, value: Any) -> Callable[..., object]:
    """Return ``select_dtypes``, which is given texts that pandas does not look up in numpy.

    numpy imports some of its modules when they are first asked for.
    """
    method = value.select_dtypes

    def select_dtypes(include: object = None, exclude: object = None) -> object:
        return method(_kinds(include), _kinds(exclude))

    select_dtypes.__doc__ = method.__doc__
    return select_dtypes


def _kinds(value: object) -> object:
    if isinstance(value, str):
        return _kind(str.__str__(value))
    if not isinstance(value, list | tuple | set | frozenset):
        return value
    return [_kind(str.__str__(each)) if isinstance(each, str) else each for each in value]


def _kind(text: str) -> str:
    """Return the name of a dtype; raises pandas's own TypeError for what is none."""
    if text not in _KINDS and not isinstance(vars(np).get(text), type):
        pd.api.types.pandas_dtype(text)
    return text


def no_engine(name: str) -> GuardRefused:
    """Return the refusal of another engine."""
    return GuardRefused(
        f"{name}= is not accepted: other engines compile what nobody checked",
        rule=RULE,
        hint="leave it out",
    )


def _named(name: str) -> str:
    if name in NAMES:
        return name
    raise GuardRefused(
        f"{name!r} is not among the functions that can be named",
        rule=RULE,
        hint="give the function itself: lambda x: ...; docs/science.md lists the names",
    )


def _aggregation(guards: LibraryGuards, value: pd.NamedAgg) -> pd.NamedAgg:
    inside: Any = value
    given = dict(inside.kwargs)
    made = functions(guards, inside.aggfunc)
    if has_name(made) and inside.args:
        raise GuardRefused(
            "a function given by name takes its arguments by keyword",
            rule=RULE,
            hint="write name=value",
        )
    for name in ("engine", "engine_kwargs"):
        if given.get(name) is not None:
            raise no_engine(name)
    return pd.NamedAgg(inside.column, made, *inside.args, **given)
