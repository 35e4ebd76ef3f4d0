"""json of a session: the library's own functions, with encoders and decoders of the session's.

Invariant: a class given as ``cls`` was defined in the session, from the adopted ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any  # what json makes of a text

from guardedflame.errors import GuardRefused
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
                    f"cls must be a subclass of {instead}", rule="guarded language: library"
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
    return issubclass(type(cls), type) and base in type.__dict__["__mro__"].__get__(cls)
