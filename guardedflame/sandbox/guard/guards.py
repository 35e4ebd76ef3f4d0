"""What compiled code asks at run time about objects whose names do not decide.

Invariant: a guard trusts ``type(x)``, the class dictionaries and the mark in them, read through
``type``'s own descriptors; nothing an object or a class says about itself is believed.

A *session class* carries this language's token in its own dictionary; only a class body compiled
here can put it there. A *pure* class has nothing but session classes and interpreter types among
its bases, so that each of its private names is the client's own: for those compiled code does
not call a guard at all, it asks ``type(x) in pure``.
"""

from __future__ import annotations

import builtins
import collections.abc
import dataclasses
import decimal
import enum
import types
import typing
from abc import ABC, ABCMeta
from collections.abc import Callable

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.formatter import safe_format, safe_format_map

_dictionary: Callable[[type], types.MappingProxyType[str, object]] = type.__dict__[
    "__dict__"
].__get__
_order: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_flags: Callable[[type], int] = type.__dict__["__flags__"].__get__
_HEAP = 1 << 9  # Py_TPFLAGS_HEAPTYPE

#: Python-level classes that a pure class may have as bases: their private names are constants.
_PURE_BASES = frozenset(
    {ABC, typing.Generic, typing.Protocol}
    | {each for each in vars(collections.abc).values() if type(each) is ABCMeta}
)
#: Metaclasses that compare and hash by identity, so that a set of classes can be believed.
_METACLASSES = (type, ABCMeta, enum.EnumType, type(typing.Protocol))

#: Standard library objects whose attributes are meant to be set, and which are a session's own.
_WRITABLE = frozenset({decimal.Context, types.SimpleNamespace})

_NOT_FOR_CLIENTS = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.TracebackType,
    types.CellType,
    types.MappingProxyType,
)
#: Special methods of descriptors and attribute access: only the client's own are called by name.
_OWN_ONLY = frozenset({"__get__", "__set__", "__delete__", "__set_name__", "__getattr__"})
#: Never base classes: a metaclass could lie to the set of pure classes, a Field of the client's own
#: would put its name, as text, into the code that dataclass generates.
_SEALED = (type, dataclasses.Field)
#: What may stand among the bases without being a class.
_ALIASES = frozenset(
    {types.GenericAlias}
    | {each for each in vars(typing).values() if type(each) is type and "Alias" in each.__name__}
)
_FUNCTION_BASES = (typing.NamedTuple, typing.TypedDict)
_EXCEPTION_DATA = frozenset({"__cause__", "__context__", "__suppress_context__", "__notes__"})


class Token:
    """The mark of one language. A descriptor, so that Enum does not take it for a member."""

    __slots__ = ()

    def __get__(self, instance: object, owner: type | None = None) -> None:
        """Tell nobody."""


