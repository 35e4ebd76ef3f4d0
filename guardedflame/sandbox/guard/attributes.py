"""Reads of attributes whose names do not decide by themselves.

Invariant: what is returned is the client's own, or a name the tables of ``names`` allow on that
kind of object; a dictionary of a class, or one that a library shares, is returned as a copy.
"""

from __future__ import annotations

import ast
import decimal
import enum
import types
from abc import ABCMeta
from collections.abc import Callable

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.facts import FACTS, HELD, traceback_fact
from guardedflame.sandbox.guard.formatter import safe_format, safe_format_map
from guardedflame.sandbox.guard.namespaces import Names
from guardedflame.sandbox.guard.ownership import BARE, FORWARDS, exact_name, refused, shown
from guardedflame.sandbox.guard.services import Services
from guardedflame.sandbox.guard.signals import Signals
from guardedflame.sandbox.guard.specials import Specials

_NOT_FOR_CLIENTS = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.TracebackType,
    types.CellType,
    types.MappingProxyType,
)
#: A mapping of C that points into a context.
_SIGNALS = type(decimal.Context().flags)
_NAMED = (tuple, enum.Enum, ast.AST)  # whose underscore names can be public interface
_OF_OWN = frozenset({"__slots__", "__match_args__", "__all__", "__annotations__"})
_OF_TASKS = frozenset({"get_stack", "print_stack", "get_loop", "get_context"})
_EXCEPTION_DATA = frozenset({"__cause__", "__context__", "__suppress_context__", "__notes__"})


