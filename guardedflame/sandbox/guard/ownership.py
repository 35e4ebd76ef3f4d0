"""Who an object belongs to: what all guards trust.

Invariant: a guard trusts ``type(x)``, the class dictionaries and the mark in them, read through
``type``'s own descriptors; nothing an object or a class says about itself is believed.

A *session class* carries this language's token in its own dictionary; only a class body compiled
here can put it there. A *pure* class has nothing but session classes and interpreter types among
its bases, so that each of its private names is the client's own: for those compiled code does
not call a guard at all, it asks ``type(x) in pure``.
"""

from __future__ import annotations

import collections.abc
import enum
import types
import typing
from abc import ABC, ABCMeta
from collections.abc import Callable
from typing import Final

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.enums import PROTO, Unmade
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.filenames import is_inner
from guardedflame.sandbox.guard.groups import GroupType
from guardedflame.sandbox.guard.library_classes import (
    BASES,
    STANDS_FOR,
    OpaqueMeta,
    lends_nothing,
    make_opaque,
)
from guardedflame.sandbox.guard.namespaces import Namespaces
from guardedflame.sandbox.guard.services import Services

#: Python-level classes that a pure class may have as bases: their private names are constants.
_PURE_BASES = frozenset(
    {ABC, typing.Generic, typing.Protocol}
    | {each for each in vars(collections.abc).values() if type(each) is ABCMeta}
)
#: Interpreter types that a pure class may have as bases: plain data, nothing that forwards.
_PURE_DATA = frozenset(each for each in BASES if not flags_of(each) & HEAP)
#: Put into an enum by the library; they make members of what a class holds, or read what a member
#: holds by a name that they are told.
FORWARDS = (enum.property, types.DynamicClassAttribute, PROTO, Unmade)
#: Types of plain data whose objects have no private names.
BARE: Final = frozenset(
    {int, float, complex, bool, str, bytes, bytearray, list, dict, tuple, set, frozenset}
    | {type(None), range, slice}
)
_METACLASSES = (type, ABCMeta, GroupType, type(typing.Protocol))


class Token:
    """The mark of one language. A descriptor, so that Enum does not take it for a member."""

    __slots__ = ()

    def __get__(self, instance: object, owner: type | None = None) -> None:
        """Tell nobody."""


