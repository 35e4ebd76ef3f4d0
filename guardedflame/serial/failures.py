"""Exceptions as data: out of the worker, through the broker, rebuilt by the client.

Invariant: the types that can be rebuilt, the attributes that are set and the sizes of all texts
are closed lists in this file, checked on each of the three sides; SystemExit, KeyboardInterrupt
and GeneratorExit are never rebuilt.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from guardedflame import errors, limits
from guardedflame.serial.codec import Codec
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.stock import Tagged

Scalar = str | int | float | bool | None

#: Characters of one text, and arguments of an exception.
TEXT: Final = limits.EXCEPTION_TEXT
ARGS: Final = 8
#: Pieces of a traceback, each of whole lines.
PIECES: Final = 2 * limits.TRACEBACK_FRAMES

_OURS: Final[Mapping[str, type[errors.GuardedFlameError]]] = MappingProxyType(
    {
        f"guardedflame.{cls.__name__}": cls
        for cls in (
            errors.GuardedFlameError,
            errors.Refused,
            errors.ConnectionDeniedError,
            errors.CallRefused,
            errors.CodeRefused,
            errors.GuardRefused,
            errors.ImportRefused,
            errors.ValueRefused,
            errors.LimitExceeded,
            errors.CallInterrupted,
            errors.WorkerError,
            errors.WorkerCrashed,
            errors.SessionExited,
            errors.PoolExhausted,
            errors.ConfinementError,
        )
    }
)

_BUILTINS: Final[Mapping[str, type[Exception]]] = MappingProxyType(
    {
        f"builtins.{cls.__name__}": cls
        for cls in vars(builtins).values()
        if isinstance(cls, type)
        and issubclass(cls, Exception)
        # These need arguments that are no scalars, or more of them than a message has.
        and not issubclass(cls, UnicodeError | ExceptionGroup)
    }
)

#: Attributes that cross the wire, and the one type each may have besides None.
_ATTRIBUTES: Final[Mapping[str, type]] = MappingProxyType(
    {
        "rule": str,
        "hint": str,
        "audit_id": str,
        "code": int,
        "limit": str,
        "allowed": str,
        "used": str,
        "peak": str,
        "state_survived": bool,
        "cause": str,
        "retry_after": float,
        "lineno": int,
        "offset": int,
        "end_lineno": int,
        "end_offset": int,
        "text": str,
        "filename": str,
        "name": str,
    }
)
_SYNTAX: Final = ("lineno", "offset", "end_lineno", "end_offset", "text", "filename")
_CONTROLS: Final = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "?")


class Failure(msgspec.Struct, frozen=True, array_like=True):
    """An exception as data. ``type_name`` is ``module.Name``; ours are ``guardedflame.Name``."""

    type_name: str
    args: tuple[Scalar, ...]
    traceback: tuple[str, ...]
    attributes: dict[str, Scalar]


def failure_of(exc: BaseException, traceback_lines: Sequence[str]) -> Failure:
    """Return an exception as data, within the bounds of this file.

    Args:
        exc: the exception; its ``str`` may be the client's own code and may fail.
        traceback_lines: what of the traceback the client may see.
    """
    kind = type(exc)
    # By identity: a client that caught one of ours derives from it, under any name.
    ours = kind in _OURS.values()
    module = "guardedflame" if ours else kind.__module__
    args: list[Scalar] = [_scalar(each) for each in exc.args[:ARGS]]
    if isinstance(exc, SyntaxError):
        args = args[:1]
    attributes: dict[str, Scalar] = {}
    for name in _ATTRIBUTES if ours else _foreign(exc):
        try:
            value = getattr(exc, name, None)
        except Exception:  # noqa: S112  # a property of the client's own class; it has no say here
            continue
        if value is not None:
            attributes[name] = value
    name = f"{module}.{kind.__qualname__}"
    if not ours and name in _OURS:  # a class says what it likes of its module
        name = f"__main__.{kind.__qualname__}"
    return bounded(Failure(name, tuple(args), tuple(traceback_lines), attributes))


def _foreign(exc: BaseException) -> tuple[str, ...]:
    if isinstance(exc, SyntaxError):
        return _SYNTAX
    # Not of a NameError: whoever prints it would be offered names of the client's own frames.
    return ("name",) if isinstance(exc, ImportError) else ()


def _scalar(value: object) -> Scalar:
    if value is None or type(value) in {bool, int, float, str}:
        return value  # type: ignore[return-value]  # narrowed by its type
    try:
        return str(value)[:TEXT]
    except Exception:
        # The client's own __str__ failed; its type is all there is to say.
        return f"<{type(value).__name__}>"


def bounded(failure: Failure) -> Failure:
    """Return the failure cut down to this file's bounds; what a hostile worker sent included."""
    return Failure(
        _cut(failure.type_name, 200),
        tuple(_plain(each) for each in failure.args[:ARGS]),
        _told(failure.traceback),
        _attributes(failure.attributes),
    )


def _told(pieces: Sequence[object]) -> tuple[str, ...]:
    """Return the end of a traceback, as much of it as may be told."""
    left = limits.TRACEBACK_TEXT + TEXT
    kept: list[str] = []
    for piece in reversed(pieces[-PIECES:]):
        text = _cut(str(piece), left)
        if not text:
            break
        kept.append(text)
        left -= len(text)
    return tuple(reversed(kept))


