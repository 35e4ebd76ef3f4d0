"""What an exception really holds, whatever its class and its methods say.

Invariant: everything is read through the interpreter's own descriptors; where the client's own code
has to run (``__str__``), nothing that it does leaves here, and what it returns is bounded text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from types import MappingProxyType, TracebackType
from typing import Any, Final, TypeGuard, TypeVar

from guardedflame import limits
from guardedflame.errors import GuardedFlameError


def _reader(cls: type, name: str) -> Callable[[Any], Any]:
    """Return what reads an attribute of exactly this class, past any override."""
    reader: Callable[[Any], Any] = cls.__dict__[name].__get__
    return reader


cause_of: Callable[[BaseException], BaseException | None] = _reader(BaseException, "__cause__")
context_of: Callable[[BaseException], BaseException | None] = _reader(BaseException, "__context__")
suppressed: Callable[[BaseException], bool] = _reader(BaseException, "__suppress_context__")
traceback_of: Callable[[BaseException], TracebackType | None] = _reader(
    BaseException, "__traceback__"
)
members_of: Callable[[BaseExceptionGroup[Any]], tuple[BaseException, ...]] = _reader(
    BaseExceptionGroup, "exceptions"
)
attribute_name_of: Callable[[AttributeError], object] = _reader(AttributeError, "name")
attribute_owner_of: Callable[[AttributeError], object] = _reader(AttributeError, "obj")
missing_name_of: Callable[[NameError], object] = _reader(NameError, "name")

dictionary_of: Callable[[BaseException], dict[str, object]] = _reader(BaseException, "__dict__")
_name_of: Callable[[type], object] = _reader(type, "__qualname__")
_module_of: Callable[[type], object] = _reader(type, "__module__")

#: The attributes of a SyntaxError that tell its place, and the one type each may have.
_PLACE: Final[Mapping[str, type]] = MappingProxyType(
    {
        "msg": str,
        "filename": str,
        "text": str,
        "lineno": int,
        "offset": int,
        "end_lineno": int,
        "end_offset": int,
    }
)


_E = TypeVar("_E", bound=BaseException)


def is_a(exc: BaseException, cls: type[_E]) -> TypeGuard[_E]:
    """Say if an exception is of a class; ``isinstance`` would also ask the exception."""
    return issubclass(type(exc), cls)


def type_names(cls: type) -> tuple[str, str]:
    """Return the module and the name of a class as it has them."""
    module, name = _module_of(cls), _name_of(cls)
    if module == GuardedFlameError.__module__:
        module = "guardedflame"
    return module if type(module) is str else "<unknown>", cut(name) if type(name) is str else "?"


def type_shown(cls: type) -> str:
    """Return a class as the last line of a traceback names it."""
    module, name = type_names(cls)
    return name if module in {"builtins", "__main__"} else f"{module}.{name}"


def place_of(exc: SyntaxError) -> dict[str, Any]:
    """Return a syntax error's own attributes, None for each that is not of its type."""
    place: dict[str, Any] = {}
    for name, kind in _PLACE.items():
        value = _reader(SyntaxError, name)(exc)
        place[name] = value if type(value) is kind else None
    return place


def notes_of(exc: BaseException) -> list[str]:
    """Return an exception's notes as CPython would print them, no more than are told."""
    notes = dictionary_of(exc).get("__notes__")
    if notes is None:
        return []
    if type(notes) is not list and type(notes) is not tuple:
        return [text_of(notes, "<__notes__ repr() failed>", repr)]
    return [
        text_of(note, "<note str() failed>") for note in islice(notes, limits.TRACEBACK_EXCEPTIONS)
    ]


def text_of(value: object, otherwise: str, convert: Callable[[object], str] = str) -> str:
    """Return ``convert(value)``, bounded, or ``otherwise`` where the client's code fails in it."""
    try:
        # A subclass of str is made plain before anything asks it something.
        return cut(str.__str__(convert(value)))
    except BaseException:  # exit() in a __str__, too
        return otherwise


def cut(text: str) -> str:
    """Return the text, or its start and how much was left out."""
    most = limits.EXCEPTION_TEXT
    if len(text) <= most:
        return text
    return f"{text[:most]} ... ({len(text) - most} more characters)"