class Attributes(Specials):
    """The guards that read; see ``ownership.Ownership`` for the arguments."""

    def __init__(
        self, table: dict[str, object], stand_in: type, services: Services | None = None
    ) -> None:
        super().__init__(table, stand_in, services)
        self.lend_opaque(super, makes=self._super)

    def _super(self, cls: object, *rest: object) -> object:
        """``super(C, x)``: past a class that stands for one of the library, that one is."""
        if not issubclass(type(cls), type) or not self.owns_class(cls):  # type: ignore[arg-type]
            raise refused("super", f"takes a class of the session, not {shown(cls)}")
        return super(cls, *rest)

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
        if name[:1] != "_":
            if name not in names.JUDGED_PUBLIC:
                return getattr(value, name)
            if name in FACTS:
                return self._fact(value, name)
            if name in names.GUARDED_ATTRIBUTES:
                return self._public(value, name)
        elif name[:2] == "__" and names.is_dunder(name):
            if name in names.PLAIN_DUNDERS:
                return getattr(value, name)
            if name in names.GUARDED_DUNDERS:
                return self._special(value, name)
        elif name.isidentifier():
            return self._private(value, name)
        raise refused(name, f"is not readable: {names.refused_attribute(name)}")

    def _fact(self, value: object, name: str) -> object:
        cls = type(value)
        if cls is types.TracebackType:
            if name[:3] == "tb_":
                return traceback_fact(value, name, self.owns_frame)  # type: ignore[arg-type]
        elif name in HELD.get(cls, ()):
            return getattr(value, name)
        raise refused(name, f"of {shown(value)} is not readable")

    def _public(self, value: object, name: str) -> object:
        if name in {"obj", "mro", "with_traceback"}:
            return self._own_public(value, name)
        return self._found(value, name, getattr(value, name))

    def _found(self, value: object, name: str, found: object) -> object:
        """What was found under one of the guarded names, as the client may have it."""
        if name == "register":
            return self._registering(found)
        if name in {"flags", "traps"}:
            if type(value) is decimal.Context:
                return Signals(value, name)
            if type(found) is _SIGNALS:
                # By something that forwards to a context, and need not hold it.
                raise refused(name, f"of {shown(value)} is not readable")
            return found
        if name in _OF_TASKS:
            if _is_of_asyncio(getattr(found, "__self__", value)) or _is_of_asyncio(value):
                raise refused(name, f"of {shown(value)} is not readable")
            return found
        if name in {"format", "format_map"}:
            return self._formatting(found, name)
        if name in {"fget", "fset", "fdel"}:
            if isinstance(found, types.FunctionType) and not self.owns_function(found):
                raise refused(name, "of a property of the library is not readable")
            return found
        if type(found) is types.MappingProxyType and not self.owns(value):
            # Compared with an object of the client's, a proxy hands over the dict behind it.
            return types.MappingProxyType(dict(found))
        return found

    def _own_public(self, value: object, name: str) -> object:
        """Read what is refused on exceptions, classes and all that forwards to them."""
        cls = type(value)
        if cls is SessionModule:
            return getattr(value, name)
        if issubclass(cls, type):
            order = order_of(value)  # type: ignore[arg-type]
            if self.is_metaclass(cls):
                order += order_of(cls)
        elif cls is super:
            order = self._beyond(value)
        elif name == "with_traceback" and issubclass(cls, BaseException):
            return getattr(value, name)
        elif self.owns_instance(value):
            content = getattr(value, "__dict__", None)
            if type(content) is dict and name in content:
                return content[name]
            order = order_of(cls)
        else:
            raise refused(name, f"of {shown(value)} is not readable")
        definer = self.definer_of(name, order)
        if definer is None:
            if name == "mro" and issubclass(cls, type):
                return lambda: self.lent_order(value)  # type: ignore[arg-type]
            if cls is super or issubclass(cls, type):
                raise refused(name, f"of {shown(value)} is not readable")
            return getattr(value, name)  # __getattr__ of the session's, or an AttributeError
        if self.owns_class(definer) and not isinstance(dictionary_of(definer)[name], FORWARDS):
            return getattr(value, name)
        raise refused(name, f"of {shown(value)} is not readable")

    def _registering(self, found: object) -> object:
        """``register`` of an abstract class of the library, which all code of the process asks.

        What it is bound to says whose it is: an alias hands on what its class has.
        """
        value = found.__self__ if type(found) is types.MethodType else None
        if not issubclass(type(value), ABCMeta):
            return found
        if self.owns_class(value) and not self.extends_abstract(value):  # type: ignore[arg-type]
            return found

        def register(subclass: object) -> object:
            if not issubclass(type(subclass), type) or not self.owns_class(subclass):  # type: ignore[arg-type]
                raise refused("register", f"takes a class of the session, not {shown(subclass)}")
            return value.register(subclass)  # type: ignore[attr-defined]

        return register

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
        if (
            cls in self.pure
            or cls is SessionModule
            or cls in BARE  # an AttributeError in CPython's own words
            or (cls is types.FunctionType and self.owns_function(value))
        ):
            return getattr(value, name)
        if name in names.UNDERSCORE_INTERFACE:
            owner = value if issubclass(cls, type) else cls
            if issubclass(owner, _NAMED):  # type: ignore[arg-type]
                found = getattr(value, name)
                if type(found) is types.FunctionType and not self.owns_function(found):
                    return self._checked(found, name, owner)  # type: ignore[arg-type]
                return found
        if cls is super:
            order = self._beyond(value)
        elif issubclass(cls, type):
            order = order_of(value)  # type: ignore[arg-type]
            if self.is_metaclass(cls):
                order += order_of(cls)
        elif self.owns_instance(value):
            if cls in self.pure:
                return getattr(value, name)
            order = order_of(cls)
        else:
            order = ()
            if not issubclass(cls, Facade):
                raise refused(name, f"of {shown(value)} is private")
            if name in object.__getattribute__(value, "__dict__"):
                return getattr(value, name)  # adopted text has a few private names
        for each in order:
            if name in dictionary_of(each):
                if not self.owns_class(each) or isinstance(dictionary_of(each)[name], FORWARDS):
                    raise refused(name, f"of {shown(value)} is private")
                found = getattr(value, name)
                if name == "_new_member_" and type(found) is types.BuiltinMethodType:
                    return self._making(found)  # an enum keeps the one of its data
                return found
        if cls is super or issubclass(cls, type) or issubclass(cls, Facade):
            raise AttributeError(f"{shown(value)} has no attribute {name!r}", name=name, obj=value)
        found = getattr(value, name)
        if isinstance(found, _NOT_FOR_CLIENTS):
            raise refused(name, f"of {shown(value)} is private")
        return found

    def _special(self, value: object, name: str) -> object:
        if name in names.LOOKED_UP:
            return self.method(value, name)
        if name == "__class__":
            return self.type_of(value)
        if name == "__dict__":
            return self._dictionary(value)
        if name in _EXCEPTION_DATA:
            if isinstance(value, BaseException):
                return getattr(value, name)
            raise refused(name, "is readable on exceptions only")
        if name in {"__setattr__", "__delattr__", "__getattribute__"}:
            return self._access(value, name)
        if name in names.INTROSPECTED:
            return self.introspect(value, name)
        if name in names.CONVENTIONS:
            return self._private(value, name)
        if name in _OF_OWN and not self.owns(value):
            raise refused(name, f"of {shown(value)} is not readable")
        found = getattr(value, name)
        if name in {"__slots__", "__match_args__", "__all__"}:
            return found
        # __members__, __annotations__, __dataclass_fields__: as copies, so that none is a door
        # into a class's own dictionary.
        if not isinstance(found, dict | types.MappingProxyType):
            raise refused(name, f"of {shown(value)} is not readable")
        return dict(found)

    def _dictionary(self, value: object) -> dict[str, object]:
        try:
            return self.variables(value)
        except TypeError:
            raise AttributeError(
                f"{type(value).__name__!r} object has no attribute '__dict__'"
            ) from None

    def _is_of_class(self, content: object) -> bool:
        """Say if it is not what a library put into a class: namedtuple and enum do."""
        if isinstance(content, classmethod | staticmethod):
            content = content.__func__
        return not isinstance(content, FORWARDS) and (
            type(content) is not types.FunctionType or self.owns_function(content)
        )

    def variables(self, *value: object) -> dict[str, object]:
        """``vars(x)``: an own object's dictionary; of anything else the readable part, copied."""
        if not value:
            raise refused("vars", "needs an object")
        (target,) = value
        cls = type(target)
        if issubclass(cls, type):
            if not self.owns_class(target):  # type: ignore[arg-type]
                lent = self.lend(target)  # type: ignore[arg-type]
                return {
                    name: getattr(lent, name)
                    for name in dictionary_of(lent)
                    if name[:1] != "_" and names.readable_plainly(name)
                }
            return {
                name: content
                for name, content in dictionary_of(target).items()  # type: ignore[arg-type]
                if names.readable_plainly(name) or (name[0] == "_" and not names.is_dunder(name))
                if name != names.MARK and self._is_of_class(content)
                if type(target) is not PlainEnumType or name[0] + name[-1] != "__"
            }
        if self.owns_instance(target) or cls is types.SimpleNamespace:
            if cls in self.pure or cls is types.SimpleNamespace:
                return vars(target)
            return dict(vars(target))
        if self.owns_function(target):
            return Names(vars(target), self.vocabulary.reserved)
        raise refused("__dict__", f"of {shown(target)} is not readable")


def _is_of_asyncio(value: object) -> bool:
    cls = value if issubclass(type(value), type) else type(value)
    return any(
        type(module := _module_of(each)) is str
        and module.partition(".")[0] in {"asyncio", "_asyncio"}
        for each in order_of(cls)  # type: ignore[arg-type]
    )


_module_of: Callable[[type], object] = type.__dict__["__module__"].__get__