def _attributes(given: Mapping[str, object]) -> dict[str, Scalar]:
    kept: dict[str, Scalar] = {}
    for name, kind in _ATTRIBUTES.items():
        value = given.get(name)
        if type(value) is kind or (kind is float and type(value) is int):
            kept[name] = _plain(value)  # type: ignore[arg-type]  # a scalar: kind is one
    return kept


def _plain(value: Scalar) -> Scalar:
    if type(value) is str:
        return _cut(value, TEXT)
    if type(value) is int and not -(1 << 63) <= value < 1 << 63:
        return "<an integer of more than 64 bits>"
    return value


def _cut(text: str, most: int) -> str:
    # Lone surrogates would make the reply itself impossible to encode.
    text = text[:most]
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def failure_value(codec: Codec, failure: Failure) -> object:
    """Return the failure as a value for ``codec.dumps``: what its kind of client can rebuild."""
    failure = bounded(failure)
    if codec.id == GUARDED:
        return {
            "type": failure.type_name,
            "args": list(failure.args),
            "traceback": list(failure.traceback),
            "attributes": failure.attributes,
        }
    name, args = _stock(failure)
    attributes: dict[str, object] = dict(failure.attributes)
    attributes["_pyroTraceback"] = list(failure.traceback)
    return Tagged(
        {"__class__": name, "__exception__": True, "args": args, "attributes": attributes}
    )


def encode_failure(codec: Codec, failure: Failure) -> bytes:
    """Return the payload of a RESULT with the EXCEPTION flag."""
    return codec.dumps(failure_value(codec, failure))


def encode_batch_failure(codec: Codec, failure: Failure) -> bytes:
    """Return the last item of a batch's reply; the calls after it did not run."""
    value = failure_value(codec, failure)
    if codec.id == GUARDED:
        return codec.dumps({"failure": value})
    return codec.dumps(Tagged({"__class__": "Pyro5.core._ExceptionWrapper", "exception": value}))


def _stock(failure: Failure) -> tuple[str, tuple[Scalar, ...]]:
    """Return the name and arguments of the nearest exception that a stock client rebuilds."""
    ours = _OURS.get(failure.type_name)
    text = _text(failure.args)
    if ours is not None:
        if issubclass(ours, errors.Refused):
            return "Pyro5.errors.SecurityError", (text,)
        limit = failure.attributes.get("limit")
        if issubclass(ours, errors.LimitExceeded) and limit in {"wall", "cpu"}:
            # Not Pyro5.errors.TimeoutError: at one of those a stock client hangs up, and its
            # session, which has survived, is lost.
            return "builtins.TimeoutError", (text,)
        if issubclass(ours, errors.LimitExceeded) and limit == "memory":
            return "builtins.MemoryError", (text,)
        return "Pyro5.errors.DaemonError", (text,)
    if failure.type_name in _BUILTINS:
        return failure.type_name, failure.args
    short = failure.type_name.removeprefix("builtins.")
    return "builtins.RuntimeError", (f"{short}: {text}",)


def _text(args: Sequence[object]) -> str:
    return str(args[0]) if len(args) == 1 else ", ".join(map(str, args))


def rebuild_failure(value: object) -> BaseException:
    """Return the exception that a guarded server's failure stands for, for our client to raise.

    Args:
        value: what ``loads`` gave; a server's word, so checked like anybody's.

    Returns:
        One of our own errors, a builtin Exception, or RemoteError for any other type. The remote
        traceback is a note on it (PEP 678), its control characters replaced.
    """
    fields = value if type(value) is dict else {}
    name, args = fields.get("type"), fields.get("args")
    lines, given = fields.get("traceback"), fields.get("attributes")
    if type(name) is not str or type(args) is not list:
        return errors.RemoteError("the server sent a failure that cannot be read")
    scalars = tuple(_scalar(each) for each in args[:ARGS])
    attributes = _attributes(given) if type(given) is dict else {}
    made = _make(name, scalars, attributes)
    shown = [text.translate(_CONTROLS) for text in _told(lines)] if type(lines) is list else []
    if isinstance(made, errors.GuardedFlameError):
        made.remote_traceback = tuple(shown)
    if shown and not _is_told_by(made, shown):
        made.add_note("Remote traceback:\n" + "".join(shown).rstrip("\n"))
    elif isinstance(made, errors.Refused):
        for word in ("rule", "hint"):
            text = getattr(made, word)
            if text and text not in str(made):
                made.add_note(f"{word}: {text}")
    return made


def _is_told_by(made: Exception, shown: Sequence[str]) -> bool:
    """Say if printing the exception itself tells all of a remote traceback: a place, no frames."""
    return isinstance(made, SyntaxError) and bool(made.lineno) and shown[0].startswith("  File ")


def _make(name: str, args: tuple[Scalar, ...], attributes: Mapping[str, Scalar]) -> Exception:
    ours = _OURS.get(name)
    made: Exception
    if ours is not None:
        made = ours(_text(args))
        for key, each in attributes.items():
            if hasattr(made, key):
                setattr(made, key, each)
        return made
    known = _BUILTINS.get(name)
    if known is not None:
        try:
            made = known(*args)
        except Exception:
            # Not the arguments that this class takes: it is told as RemoteError below.
            known = None
        else:
            for key in _foreign(made):
                if key in attributes:
                    setattr(made, key, attributes[key])
            return made
    text = _text(args)
    short = name.translate(_CONTROLS)[:200]
    return errors.RemoteError(f"{short}: {text}" if text else short, type_name=short)
