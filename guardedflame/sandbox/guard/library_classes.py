"""Classes of the library: which are bases, which are handed out, and what stands for the others.

Invariant: client code holds a class that was not defined in its session only if none of its public
methods is Python code that trusts its ``self``, or if it was reviewed here; for any other it
holds an opaque one, which makes objects, answers ``isinstance`` and lends no method.
"""

from __future__ import annotations

import array
import collections
import collections.abc
import contextlib
import datetime
import decimal
import enum
import fractions
import io
import numbers
import random
import types
import typing
import weakref
from abc import ABC, ABCMeta
from collections.abc import Callable, Iterator, Mapping
from typing import cast

from guardedflame.errors import CallRefused
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.enums import PLAIN_ENUMS, PlainEnumType
from guardedflame.sandbox.guard.exact_array import Array
from guardedflame.sandbox.guard.exact_text import TextIOWrapper

_ABSTRACT: frozenset[type] = frozenset(
    each
    for module in (collections.abc, numbers)
    for each in vars(module).values()
    if type(each) is ABCMeta
)
_PROTOCOLS: frozenset[type] = frozenset(
    each for each in vars(typing).values() if isinstance(each, type(typing.Protocol))
) - {typing.Generic}

_PLAIN: frozenset[type] = frozenset(
    {
        object,
        int,
        float,
        complex,
        str,
        bytes,
        bytearray,
        list,
        dict,
        tuple,
        set,
        frozenset,
        ABC,
        typing.Generic,
        Array,
        collections.OrderedDict,
        collections.defaultdict,
        collections.deque,
        contextlib.AbstractAsyncContextManager,
        contextlib.AbstractContextManager,
        datetime.date,
        datetime.datetime,
        datetime.time,
        datetime.timedelta,
        datetime.tzinfo,
        decimal.Decimal,
        io.BytesIO,
        io.StringIO,
        random.Random.__bases__[0],
        types.SimpleNamespace,
        weakref.ref,
    }
)

#: What a session's class may have as a base besides exceptions and its own. Plain data and classes
#: written to be bases; no descriptor, alias or ``super``: their C code reads attributes of
#: whatever they hold, past the guards.
BASES: typing.Final[frozenset[type]] = _PLAIN | _ABSTRACT | _PROTOCOLS

_NO_DATA = frozenset({object, ABC, typing.Generic, typing.Protocol})


def has_data(bases: tuple[type, ...]) -> bool:
    """Say if a C class of the library lays out the objects of a class with these bases."""
    return any(
        each in BASES and each not in _NO_DATA and not flags_of(each) & HEAP
        for base in bases
        for each in order_of(base)
    )


#: Python classes whose public methods were read: with any ``self`` they do no more than the client
#: could with the same object, and write nothing.
_REVIEWED = _ABSTRACT | _PROTOCOLS | {Array, TextIOWrapper, fractions.Fraction}

#: What a client holds instead of a class of the library.
STANDS_FOR: typing.Final[Mapping[type, type]] = types.MappingProxyType(
    {**PLAIN_ENUMS, array.array: Array, io.TextIOWrapper: TextIOWrapper}
)

_METACLASSES = (type, ABCMeta, PlainEnumType)

_CLASS = "_<class>"  # no identifier, so that no source can read it
_MAKES = "_<makes>"


class OpaqueMeta(type):
    """What an opaque class answers."""

    def __call__(cls, *args: object, **keywords: object) -> object:
        """Make an object of the class it stands for, where a facade has that class."""
        real = real_class(cls)
        makes = dictionary_of(cls)[_MAKES]
        if isinstance(makes, dict) and real in makes:
            return makes[real](*args, **keywords)
        raise CallRefused(
            f"{real.__name__} cannot be called",
            rule="guarded language: classes of the library",
            hint="make the object with the function that the module has for it",
        )

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, real_class(cls))

    def __subclasscheck__(cls, other: type) -> bool:
        other = real_class(other) if isinstance(other, OpaqueMeta) else other
        return issubclass(other, real_class(cls))

    def __getitem__(cls, item: object) -> object:
        real = real_class(cls)
        if issubclass(type(real), enum.EnumType):
            return cast("enum.EnumType", real).__members__[cast("str", item)]
        return types.GenericAlias(cls, item)

    def __iter__(cls) -> Iterator[object]:
        return iter(_members_of(cls))

    def __len__(cls) -> int:
        return len(_members_of(cls))

    def __bool__(cls) -> bool:
        return True

    def __contains__(cls, value: object) -> bool:
        return value in _members_of(cls)

    def __repr__(cls) -> str:
        return repr(real_class(cls))


def _members_of(opaque: type) -> list[object]:
    real = real_class(opaque)
    if not issubclass(type(real), enum.EnumType):
        raise TypeError(f"{real.__name__} is no collection")
    return list(cast("enum.EnumType", real))


def real_class(opaque: type) -> type:
    """Return the class that an opaque one stands for."""
    found = dictionary_of(opaque)[_CLASS]
    assert isinstance(found, type)
    return found


def as_real(cls: type) -> type:
    """Return the class itself, or the one that it stands for."""
    return real_class(cls) if isinstance(cls, OpaqueMeta) else cls


def make_opaque(real: type, makes: dict[type, Callable[..., object]]) -> type:
    """Return an opaque class for ``real``; called, it calls what ``makes`` has for ``real``."""
    return OpaqueMeta(real.__name__, (), opaque_content(real, makes))


def opaque_content(real: type, makes: dict[type, Callable[..., object]]) -> dict[str, object]:
    """Return what an opaque class for ``real`` is made of.

    It has the name and text of ``real`` and its class methods, which come bound.
    """
    content: dict[str, object] = {
        "__module__": real.__module__,
        "__qualname__": real.__qualname__,
        "__doc__": real.__doc__,
        "__slots__": (),
        _CLASS: real,
        _MAKES: makes,
    }
    if issubclass(type(real), enum.EnumType):
        # Its members, and looking one up by value; not making a class of names.
        content.update(cast("enum.EnumType", real).__members__)
        makes.setdefault(real, lambda value, /: real(value))
    for each in order_of(real):
        for name, value in dictionary_of(each).items():
            if name[:1] != "_" and type(value) is classmethod and name not in content:
                content[name] = staticmethod(getattr(real, name))
    return content


#: In C, but an alias reads any attribute of anything that it is made of, a method is made of any
#: function, and with the others somebody could make code that nobody judged.
_MAKERS_OF_CODE = (
    types.GenericAlias,
    types.MethodType,
    types.FunctionType,
    types.CodeType,
    types.CellType,
    types.FrameType,
    types.TracebackType,
    types.ModuleType,
)


def lends_nothing(cls: type) -> bool:
    """Say if the class can be handed out as it is.

    Private names of it are not readable, and special ones are asked for at a guard: what remains
    are its public methods written in Python, which believe any ``self`` that they are called with.
    """
    if cls in _REVIEWED or issubclass(cls, BaseException):
        return True
    if issubclass(cls, _MAKERS_OF_CODE) or type(cls) not in _METACLASSES:
        return False  # a metaclass of the library's makes and answers more than a class does
    return not any(
        name[:1] != "_" and type(value) in {types.FunctionType, staticmethod}
        for each in order_of(cls)
        if each not in _REVIEWED
        for name, value in dictionary_of(each).items()
        if type(value) is not staticmethod or type(value.__func__) is types.FunctionType
    )
