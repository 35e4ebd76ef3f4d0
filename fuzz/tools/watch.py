"""What a program of the guarded language may never hold, and what it may never change.

Invariant: nothing here believes what an object says of itself; objects are judged by identity, by
``type()`` and by the class dictionaries.
"""

from __future__ import annotations

import builtins
import contextlib
import enum
import types
from collections.abc import Callable, Iterator
from typing import Any, Final

from modules_of_library import shared_containers

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.builtin_table import Builtins
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.facts import FACTS
from guardedflame.sandbox.guard.formatter import reads_attributes
from guardedflame.sandbox.guard.guards import AbstractMeta, Form, Guards
from guardedflame.sandbox.guard.importer import Importer
from guardedflame.sandbox.guard.language import GuardedLanguage
from guardedflame.sandbox.guard.library_classes import _REVIEWED, OpaqueMeta
from guardedflame.sandbox.guard.ownership import Token
from guardedflame.sandbox.guard.writes import Through

#: Real builtins that guarded code has other ones for, or none.
_REAL: Final = {
    id(getattr(builtins, name)): f"the real {name}"
    for name in [
        "open",
        "eval",
        "exec",
        "compile",
        "__import__",
        "type",
        "globals",
        "locals",
        "vars",
        "dir",
        "getattr",
        "setattr",
        "delattr",
        "hasattr",
        "input",
        "breakpoint",
        "__build_class__",
    ]
}
_INTERNALS: Final = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.CellType,
    Guards,
    GuardedLanguage,
    Importer,
    Builtins,
    Token,
    Through,
)
#: By these C code reads or sets any attribute, or makes any object.
_RAW: Final = frozenset(
    [
        "__getattribute__",
        "__setattr__",
        "__delattr__",
        "__reduce__",
        "__reduce_ex__",
        "mro",
        "__subclasses__",
    ]
)
#: Classes whose descriptors would answer for internals.
_DESCRIBED: Final = (
    type,
    types.BuiltinMethodType,
    types.CodeType,
    types.CoroutineType,
    types.FrameType,
    types.FunctionType,
    types.GeneratorType,
    types.MethodType,
    types.ModuleType,
    types.TracebackType,
)
#: Nothing in them is read by name. Facades have a test of their own, test_facade_scan.py.
_PLAIN: Final = frozenset({Facade, SessionModule, str, int, float, bytes, bool, type(None)})
#: How many values of one container are looked at.
_MANY: Final = 40
_DESCRIPTORS: Final = (types.MemberDescriptorType, types.GetSetDescriptorType)
_C_METHODS: Final = (
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    types.MethodDescriptorType,
    types.BuiltinMethodType,
)


