"""Writes of attributes, and what stands for an object that has to be asked about each time.

Invariant: an attribute is set or deleted only on what ``Writes.write`` returned.
"""

from __future__ import annotations

import collections
import decimal
import enum
import functools
import types
import weakref
from collections.abc import Callable, Iterator
from typing import Any, cast  # Any: what a tuple of two kinds iterates over

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import order_of
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.groups import SPLIT_IS_CHECKED
from guardedflame.sandbox.guard.library_classes import has_data
from guardedflame.sandbox.guard.ownership import Ownership, exact_name, refused, shown

#: Standard library objects whose attributes are meant to be set, and which are a session's own. A
#: proxy forwards to an object of the session's: there are none of others.
_GETTER = type(vars(collections.namedtuple("_Getter", "a"))["a"])
_WRITABLE = frozenset(
    {
        decimal.Context,
        functools.partial,
        types.SimpleNamespace,
        weakref.ProxyType,
        weakref.CallableProxyType,
    }
)


class Writes(Ownership):
    """The guards that write."""

    def attribute(self, value: object, name: str) -> object:
        """Read an attribute by the language's rule; ``name`` is an exact str."""
        raise NotImplementedError

    def through(self, value: object) -> object:
        """Return what stands before the dot for ``value``.

        Itself, where its class is pure; or where it is a class, and a pure one: then the private
        names behind it are the same, and all its attributes can be set.
        """
        cls = type(value)
        if cls in self.pure:
            return value
        if cls is type:
            if value in self._open or self._opened(value):  # type: ignore[arg-type]
                return value
        elif self.owns_instance(value) and cls in self.pure:
            return value
        return asking(self, value)

    def _opened(self, cls: type) -> bool:
        """Say if the class, whose own class is ``type``, is pure and may be written to.

        Not one that may be a named tuple's: the library's functions in it believe any ``self``.
        """
        if not self.owns_class(cls) or self._is_closed(cls) or issubclass(cls, tuple):
            return False
        self._admit(cls, order_of(cls))
        if cls not in self.pure:
            return False
        self._open.add(cls)
        return True

    def write(self, value: object) -> object:
        """Return the object if its attributes may be set, else raise GuardRefused."""
        cls = type(value)
        # Classes first: one whose class is a metaclass of the session's is also an object of it.
        if issubclass(cls, type):
            return self._class_to_write(cast("type", value))
        if (
            cls in self.pure
            or cls in _WRITABLE
            or cls in self.writable
            or cls is SessionModule
            or self.owns_instance(value)
            or self.owns_function(value)
            or (cls is _GETTER and value in self.getters)
        ):
            return value
        if cls is Facade and value in self.writers:
            return self.writers[value]
        raise _closed(value)

    def _class_to_write(self, cls: type) -> object:
        if self.owns_class(cls):
            if not self._is_closed(cls):
                return cls
            if type(cls) is PlainEnumType:
                return _ClosedEnum(cls)
        raise _closed(cls)

    def _is_closed(self, cls: object) -> bool:
        """Say if nothing may be set on a class: what it defines decides what others believe."""
        return (
            issubclass(cls, type)  # type: ignore[arg-type]
            or type(cls) is PlainEnumType
            or (not SPLIT_IS_CHECKED and issubclass(cls, BaseExceptionGroup))  # type: ignore[arg-type]
        )

    def write_special(self, value: object, name: str) -> object:
        """Return the object if its special attribute ``name`` may be set, else GuardRefused."""
        cls = type(value)
        plain = name != "__dict__" or (self.owns_instance(value) and cls in self.pure)
        if name == "__new__" and issubclass(cls, type) and has_data((value,)):  # type: ignore[arg-type]
            plain = False  # it would not be asked what it made
        if cls is SessionModule or not plain:
            raise refused(name, f"of {shown(value)} cannot be set or deleted")
        return self.write(value)

    def to_write(self, value: object, read: str = "") -> object:
        """Return what stands before the dot of a write to ``value``, else raise GuardRefused.

        Where the attribute (``read``) is read as well, that is what asks for it: a look at it now
        would say nothing of the read that follows.
        """
        return self.through(value) if read else self.write(value)

    def assign(self, value: object, name: str, content: object) -> None:
        """Set an attribute if it may be; ``name`` is an exact str that the compiler judged."""
        setattr(self.write(value), name, content)

    def remove(self, value: object, name: str) -> None:
        """Delete an attribute if it may be; ``name`` is an exact str that the compiler judged."""
        delattr(self.write(value), name)

    def set_attribute(self, value: object, name: str, content: object) -> None:
        """Guarded ``setattr``."""
        setattr(self._writer(value, name), exact_name(name), content)

    def delete_attribute(self, value: object, name: str) -> None:
        """Guarded ``delattr``."""
        delattr(self._writer(value, name), exact_name(name))

    def _writer(self, value: object, name: str) -> object:
        name = exact_name(name)
        if name in names.SETTABLE:
            return self.write_special(value, name)
        self._writable(name)
        return self.write(value)

    def _writable(self, name: str) -> str:
        name = exact_name(name)
        if (names.is_dunder(name) and name != "__doc__") or not name.isidentifier():
            raise refused(name, "cannot be set or deleted")
        if (
            name in names.INTERNAL_ATTRIBUTES
            or name == names.REGISTRY
            or name in self.vocabulary.reserved
        ):
            raise refused(name, "cannot be set or deleted")
        return name


