"""What adopted ``csv`` has of C: readers, writers, and dialects by name of the session's own.

Invariant: the process's registry of dialects is neither read nor written.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any  # rows, and what the C parser takes for a dialect

from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.streams import as_builtin


def csv_members(kit: Kit) -> Members:
    """Return the session's version of ``_csv``."""
    known: dict[str, Any] = {}
    real: Any = vars(csv)["_Dialect"]

    def resolved(dialect: Any) -> Any:
        if not isinstance(dialect, str):
            return dialect
        if dialect not in known:
            raise csv.Error("unknown dialect")
        return known[dialect]

    def maker(function: Callable[..., Any]) -> Callable[..., Any]:
        def make(rows: Any, /, dialect: Any = "excel", **options: Any) -> Any:
            return function(rows, resolved(dialect), **options)

        make.__name__ = make.__qualname__ = function.__name__
        return as_builtin(make)

    def register_dialect(name: str, dialect: Any = None, **options: Any) -> None:
        """Give a dialect a name."""
        if not isinstance(name, str):
            raise TypeError("dialect name must be a string")
        known[str.__str__(name)] = real(resolved(dialect), **options)

    def unregister_dialect(name: str) -> None:
        """Forget a name."""
        if known.pop(name, None) is None:
            raise csv.Error("unknown dialect")

    def get_dialect(name: str) -> Any:
        """Return the dialect of a name."""
        return resolved(str(name))

    def field_size_limit(limit: int | None = None) -> int:
        """Tell the limit of a field; it stays what it is."""
        if limit is not None and not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        return csv.field_size_limit()

    names = ("Error", "QUOTE_ALL", "QUOTE_MINIMAL", "QUOTE_NONE", "QUOTE_NONNUMERIC")
    later = ("QUOTE_NOTNULL", "QUOTE_STRINGS")
    return {
        **{name: getattr(csv, name) for name in (*names, *later) if hasattr(csv, name)},
        "Dialect": real,
        # CPython 3.11.2 makes an object of them, if they are called, that C takes for a whole one.
        "Reader": kit.guards.lend_opaque(type(csv.reader([]))),
        "Writer": kit.guards.lend_opaque(type(csv.writer(_Sink()))),
        "__doc__": csv.__doc__,
        "__version__": "1.0",
        "field_size_limit": field_size_limit,
        "get_dialect": get_dialect,
        "list_dialects": lambda: list(known),
        "reader": maker(csv.reader),
        "register_dialect": register_dialect,
        "unregister_dialect": unregister_dialect,
        "writer": maker(csv.writer),
    }


class _Sink:
    """Something to write to."""

    def write(self, _text: str) -> None:
        """Forget it."""
