"""json and struct of a session: the library's own functions, given exact texts and own classes.

Invariant: a class given as ``cls`` was defined in the session, from the adopted ones; no text that
the library keeps has a method of the client's.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any  # what json makes of a text

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.class_facts import order_of
from guardedflame.sandbox.guard.exact_text import exact_bytes
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.kit import Kit, Members


def json_members(kit: Kit) -> Members:
    """Return the session's version of json."""
    encoder = kit.adopted("json.encoder")["JSONEncoder"]
    decoder = kit.adopted("json.decoder")["JSONDecoder"]

    def checked(function: Callable[..., Any], base: object, instead: str) -> Callable[..., Any]:
        def call(*args: object, **options: Any) -> Any:
            cls = options.get("cls")
            if cls is not None and not _is_below(cls, base):
                raise GuardRefused(
                    f"cls must be a subclass of {instead}",
                    rule="guarded language: library",
                    hint="derive it from that class, or leave cls out",
                )
            return function(*args, **options)

        call.__name__ = call.__qualname__ = function.__name__
        call.__doc__ = (function.__doc__ or "").partition("\n")[0]
        return call

    return {
        "JSONDecoder": decoder,
        "JSONEncoder": encoder,
        "dump": checked(json.dump, encoder, "json.JSONEncoder"),
        "dumps": checked(json.dumps, encoder, "json.JSONEncoder"),
        "load": checked(json.load, decoder, "json.JSONDecoder"),
        "loads": checked(json.loads, decoder, "json.JSONDecoder"),
    }


def _is_below(cls: object, base: object) -> bool:
    return issubclass(type(cls), type) and base in order_of(cls)  # type: ignore[arg-type]


def _exact(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"expected a text, not {type(text).__name__}")
    return str.__str__(text)


def struct_members(guards: Guards) -> dict[str, object]:
    """Return the session's version of struct, which keeps formats by their hash and equality."""

    def exact(function: Callable[..., object]) -> Callable[..., object]:
        def call(format: str | bytes, /, *args: object, **keywords: object) -> object:
            text = (
                exact_bytes(format).decode("ascii") if isinstance(format, bytes) else _exact(format)
            )
            return function(text, *args, **keywords)

        call.__name__ = call.__qualname__ = function.__name__
        call.__doc__ = function.__doc__
        return call

    names = ("calcsize", "iter_unpack", "pack", "pack_into", "unpack", "unpack_from")
    return {
        "Struct": guards.lend_opaque(struct.Struct, makes=exact(struct.Struct)),
        **{name: exact(getattr(struct, name)) for name in names},
    }
