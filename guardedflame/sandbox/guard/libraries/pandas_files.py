"""Tables from text and to text; from and to files of the session where its profile has files.

Invariant: pandas is given a buffer in memory and no name of a file. A file is opened by the
session's own ``open``, which is refused where the profile does not allow it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.libraries.texts import BUFFERS, RULE, is_target, put, source_of
from guardedflame.sandbox.guard.ownership import shown

#: Options by which pandas would reach beyond its buffer, and what they may say.
_ONLY: Final[dict[str, frozenset[object]]] = {
    "compression": frozenset({None, "infer"}),
    "engine": frozenset({None, "c", "python", "ujson"}),
    "memory_map": frozenset({False}),
    "storage_options": frozenset({None}),
    "iterator": frozenset({False}),
    "chunksize": frozenset({None}),
    "dialect": frozenset({None}),
}


def options_checked(options: dict[str, Any]) -> dict[str, Any]:
    """Return the keywords of a reader or writer; raises GuardRefused for one that reaches out."""
    for name, allowed in _ONLY.items():
        value = options.get(name)
        if name in options and not any(
            value is each or (type(value) is type(each) and value == each) for each in allowed
        ):
            raise GuardRefused(f"{name}= is not accepted here", rule=RULE, hint="leave it out")
    return options


def reader(guards: LibraryGuards, name: str) -> Callable[..., object]:
    """Return ``pd.<name>`` that reads from text in memory, or from a file of the session."""
    real = getattr(pd, name)

    def read(source: object, /, **options: Any) -> object:
        return real(source_of(guards, source, name), **options_checked(options))

    read.__name__ = read.__qualname__ = name
    read.__doc__ = real.__doc__
    return read


def writer(name: str) -> Callable[[LibraryGuards, Any], Callable[..., object]]:
    """Return the maker of ``table.<name>`` that writes to text in memory or a file."""

    def version(guards: LibraryGuards, value: Any) -> Callable[..., object]:
        method = getattr(value, name)

        def write(target: object = None, /, **options: Any) -> object:
            for keyword in ("path_or_buf", "buf"):
                if keyword in options:
                    target = options.pop(keyword)
            options_checked(options)
            if isinstance(options.get("float_format"), str):
                options["float_format"] = _float_format(guards, options["float_format"])
            if name == "to_json" and options.get("default_handler") is None:
                options["default_handler"] = _no_json
            if target is None or type(target) in BUFFERS:
                return method(target, **options)
            if not is_target(guards, target):
                raise _not_a_buffer(target)
            text = method(None, **{k: v for k, v in options.items() if k != "mode"})
            put(guards, target, text, options)
            return None

        write.__name__ = write.__qualname__ = name
        write.__doc__ = method.__doc__
        return write

    return version


def info(_guards: LibraryGuards, value: Any) -> Callable[..., None]:
    """Return ``table.info``, to the session's output or a buffer."""

    def info(
        verbose: bool | None = None, buf: object = None, *args: object, **options: Any
    ) -> None:
        """Print a summary."""
        if buf is not None and type(buf) is not io.StringIO:
            raise _not_a_buffer(buf)
        value.info(verbose, buf, *args, **options)

    return info


def _float_format(guards: LibraryGuards, text: str) -> object:
    """Return how numbers are written: pandas would read any attribute that the text names."""
    exact = str.__str__(text)
    return exact if "%" in exact else guards.attribute(exact, "format")


def _no_json(value: object) -> object:
    # Without a handler pandas writes an object's attributes, whatever they are.
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def _not_a_buffer(value: object) -> GuardRefused:
    return GuardRefused(
        f"a table is written to text in memory, not to {shown(value)}",
        rule=RULE,
        hint="leave the argument out to get the text, or give io.StringIO()",
    )
