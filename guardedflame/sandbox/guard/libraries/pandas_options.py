"""pandas's options: those that say how tables are shown, and no others.

Invariant: only names in ``SHOWN`` reach pandas; other options name modules to import, engines, or
change what pandas computes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.libraries.lending import Settable

SHOWN: Final = frozenset(
    "display." + name
    for name in (
        "chop_threshold",
        "colheader_justify",
        "date_dayfirst",
        "date_yearfirst",
        "expand_frame_repr",
        "float_format",
        "large_repr",
        "max_categories",
        "max_columns",
        "max_colwidth",
        "max_info_columns",
        "max_info_rows",
        "max_rows",
        "max_seq_items",
        "memory_usage",
        "min_rows",
        "multi_sparse",
        "pprint_nest_depth",
        "precision",
        "show_dimensions",
        "unicode.ambiguous_as_wide",
        "unicode.east_asian_width",
        "width",
    )
)


def _option(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError("the name of an option is a text")
    text = str.__str__(name)
    for each in (text, "display." + text):
        if each in SHOWN:
            return each
    raise GuardRefused(
        f"the option {text!r} is left out: only options of display.* can be set",
        rule="guarded language: pandas options",
        hint="docs/science.md lists them",
    )


def _pairs(args: tuple[object, ...]) -> list[tuple[str, Any]]:
    if len(args) == 1 and isinstance(args[0], dict):
        return [(_option(name), value) for name, value in dict.items(args[0])]
    if not args or len(args) % 2:
        raise ValueError("Must provide an even number of non-keyword arguments")
    names, values = args[::2], args[1::2]
    return [(_option(name), value) for name, value in zip(names, values, strict=True)]


def get_option(pat: object) -> object:
    """Return how an option is set."""
    return pd.get_option(_option(pat))


def set_option(*args: object) -> None:
    """Set options: names and values in turn."""
    for name, value in _pairs(args):
        pd.set_option(name, value)


def reset_option(pat: object) -> None:
    """Set an option back to what it was."""
    pd.reset_option(_option(pat))


@contextlib.contextmanager
def _context(pairs: list[tuple[str, Any]]) -> Iterator[None]:
    before = [(name, pd.get_option(name)) for name, _ in pairs]
    try:
        for name, value in pairs:
            pd.set_option(name, value)
        yield
    finally:
        for name, value in before:
            pd.set_option(name, value)


class OptionContext:
    """``pd.option_context``: options as they are inside of a with statement."""

    __slots__ = ("_inside", "_pairs")

    def __init__(self, *args: object) -> None:
        """Take names and values in turn."""
        self._pairs = _pairs(args)

    def __enter__(self) -> None:
        self._inside = _context(self._pairs)
        self._inside.__enter__()

    def __exit__(self, *error: Any) -> None:
        self._inside.__exit__(*error)


class Options(Settable):
    """``pd.options`` and what is under it: reading and setting by attribute."""

    __slots__ = ("_prefix",)

    def __init_subclass__(cls) -> None:
        raise TypeError("options cannot be a base class")

    def __init__(self, prefix: str = "") -> None:
        """Stand for the options whose names begin so."""
        object.__setattr__(self, "_prefix", prefix)

    def __getattribute__(self, name: str) -> object:
        if name[:1] == "_":
            return object.__getattribute__(self, name)
        whole = object.__getattribute__(self, "_prefix") + name
        if any(each.startswith(whole + ".") for each in SHOWN):
            return Options(whole + ".")
        return get_option(whole)

    def __setattr__(self, name: str, value: object) -> None:
        set_option(object.__getattribute__(self, "_prefix") + name, value)

    def __repr__(self) -> str:
        return "<pandas options>"
