"""The builtins of guarded code: a closed table, made per session.

Invariant: a builtin is either harmless as CPython made it, or one of the guards, or a refusal that
says what to do instead. The table is never handed to client code.
"""

from __future__ import annotations

import builtins
import types
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, NoReturn

from guardedflame.errors import CallRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.streams import leave, make_input

#: As CPython made them. They call methods of objects the client already holds, and read no
#: attribute whose name the client chooses. ``print(file=x)`` calls ``x.write`` and ``x.flush``.
_HARMLESS: Final[tuple[str, ...]] = (
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "complex",
    "dict",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "hash",
    "hex",
    "id",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "ord",
    "pow",
    "print",
    "property",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "zip",
    "Ellipsis",
    "NotImplemented",
    "__debug__",
)

#: What is left out, and what to write instead.
_LEFT_OUT: Final[Mapping[str, str]] = types.MappingProxyType(
    {
        "eval": "write the expression itself, or use ast.literal_eval for data",
        "exec": "send the source with execute",
        "compile": "send the source with execute",
        "open": "ask for a profile with files; sendfile and io.StringIO need none",
        "breakpoint": "print what you want to know",
        "help": "read __doc__",
    }
)


#: ``type(name, bases, dict)``.
_CLASS_PARTS: Final = 3


class _TypeMeta(type):
    """Makes the client's ``type`` answer isinstance as the interpreter's would."""

    def __instancecheck__(cls, value: object) -> bool:
        return issubclass(builtins.type(value), builtins.type)

    def __subclasscheck__(cls, other: builtins.type) -> bool:
        return issubclass(other, builtins.type)

    def __repr__(cls) -> str:
        return "<class 'type'>"


def make_type() -> tuple[type, Callable[[Guards], None]]:
    """Return the client's ``type``, and what ties it to the guards made afterwards."""
    kind = builtins.type
    guards: Guards
    pure: set[builtins.type]

    def call(_cls: object, *args: object, **keywords: object) -> builtins.type:
        if len(args) == 1 and not keywords:
            cls = kind(args[0])
            return cls if cls in pure else guards.type_of(args[0])
        if len(args) != _CLASS_PARTS:
            raise TypeError("type() takes 1 or 3 arguments")
        return guards.new_class(*args, keywords)

    def tie(made: Guards) -> None:
        nonlocal guards, pure
        guards, pure = made, made.pure

    meta = kind("type", (_TypeMeta,), {"__call__": call})
    stand_in: builtins.type = meta.__new__(
        meta, "type", (), {"__module__": "builtins", "__class_getitem__": _subscript}
    )
    return stand_in, tie


def _subscript(_cls: type, item: object) -> types.GenericAlias:
    return types.GenericAlias(object, item)  # ``type[int]`` in an annotation


def exceptions() -> dict[str, object]:
    """Return the builtin exception classes."""
    return {
        name: value
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    }


def refusal(name: str, message: str, rule: str, hint: str) -> Callable[..., NoReturn]:
    """Return a function that refuses, under a builtin's name."""

    def refused(*_args: object, **_keywords: object) -> NoReturn:
        raise CallRefused(message, rule=rule, hint=hint)

    refused.__name__ = refused.__qualname__ = name
    return refused


def refusal_in(value: object) -> CallRefused | None:
    """Return what calling an entry of the table raises, if it is nothing but a refusal."""
    if type(value) is not types.FunctionType or value.__code__ is not _REFUSED:
        return None
    try:
        value()
    except CallRefused as error:
        return error
    return None


def fill_table(
    table: dict[str, object],
    guards: Guards,
    stand_in: type,
) -> None:
    """Put everything guarded code can name, and the guards it cannot, into the table."""
    namespaces = guards.namespaces
    table.update(_ALWAYS)

    def directory(*value: object) -> list[str]:
        """``dir()``, without what the language does not read."""
        found = dir(*value) if value else sorted(namespaces.locals())
        return [name for name in found if name.isidentifier() and not names.refused_attribute(name)]

    def variables(*value: object) -> dict[str, object]:
        """``vars()``."""
        return guards.variables(*value) if value else namespaces.locals()

    table.update(
        {
            "getattr": guards.get,
            "setattr": guards.set_attribute,
            "hasattr": guards.has,
            "delattr": guards.delete_attribute,
            "vars": variables,
            "globals": namespaces.globals,
            "locals": namespaces.locals,
            "dir": directory,
            "type": stand_in,
            "exit": leave,
            "quit": leave,
            "__build_class__": guards.build_class,
            names.GETATTR: guards.attribute,
            names.CLASS: guards.type_of,
            names.METHOD: guards.method,
            names.WRITE: guards.to_write,
            names.WRITE_SPECIAL: guards.write_special,
            names.THROUGH: guards.through,
            names.TYPE: type,
            names.PURE: guards.pure,
            names.MATCH: guards.match_class,
            names.TOKEN: guards.token,
            names.HOOK: guards.hook,
            names.SUPER: guards.lend(super),
        }
    )
    table["input"] = make_input(guards.services.ask)
    if guards.services.files is not None:
        table["open"] = guards.services.files.open


class Builtins(NamedTuple):
    """What a profile says of builtins: without these, only these (None: all), and these too."""

    denied: frozenset[str]
    allowed: frozenset[str] | None
    also: frozenset[str]


def deny(table: dict[str, object], given: Builtins, rule: Callable[[str, str], str]) -> None:
    """Replace what the profile does not allow by refusals."""
    for name in list(given.denied if given.allowed is None else table):
        if name not in table:
            continue
        if not name.isidentifier() or name[:2] == "__" or name in _EXCEPTIONS:
            continue
        if name in {"True", "False", "None", "Ellipsis", "NotImplemented"}:
            continue
        narrowed = given.allowed is not None and name not in given.allowed
        if name in given.denied or (narrowed and name not in given.also):
            table[name] = refusal(
                name,
                f"the profile does not allow the builtin {name!r}",
                rule("builtin", ""),
                "ask for it, or write it another way",
            )
    if type(table["super"]) is not type:
        table[names.SUPER] = table["super"]


_EXCEPTIONS: Final = types.MappingProxyType(exceptions())
_REFUSED: Final = refusal("", "", "", "").__code__

#: What all sessions have in their tables.
_ALWAYS: Final[Mapping[str, object]] = types.MappingProxyType(
    {
        **_EXCEPTIONS,
        **{name: getattr(builtins, name) for name in _HARMLESS},
        **{
            name: refusal(
                name, f"{name}() is not in the guarded language", "guarded language: builtins", hint
            )
            for name, hint in _LEFT_OUT.items()
        },
        "True": True,
        "False": False,
        "None": None,
    }
)