class Ownership:
    """The classes of one session; ``vocabulary`` is what the profile's libraries add to names.

    Args:
        table: the session's builtins; how a function of the session is recognised.
        stand_in: what client code has for ``type``.
        services: what the session has beside its code.
    """

    vocabulary = names.Vocabulary()

    def __init__(
        self, table: dict[str, object], stand_in: type, services: Services | None = None
    ) -> None:
        self.token = Token()
        self.pure: set[type] = set()
        self._open: set[type] = set()  # pure ones whose class is ``type``
        self.namespaces = Namespaces(table)
        self._stand_in = stand_in
        self._lent: dict[type, type] = {}
        self._makes: dict[type, Callable[..., object]] = {}
        #: The fields of named tuples' classes that the session made.
        self.getters: set[object] = set()
        #: Functions the compiler's hooks put around a client's own.
        self.hooks: dict[object, str] = {}
        #: Classes of the library, of modules the session imported, whose objects are its own to
        #: write to, and those it may derive from.
        self.writable: set[type] = set()
        self.bases: set[type] = set()
        #: What assignments to names of a module set, for the few modules that have such names.
        self.writers: dict[Facade, object] = {}
        self._metaclass: type[type] | None = None
        self.services = Services() if services is None else services

    def owns_class(self, cls: type) -> bool:
        """Say if the class was defined by this session's code."""
        return dictionary_of(cls).get(names.MARK) is self.token

    def owns_instance(self, value: object) -> bool:
        """Say if the object's class was defined by this session's code.

        A class that somebody made otherwise of the session's classes is not: with the
        interpreter's ``type`` it could have bases and methods that no session's class has.
        """
        cls = type(value)
        if cls in self.pure:
            return True
        if self.owns_class(cls):
            self._admit(cls, order_of(cls))
            return True
        return False

    def owns_function(self, value: object) -> bool:
        """Say if the object is a function compiled in this session."""
        return type(value) is types.FunctionType and self.namespaces.is_table(
            value.__globals__.get("__builtins__")
        )

    def is_client(self, frame: types.FrameType) -> bool:
        """Say if a frame runs the client's own source, not the server's nor adopted text."""
        return self.namespaces.is_client(frame.f_globals.get("__builtins__")) and is_inner(
            frame.f_code.co_filename
        )

    def _admit(self, cls: type, order: tuple[type, ...]) -> None:
        # Metaclasses that compare and hash by identity, so that a set of classes can be believed.
        known = type(cls) in _METACLASSES or self.is_metaclass(type(cls))
        if (
            known
            and all(
                each in _PURE_BASES
                or each in _PURE_DATA
                or self.owns_class(each)
                or (issubclass(each, BaseException) and not flags_of(each) & HEAP)
                for each in order
            )
            and not any(
                isinstance(value, FORWARDS)
                for each in order
                for value in dictionary_of(each).values()
            )
        ):
            self.pure.add(cls)

    def owns_frame(self, frame: types.FrameType) -> bool:
        """Say if code of the session runs, or ran, in the frame."""
        return self.namespaces.is_table(frame.f_globals.get("__builtins__"))

    @property
    def metaclass(self) -> type[type]:
        """What the session's metaclasses derive from; made for the first of them."""
        if self._metaclass is None:
            self._metaclass = self._make_metaclass()
        return self._metaclass

    def _make_metaclass(self) -> type[type]:
        raise NotImplementedError

    def is_metaclass(self, value: object) -> bool:
        """Say if it is a metaclass of the session's: a class that compares by identity."""
        return (
            self._metaclass is not None
            and issubclass(type(value), type)
            and self._metaclass in order_of(value)  # type: ignore[arg-type]
            and self.owns_class(value)  # type: ignore[arg-type]
        )

    def extends_abstract(self, cls: type) -> bool:
        """Say if an abstract class of the library's asks this one what its instances are."""
        return any(
            issubclass(type(each), ABCMeta) and each is not ABC and not self.owns_class(each)
            for each in order_of(cls)
        )

    def lend(self, cls: type, *, makes: bool | Callable[..., object] = False) -> type:
        """Return a class as the client may hold it: itself, or an opaque one.

        Args:
            cls: a class that may be the session's or a library's.
            makes: the opaque one can be called from now on; what is called instead of the class.
        """
        found = self._lent.get(cls)
        if found is None:
            if issubclass(cls, type) and not self.is_metaclass(cls):
                found = self._stand_in
            elif isinstance(cls, OpaqueMeta) or cls is self._stand_in:
                found = cls
            elif cls in STANDS_FOR:
                found = STANDS_FOR[cls]
            elif lends_nothing(cls) or self.owns_class(cls):
                found = cls
            else:
                found = make_opaque(cls, self._makes)
            self._lent[cls] = found
        if makes:
            self._makes[cls] = cls if makes is True else makes
        return found

    def lend_opaque(self, cls: type, *, makes: bool | Callable[..., object] = False) -> type:
        """Return an opaque class for a class of the library that lends nothing by itself."""
        if cls not in self._lent:
            self._lent[cls] = make_opaque(cls, self._makes)
        return self.lend(cls, makes=makes)

    def owns(self, value: object) -> bool:
        """Say if the object is the session's: an instance, a class, a function or a module."""
        cls = type(value)
        if cls is SessionModule or self.owns_instance(value) or self.owns_function(value):
            return True
        return issubclass(cls, type) and self.owns_class(value)  # type: ignore[arg-type]


def exact_name(name: object) -> str:
    """Return the name as an exact str: a subclass could say one thing and be another."""
    if type(name) is str:
        return name
    if not isinstance(name, str):
        raise TypeError("attribute name must be string, not " + type(name).__name__)
    return str.__str__(name)


def shown(value: object) -> str:
    """Return how a message names an object: by its class."""
    if issubclass(type(value), type):
        return f"class {type.__dict__['__name__'].__get__(value)!r}"
    return f"a {type.__dict__['__name__'].__get__(type(value))!r} object"


def refused(name: str, why: str) -> GuardRefused:
    """Return the refusal of an attribute."""
    return GuardRefused(
        f"{name!r} {why}", rule="guarded language: attributes", hint=names.HINTS.get(name, "")
    )