class Guards:
    """The guards of one session, and the classes they know.

    Args:
        table: the session's builtins; how a function of the session is recognised.
        stand_in: what client code has for ``type``.
    """

    def __init__(self, table: dict[str, object], stand_in: type) -> None:
        self.token = Token()
        self.pure: set[type] = set()
        self._table = table
        self._stand_in = stand_in

    # --- who an object belongs to --------------------------------------------------------------

    def owns_class(self, cls: type) -> bool:
        """Say if the class was defined by this session's code."""
        return _dictionary(cls).get(names.MARK) is self.token

    def owns_instance(self, value: object) -> bool:
        """Say if the object's class, or a base of it, was defined by this session's code."""
        cls = type(value)
        if cls in self.pure:
            return True
        order = _order(cls)
        for each in order:
            if self.owns_class(each):
                self._admit(cls, order)
                return True
        return False

    def owns_function(self, value: object) -> bool:
        """Say if the object is a function compiled in this session."""
        return (
            type(value) is types.FunctionType
            and value.__globals__.get("__builtins__") is self._table
        )

    def _admit(self, cls: type, order: tuple[type, ...]) -> None:
        if type(cls) in (type, ABCMeta, _METACLASSES[3]) and all(
            each in _PURE_BASES or not _flags(each) & _HEAP or self.owns_class(each)
            for each in order
        ):
            self.pure.add(cls)

    # --- writing -------------------------------------------------------------------------------

    def write(self, value: object, read: str = "") -> object:
        """Return the object if its attributes may be set, else raise GuardRefused."""
        if read:
            self.attribute(value, read)
        cls = type(value)
        if (
            cls in self.pure
            or cls in _WRITABLE
            or cls is SessionModule
            or self.owns_instance(value)
            or self.owns_function(value)
        ):
            return value
        if issubclass(cls, type) and self.owns_class(value):  # type: ignore[arg-type]
            return value
        raise GuardRefused(
            f"attributes of {_shown(value)} cannot be set or deleted",
            rule="guarded language: writes",
            hint="set attributes on objects of classes defined in the session",
        )

    def set_attribute(self, value: object, name: str, content: object) -> None:
        """Guarded ``setattr``."""
        setattr(self.write(value), self._writable(name), content)

    def delete_attribute(self, value: object, name: str) -> None:
        """Guarded ``delattr``."""
        delattr(self.write(value), self._writable(name))

    def _writable(self, name: str) -> str:
        name = exact_name(name)
        if (names.is_dunder(name) and name != "__doc__") or not name.isidentifier():
            raise _refused(name, "cannot be set or deleted")
        if name in names.INTERNAL_ATTRIBUTES:
            raise _refused(name, "cannot be set or deleted")
        return name

    # --- reading -------------------------------------------------------------------------------

    def get(self, value: object, name: str, *default: object) -> object:
        """Guarded ``getattr``, for code that has the name in a string."""
        name = exact_name(name)
        if len(default) > 1:
            raise TypeError("getattr expected at most 3 arguments")
        try:
            return self.attribute(value, name)
        except AttributeError:
            if default:
                return default[0]
            raise

    def has(self, value: object, name: str) -> bool:
        """Guarded ``hasattr``; a refused name is not there."""
        try:
            self.attribute(value, exact_name(name))
        except AttributeError:
            return False
        return True

    def attribute(self, value: object, name: str) -> object:
        """Read an attribute by the language's rule; ``name`` is an exact str."""
        if names.readable_plainly(name):
            return getattr(value, name)
        reason = names.refused_attribute(name)
        if reason:
            raise _refused(name, f"is not readable: {reason}")
        if name in names.GUARDED_ATTRIBUTES:
            return self._public(value, name)
        if names.is_dunder(name):
            return self._special(value, name)
        return self._private(value, name)

    def _public(self, value: object, name: str) -> object:
        if name in {"obj", "with_traceback"} and (
            isinstance(value, BaseException)
            or (issubclass(type(value), type) and issubclass(value, BaseException))  # type: ignore[arg-type]
        ):
            if type(value) in self.pure and name == "obj" and name in value.__dict__:
                return value.__dict__[name]
            raise _refused(name, "of an exception is not readable")
        if name == "mro" and issubclass(type(value), type):
            raise _refused(name, "of a class is not readable")
        found = getattr(value, name)
        if name in {"format", "format_map"}:
            return self._formatting(found, name)
        return found

    def _formatting(self, found: object, name: str) -> object:
        """Replace str's own formatting by the safe one; it reads attributes in C."""
        safe = safe_format if name == "format" else safe_format_map
        if type(found) is types.BuiltinMethodType and issubclass(type(found.__self__), str):
            template = str.__str__(found.__self__)
            return lambda *args, **kwargs: safe(self, template, *args, **kwargs)
        if type(found) is types.MethodDescriptorType and issubclass(found.__objclass__, str):
            return lambda text, *args, **kwargs: safe(self, str.__str__(text), *args, **kwargs)
        return found

    def _private(self, value: object, name: str) -> object:  # noqa: PLR0912  (one case a kind)
        cls = type(value)
        if cls in self.pure or cls is SessionModule or self.owns_function(value):
            return getattr(value, name)
        if name in names.UNDERSCORE_INTERFACE:
            owner = value if issubclass(cls, type) else cls
            if issubclass(owner, tuple | enum.Enum):  # type: ignore[arg-type]
                return getattr(value, name)
        if cls is super:
            order = self._beyond(value)
        elif issubclass(cls, type):
            order = _order(value)  # type: ignore[arg-type]
        elif self.owns_instance(value):
            if cls in self.pure:
                return getattr(value, name)
            order = _order(cls)
        else:
            order = ()
            if not issubclass(cls, Facade):
                raise _refused(name, f"of {_shown(value)} is private")
        for each in order:
            if name in _dictionary(each):
                if not self.owns_class(each):
                    raise _refused(name, f"of {_shown(value)} is private")
                return getattr(value, name)
        if cls is super or issubclass(cls, type) or issubclass(cls, Facade):
            raise AttributeError(
                f"{_shown(value)} has no attribute {name!r}", name=name, obj=value
            )
        found = getattr(value, name)
        if isinstance(found, _NOT_FOR_CLIENTS):
            raise _refused(name, f"of {_shown(value)} is private")
        return found

    def _beyond(self, value: object) -> tuple[type, ...]:
        """The classes a super object looks in."""
        start = super.__thisclass__.__get__(value)  # type: ignore[attr-defined]
        own = super.__self_class__.__get__(value)  # type: ignore[attr-defined]
        order = _order(own)
        return order[order.index(start) + 1 :]

    def _special(self, value: object, name: str) -> object:
        cls = type(value)
        if name == "__class__":
            return self.type_of(value)
        if name == "__dict__":
            return self.variables(value)
        if name in _EXCEPTION_DATA:
            if isinstance(value, BaseException):
                return getattr(value, name)
            raise _refused(name, "is readable on exceptions only")
        if name in {"__setattr__", "__delattr__", "__getattribute__"}:
            return self._access(value, name)
        if name in names.SPECIAL_METHODS:
            own = cls is super or self.owns_instance(value)
            if not own and (name in _OWN_ONLY or issubclass(cls, Facade | SessionModule)):
                raise _refused(name, f"of {_shown(value)} is not readable")
            if issubclass(cls, type) and issubclass(value, type):  # type: ignore[arg-type]
                raise _refused(name, "of a metaclass is not readable")
            return getattr(value, name)
        if name in {"__slots__", "__match_args__", "__all__", "__version__", "__author__"}:
            if self._own(value):
                return getattr(value, name)
            raise _refused(name, f"of {_shown(value)} is not readable")
        # __members__, __annotations__, __dataclass_fields__: as copies, so that none is a door
        # into a class's own dictionary.
        found = getattr(value, name)
        if not isinstance(found, dict | types.MappingProxyType):
            raise _refused(name, f"of {_shown(value)} is not readable")
        return dict(found)

    def _own(self, value: object) -> bool:
        cls = type(value)
        if cls is SessionModule or self.owns_function(value) or self.owns_instance(value):
            return True
        return issubclass(cls, type) and self.owns_class(value)  # type: ignore[arg-type]

    def _access(self, value: object, name: str) -> Callable[..., object]:
        """``super().__setattr__`` and ``object.__setattr__``: the interpreter's, with the rule."""
        raw = getattr(value, name)
        bound = not issubclass(type(value), type)
        target = value
        if type(value) is super:
            target = super.__self__.__get__(value)  # type: ignore[attr-defined]
        elif not bound and _flags(value) & _HEAP and not self.owns_class(value):  # type: ignore[arg-type]
            raise _refused(name, f"of {_shown(value)} is not readable")

        def access(*args: object) -> object:
            owner, rest = (target, args) if bound else (args[0], args[1:])
            attribute = exact_name(rest[0])
            if name == "__getattribute__":
                if not names.readable_plainly(attribute):
                    return self.attribute(owner, attribute)
            else:
                self.write(owner)
                attribute = self._writable(attribute)
            rest = (attribute, *rest[1:])
            return raw(*rest) if bound else raw(owner, *rest)

        return access

    # --- the guarded builtins ------------------------------------------------------------------

    def type_of(self, value: object) -> type:
        """``type(x)``; a metaclass is never handed out."""
        cls = type(value)
        return self._stand_in if issubclass(cls, type) else cls

    def variables(self, *value: object) -> dict[str, object]:
        """``vars(x)``: an own object's dictionary; of anything else the readable part, copied."""
        if not value:
            raise _refused("vars", "needs an object")
        (target,) = value
        cls = type(target)
        if issubclass(cls, type):
            if not self.owns_class(target):  # type: ignore[arg-type]
                raise _refused("__dict__", f"of {_shown(target)} is not readable")
            return {
                name: content
                for name, content in _dictionary(target).items()  # type: ignore[arg-type]
                if names.readable_plainly(name) or (name[0] == "_" and not names.is_dunder(name))
                if name != names.MARK
            }
        if self.owns_instance(target) or cls is types.SimpleNamespace:
            if cls in self.pure or cls is types.SimpleNamespace:
                return vars(target)
            return dict(vars(target))
        if self.owns_function(target):
            return dict(vars(target))
        raise _refused("__dict__", f"of {_shown(target)} is not readable")

    def match_class(self, cls: object) -> object:
        """Allow a class in a positional pattern if the names it binds are plainly readable.

        CPython reads ``__match_args__`` from the class and then those attributes from the subject,
        which need not be an instance made by that class (``ABC.register``).
        """
        if not issubclass(type(cls), type):
            return cls  # CPython's own TypeError says it best
        arguments: object = getattr(cls, "__match_args__", ())
        if type(arguments) is not tuple or not all(
            type(each) is str and each[:1] != "_" and names.readable_plainly(each)
            for each in arguments
        ):
            raise _refused("__match_args__", f"of {_shown(cls)} names what is not readable")
        return cls

    def build_class(
        self, body: Callable[[], object], name: str, *bases: object, **keywords: object
    ) -> object:
        """``class``: metaclasses are neither defined nor chosen, but for the abstract one."""
        if "metaclass" in keywords:
            if keywords.pop("metaclass") is not AbstractMeta:
                raise GuardRefused(
                    "metaclass= is not accepted",
                    rule="guarded language: classes",
                    hint="use __init_subclass__, a class decorator, or abc.ABC",
                )
            keywords["metaclass"] = ABCMeta
        for base in bases:
            # Only typing's own answer to __mro_entries__ is believed to be the same twice.
            if (
                type(base) not in _ALIASES
                and not any(base is each for each in _FUNCTION_BASES)
                and not issubclass(type(base), type)
            ):
                raise _refused(_shown(base), "cannot be a base class")
        for base in types.resolve_bases(bases):
            if (
                not issubclass(type(base), type)
                or base is self._stand_in
                or issubclass(base, _SEALED)
            ):
                raise _refused(_shown(base), "cannot be a base class")
        return _build_class(body, name, *bases, **keywords)


class AbstractMeta:
    """Stands for ``abc.ABCMeta`` after ``metaclass=``; the metaclass itself is not handed out."""


_build_class: Callable[..., object] = builtins.__build_class__


def exact_name(name: object) -> str:
    """Return the name as an exact str: a subclass could say one thing and be another."""
    if type(name) is str:
        return name
    if not isinstance(name, str):
        raise TypeError("attribute name must be string, not " + type(name).__name__)
    return str.__str__(name)


def _shown(value: object) -> str:
    if issubclass(type(value), type):
        return f"class {type.__dict__['__name__'].__get__(value)!r}"
    return f"a {type.__dict__['__name__'].__get__(type(value))!r} object"


def _refused(name: str, why: str) -> GuardRefused:
    return GuardRefused(f"{name!r} {why}", rule="guarded language: attributes")
