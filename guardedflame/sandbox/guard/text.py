"""json, shlex, struct and textwrap: session versions that give the library exact texts.

Invariant: no object of the client's has a method called with something the library shares, and no
class of the library is handed out.
"""

from __future__ import annotations

import json
import shlex
import struct
import textwrap
from collections.abc import Callable, Iterable

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.json_encoder import JSONEncoder
from guardedflame.sandbox.guard.ownership import order_of


def _exact(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"expected a text, not {type(text).__name__}")
    return str.__str__(text)


def shlex_members(_guards: Guards) -> dict[str, object]:
    """Return the session's version of shlex."""

    def split(s: str, comments: bool = False, posix: bool = True) -> list[str]:
        """Split like a shell."""
        return shlex.split(_exact(s), comments, posix)

    def quote(s: str) -> str:
        """Quote for a shell."""
        return shlex.quote(_exact(s))

    def join(split_command: Iterable[str]) -> str:
        """Quote and join for a shell."""
        return shlex.join([_exact(each) for each in split_command])

    return {"split": split, "quote": quote, "join": join}


def textwrap_members(_guards: Guards) -> dict[str, object]:
    """Return the session's version of textwrap."""

    def plain(options: dict[str, object]) -> dict[str, object]:
        return {
            name: str.__str__(value) if isinstance(value, str) else value
            for name, value in options.items()
        }

    def wrap(text: str, width: int = 70, **options: object) -> list[str]:
        """Break a paragraph into lines."""
        return textwrap.wrap(_exact(text), width, **plain(options))  # type: ignore[arg-type]

    def fill(text: str, width: int = 70, **options: object) -> str:
        """Break a paragraph into lines, joined."""
        return textwrap.fill(_exact(text), width, **plain(options))  # type: ignore[arg-type]

    def shorten(text: str, width: int, **options: object) -> str:
        """Cut a text to a width."""
        return textwrap.shorten(_exact(text), width, **plain(options))  # type: ignore[arg-type]

    def dedent(text: str) -> str:
        """Take common leading space away."""
        return textwrap.dedent(_exact(text))

    def indent(text: str, prefix: str, predicate: Callable[[str], bool] | None = None) -> str:
        """Put a prefix before lines."""
        return textwrap.indent(_exact(text), _exact(prefix), predicate)

    return {"wrap": wrap, "fill": fill, "shorten": shorten, "dedent": dedent, "indent": indent}


def struct_members(guards: Guards) -> dict[str, object]:
    """Return the session's version of struct, which keeps formats by their hash and equality."""

    def exact(function: Callable[..., object]) -> Callable[..., object]:
        def call(format: str | bytes, /, *args: object, **keywords: object) -> object:
            text = bytes(format).decode("ascii") if isinstance(format, bytes) else _exact(format)
            return function(text, *args, **keywords)

        call.__name__ = call.__qualname__ = function.__name__
        call.__doc__ = function.__doc__
        return call

    names = ("calcsize", "iter_unpack", "pack", "pack_into", "unpack", "unpack_from")
    return {
        "Struct": guards.lend_opaque(struct.Struct, makes=exact(struct.Struct)),
        **{name: exact(getattr(struct, name)) for name in names},
    }


def json_members(_guards: Guards) -> dict[str, object]:
    """Return the session's version of json."""

    def dumps(obj: object, *, cls: type | None = None, **options: object) -> str:
        """Return the value as JSON text."""
        if cls is None:
            return json.dumps(obj, **options)  # type: ignore[arg-type]
        if not issubclass(type(cls), type) or JSONEncoder not in order_of(cls):
            raise GuardRefused("cls must be a subclass of json.JSONEncoder")
        options.setdefault("indent", None)
        encoder = cls(**{name: value for name, value in options.items() if value is not None})
        return str(encoder.encode(obj))

    def loads(s: str | bytes | bytearray, **hooks: object) -> object:
        """Read JSON text."""
        if hooks.pop("cls", None) is not None:
            raise GuardRefused("cls is not accepted", hint="use object_hook")
        return json.loads(s, **hooks)  # type: ignore[arg-type]

    return {"JSONEncoder": JSONEncoder, "dumps": dumps, "loads": loads}