class Watch:
    """Looks at what one language's programs left behind.

    Args:
        language: whose namespace is looked at.
    """

    def __init__(self, language: GuardedLanguage) -> None:
        table = language.namespace["__builtins__"]
        assert isinstance(table, dict)
        self._language = language
        self._table = table
        self._before = dict(table)
        self._read: Callable[[object, str], object] = table[names.GETATTR]
        self._guards: Guards = table[names.GETATTR].__self__
        #: What the prelude left: only what is the session's own is looked at again.
        self._known: dict[str, object] = {}
        #: Facades by name, as they are when they are first seen.
        self._members: dict[str, dict[str, object]] = {}

    def start(self) -> None:
        """Take what a prelude left as seen; from now on only what is new, or the session's own."""
        self._known = dict(self._language.namespace)

    def look(self) -> None:
        """Raise AssertionError for anything that a program may not have or may not have done."""
        space = self._language.namespace
        assert dict.get(space, "__builtins__") is self._table, "the builtins are others"
        assert _same(self._table, self._before), "the table of builtins was changed"
        for name, made in self._language._importer._made.items():
            members = object.__getattribute__(made, "__dict__")
            before = self._members.setdefault(name, dict(members))
            assert all(members.get(each) is value for each, value in before.items()), name
        visited: set[int] = set()  # what is here stays alive while it is looked at
        for name, value in list(space.items()):
            if name == "__builtins__" or (name == "__annotations__" and type(value) is dict):
                continue
            if self._known.get(name, self) is value and not self._guards.owns(value):
                continue
            # What no source can spell is a stand-in of the compiler's; what it holds is looked at.
            if names.is_dunder(name) and name.isidentifier():
                assert name in _DUNDERS, f"{name} was bound"
            for path, held in self._held(name, value, visited):
                why = self.forbidden(held)
                assert not why, f"{path} is {why}: {_shown(held)}"

    def _held(
        self, path: str, value: Any, visited: set[int], depth: int = 4
    ) -> Iterator[tuple[str, object]]:
        """The value, what its containers hold, and what reads by name give."""
        if id(value) in visited:
            return
        visited.add(id(value))
        yield path, value
        kind = type(value)
        if kind in {list, tuple, set, frozenset, dict}:
            inside = list(value.values()) if kind is dict else list(value)
            for each in inside[:_MANY] if depth else ():
                yield from self._held(f"{path}[...]", each, visited, depth - 1)
        elif kind not in _PLAIN:
            for name in self._names(value):
                with contextlib.suppress(Exception, SystemExit, KeyboardInterrupt):
                    yield f"{path}.{name}", self._read(value, name)

    def _names(self, value: Any) -> list[str]:
        """Names to read: what the session's classes define, or all where the object is foreign."""
        guards = self._guards
        found = set(_ASKED)
        order = order_of(type(value))
        if issubclass(type(value), type):
            order += order_of(value)
        own = any(guards.owns_class(each) for each in order)
        for each in order:
            if not own or guards.owns_class(each):
                found.update(name for name in dictionary_of(each) if type(name) is str)
        space = getattr(value, "__dict__", None) if guards.owns_instance(value) else None
        if type(space) is dict:
            found.update(name for name in space if type(name) is str)
        return sorted(found)

    def forbidden(self, value: Any) -> str:
        """Say what a value is, if no client may hold it."""
        kind = type(value)
        if id(value) in _REAL:
            return _REAL[id(value)]
        if issubclass(kind, _INTERNALS):
            return f"a {kind.__name__}"
        if value is self._table or value is self._guards.namespaces._bare:
            return "the builtins table"
        if kind in {dict, list, set} and id(value) in shared_containers():
            return "a container of the library's own"
        if kind in _DESCRIPTORS:
            described = value.__objclass__ in _DESCRIBED and value.__name__ != "__doc__"
            return "a descriptor of internals" if described else ""
        if kind is types.MappingProxyType and "__module__" in value:
            return "the dictionary of a class"
        if issubclass(kind, type):
            return self._forbidden_class(value)
        if kind in _C_METHODS:
            return self._forbidden_method(value)
        if kind is types.FunctionType and not self._guards.owns_function(value):
            return _forbidden_function(value)
        return ""

    def _forbidden_class(self, cls: type) -> str:
        if type(cls) is OpaqueMeta or cls in {AbstractMeta, Form, self._guards._stand_in}:
            return ""
        if issubclass(cls, type) and not self._guards.is_metaclass(cls):
            return "a metaclass of the library"
        if not self._guards.owns_class(cls) and self._guards.lend(cls) is not cls:
            return "a class that is lent as an opaque one"
        return ""

    def _forbidden_method(self, method: Any) -> str:
        if method.__name__ in _RAW:
            return "a raw read or write"
        if method.__name__ in {"format", "format_map"}:
            if type(method) is types.MethodDescriptorType:
                return "str's own format"
            template = method.__self__
            if isinstance(template, str):
                with contextlib.suppress(ValueError):
                    if reads_attributes(str.__str__(template)):
                        return "a format that reads attributes"
        return ""


def _forbidden_function(function: types.FunctionType) -> str:
    """A function of a library's class believes any ``self``, unless it was reviewed."""
    path = function.__qualname__.split(".")
    if len(path) < 2 or "<locals>" in path or function is _NEXT_VALUE:  # has no self
        return ""
    for each in _REVIEWED:
        for base in order_of(each):
            if dictionary_of(base).get(function.__name__) is function:
                return ""
    return "a method of a library's class, without its object"


_NEXT_VALUE: Final = enum.Enum._generate_next_value_
_DUNDERS: Final = (
    names.MODULE_DATA | names.DEFINABLE | {"__name__", "__annotations__", "__warningregistry__"}
)
_ASKED: Final = frozenset(
    names.INTROSPECTED
    | names.GUARDED_ATTRIBUTES
    | FACTS
    | {"__dict__", "__class__", "__globals__", "__builtins__", "__objclass__", "_x", "loads"}
)


def _same(now: dict[str, object], before: dict[str, object]) -> bool:
    return now.keys() == before.keys() and all(now[name] is before[name] for name in now)


def _shown(value: object) -> str:
    return object.__repr__(value)