class _ClosedEnum:
    """Stands for an enum where something would be set: whatever it is, it is refused."""

    def __init__(self, cls: type) -> None:
        object.__setattr__(self, "_cls", cls)

    def __setattr__(self, name: str, content: object) -> None:
        cls: enum.EnumType = object.__getattribute__(self, "_cls")
        if name in cls.__members__:
            raise AttributeError(f"cannot reassign member {name!r}")
        raise _closed(cls)

    def __delattr__(self, name: str) -> None:
        cls: enum.EnumType = object.__getattribute__(self, "_cls")
        if name in cls.__members__:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        raise _closed(cls)


def _closed(value: object) -> GuardRefused:
    return GuardRefused(
        f"attributes of {shown(value)} cannot be set or deleted",
        rule="guarded language: writes",
        hint="set attributes on objects of classes defined in the session",
    )


class Through(tuple[object, ...]):
    """Stands for an object that is not of a pure class, where compiled code has the dot next.

    Holds the guards and the object. No client sees one: a local that no source can spell has it,
    and uses it for nothing but attributes that the compiler judged by name. A tuple, because
    CPython makes those without calling Python code.
    """

    __slots__ = ()

    def __getattribute__(self, name: str) -> object:
        guards, value = _iterate(self)
        try:
            return guards.attribute(value, name)
        except AttributeError as error:
            # CPython would fill in the stand-in, here, and ask the client's class to: these fields
            # are its own, whatever that class says they are.
            if _name_in(error) is None and _owner_in(error) is None:
                _put_name(error, name)
                _put_owner(error, value)
            raise

    def __setattr__(self, name: str, content: object) -> None:
        guards, value = _iterate(self)
        guards.assign(value, name, content)

    def __delattr__(self, name: str) -> None:
        guards, value = _iterate(self)
        guards.remove(value, name)


def asking(guards: Writes, value: object) -> Through:
    """Return what asks ``guards`` for each attribute of ``value``."""
    return _make(Through, (guards, value))


_name_in: Callable[[AttributeError], object] = AttributeError.__dict__["name"].__get__
_owner_in: Callable[[AttributeError], object] = AttributeError.__dict__["obj"].__get__
_put_name: Callable[[AttributeError, object], None] = AttributeError.__dict__["name"].__set__
_put_owner: Callable[[AttributeError, object], None] = AttributeError.__dict__["obj"].__set__
_make: Callable[[type[Through], tuple[Writes, object]], Through] = tuple.__new__
_iterate: Callable[[Through], Iterator[Any]] = tuple.__iter__
