"""Reads of attributes whose names do not decide by themselves.

Invariant: what is returned is the client's own, or a name the tables of ``names`` allow on that
kind of object; a dictionary of a class, or one that a library shares, is returned as a copy.
"""

from __future__ import annotations

import enum
import types
from collections.abc import Callable

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.formatter import safe_format, safe_format_map
from guardedflame.sandbox.guard.ownership import (
    HEAP,
    dictionary_of,
    exact_name,
    flags_of,
    order_of,
    refused,
    shown,
)
from guardedflame.sandbox.guard.writes import Writes

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
_NAMED = (tuple, enum.Enum)  # whose underscore names can be public interface
_EXCEPTION_DATA = frozenset({"__cause__", "__context__", "__suppress_context__", "__notes__"})


class Attributes(Writes):
    """The guards that read."""

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

    def _public(self, value: object, name: str) -> object:
        if name in {"obj", "with_traceback"} and (
            isinstance(value, BaseException)
            or (issubclass(type(value), type) and issubclass(value, BaseException))  # type: ignore[arg-type]
        ):
            if type(value) in self.pure and name == "obj" and name in value.__dict__:
                return value.__dict__[name]
            raise refused(name, "of an exception is not readable")
        if name == "mro" and issubclass(type(value), type):
            raise refused(name, "of a class is not readable")
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
        if (
            cls in self.pure
            or cls is SessionModule
            or (cls is types.FunctionType and self.owns_function(value))
        ):
            return getattr(value, name)
        if name in names.UNDERSCORE_INTERFACE:
            owner = value if issubclass(cls, type) else cls
            if issubclass(owner, _NAMED):  # type: ignore[arg-type]
                return getattr(value, name)
        if cls is super:
            order = self._beyond(value)
        elif issubclass(cls, type):
            order = order_of(value)  # type: ignore[arg-type]
        elif self.owns_instance(value):
            if cls in self.pure:
                return getattr(value, name)
            order = order_of(cls)
        else:
            order = ()
            if not issubclass(cls, Facade):
                raise refused(name, f"of {shown(value)} is private")
        for each in order:
            if name in dictionary_of(each):
                if not self.owns_class(each):
                    raise refused(name, f"of {shown(value)} is private")
                return getattr(value, name)
        if cls is super or issubclass(cls, type) or issubclass(cls, Facade):
            raise AttributeError(f"{shown(value)} has no attribute {name!r}", name=name, obj=value)
        found = getattr(value, name)
        if isinstance(found, _NOT_FOR_CLIENTS):
            raise refused(name, f"of {shown(value)} is private")
        return found

    def _beyond(self, value: object) -> tuple[type, ...]:
        """The classes a super object looks in."""
        start = super.__thisclass__.__get__(value)  # type: ignore[attr-defined]
        own = super.__self_class__.__get__(value)  # type: ignore[attr-defined]
        order = order_of(own)
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
            raise refused(name, "is readable on exceptions only")
        if name in {"__setattr__", "__delattr__", "__getattribute__"}:
            return self._access(value, name)
        if name in names.SPECIAL_METHODS:
            own = cls is super or self.owns_instance(value)
            if not own and (name in _OWN_ONLY or issubclass(cls, Facade | SessionModule)):
                raise refused(name, f"of {shown(value)} is not readable")
            if issubclass(cls, type) and issubclass(value, type):  # type: ignore[arg-type]
                raise refused(name, "of a metaclass is not readable")
            return getattr(value, name)
        if name in {"__slots__", "__match_args__", "__all__", "__version__", "__author__"}:
            if self._own(value):
                return getattr(value, name)
            raise refused(name, f"of {shown(value)} is not readable")
        # __members__, __annotations__, __dataclass_fields__: as copies, so that none is a door
        # into a class's own dictionary.
        found = getattr(value, name)
        if not isinstance(found, dict | types.MappingProxyType):
            raise refused(name, f"of {shown(value)} is not readable")
        return dict(found)

    def _access(self, value: object, name: str) -> Callable[..., object]:
        """``super().__setattr__`` and ``object.__setattr__``: the interpreter's, with the rule."""
        raw = getattr(value, name)
        bound = not issubclass(type(value), type)
        target = value
        if type(value) is super:
            target = super.__self__.__get__(value)  # type: ignore[attr-defined]
        elif not bound and flags_of(value) & HEAP and not self.owns_class(value):  # type: ignore[arg-type]
            raise refused(name, f"of {shown(value)} is not readable")

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

    def type_of(self, value: object) -> type:
        """``type(x)``; a metaclass is never handed out."""
        cls = type(value)
        return self._stand_in if issubclass(cls, type) else cls

    def variables(self, *value: object) -> dict[str, object]:
        """``vars(x)``: an own object's dictionary; of anything else the readable part, copied."""
        if not value:
            raise refused("vars", "needs an object")
        (target,) = value
        cls = type(target)
        if issubclass(cls, type):
            if not self.owns_class(target):  # type: ignore[arg-type]
                raise refused("__dict__", f"of {shown(target)} is not readable")
            return {
                name: content
                for name, content in dictionary_of(target).items()  # type: ignore[arg-type]
                if names.readable_plainly(name) or (name[0] == "_" and not names.is_dunder(name))
                if name != names.MARK
            }
        if self.owns_instance(target) or cls is types.SimpleNamespace:
            if cls in self.pure or cls is types.SimpleNamespace:
                return vars(target)
            return dict(vars(target))
        if self.owns_function(target):
            return dict(vars(target))
        raise refused("__dict__", f"of {shown(target)} is not readable")
