"""What a class body left behind, judged before the class exists.

Invariant: a class is shown to code of the client's while it is made (``__init_subclass__``,
``__set_name__``), so nothing that would have to be refused reaches ``type.__new__``.
"""

from __future__ import annotations

import dataclasses
import datetime
import types
from collections.abc import Callable, Iterable, MutableMapping
from types import FunctionType
from typing import cast

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.library_classes import has_data
from guardedflame.sandbox.guard.ownership import FORWARDS, Ownership, exact_name, refused, shown

_RULE = "guarded language: classes"
#: Classes whose C code calls the class of an object, and takes what it gets for such an object.
_CALLED = (datetime.date, datetime.time, datetime.timedelta, types.SimpleNamespace)

#: A class method asks what is in it for an object of the class, on CPython 3.11 and 3.12.
_HAND_ON = frozenset({classmethod, staticmethod})

Namespace = MutableMapping[str, object]


class Making:
    """Stands for the metaclass while a class statement runs, and judges what it is called with.

    Args:
        guards: whose class it is.
        meta: the metaclass asked for; the most derived of its and the bases' makes the class.
        bases: as they will be in ``__bases__``.
    """

    def __init__(self, guards: Ownership, meta: type[type], bases: tuple[type, ...]) -> None:
        self._guards = guards
        self._meta = winner(meta, bases)

    def __prepare__(
        self, name: str, bases: tuple[type, ...], /, **keywords: object
    ) -> MutableMapping[str, object]:
        """Return the namespace that the real metaclass prepares."""
        return self._meta.__prepare__(name, bases, **keywords)

    def __call__(
        self, name: str, bases: tuple[type, ...], content: Namespace, /, **keywords: object
    ) -> type:
        """Make the class. Raises GuardRefused."""
        judge(self._guards, bases, content)
        make: Callable[..., type] = self._meta
        return make(name, bases, content, **keywords)


def winner(meta: type[type], bases: tuple[type, ...]) -> type[type]:
    """Return the metaclass CPython would choose. Raises TypeError where there is none."""
    for base in bases:
        other = type(base)
        if other in order_of(meta):
            continue
        if meta not in order_of(other):
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                "subclass of the metaclasses of all its bases"
            )
        meta = other
    return meta


def judge(guards: Ownership, bases: tuple[type, ...], content: Namespace) -> None:
    """Judge a namespace that is about to be a class's; change what has to be exact.

    Raises GuardRefused, and TypeError for slots that are no names.
    """
    store = dict.__setitem__ if isinstance(content, dict) else type(content).__setitem__
    target = cast("dict[str, object]", content)
    if "__slots__" in content:
        store(target, "__slots__", _slots(content["__slots__"]))
    for name in list(content):
        value = _innermost(content[name])
        if isinstance(value, FORWARDS):
            raise GuardRefused(
                f"{name!r} cannot be a property of an enum, nor a member that is not made yet",
                rule=_RULE,
                hint="write a property of your own",
            )
        if type(value) is property and not _is_own(guards, value):
            raise GuardRefused(
                f"{name!r} is a property of the library's",
                rule=_RULE,
                hint="write a property of your own",
            )
    if "__new__" in content and has_data(bases):
        _function_of(content["__new__"])
    if makes_dates(bases):
        # Always: a base may get one later.
        function = _function_of(content["__new__"]) if "__new__" in content else None
        if function is None or function not in guards.hooks:
            store(target, "__new__", staticmethod(_checked(guards, function)))


def makes_dates(bases: tuple[type, ...]) -> bool:
    """Say if C code believes that calling a class with these bases makes such an object."""
    return any(each in order_of(base) for base in bases for each in _CALLED)


def _innermost(value: object) -> object:
    """Return what a value of a class body hands the class and its objects on to."""
    while True:
        if type(value) is dataclasses.Field:
            value = value.default  # which a field tells of the class and its name
        elif type(value) in _HAND_ON:
            value = value.__func__  # type: ignore[attr-defined]  # both have it
        else:
            return value


def _is_own(guards: Ownership, value: property) -> bool:
    return all(
        type(each) is not FunctionType or guards.owns_function(each)
        for each in (value.fget, value.fset, value.fdel)
    )


def _slots(given: object) -> object:
    """Return slots that say each time what they said first, and give no special name."""
    if isinstance(given, dict):
        slots: dict[str, object] = {exact_name(name): text for name, text in dict.items(given)}
    else:
        several = (given,) if isinstance(given, str) else cast("Iterable[object]", given)
        slots = dict.fromkeys(exact_name(name) for name in several)
    for name in slots:
        if names.is_dunder(name) and name not in {"__dict__", "__weakref__"}:
            raise refused(name, "cannot be a slot")
    return slots if isinstance(given, dict) else tuple(slots)


def _function_of(new: object) -> FunctionType | None:
    function = new.__func__ if type(new) is staticmethod else new
    if type(function) is not FunctionType:
        raise refused("__new__", "must be a function")
    return function


def _checked(guards: Ownership, function: FunctionType | None) -> Callable[..., object]:
    """Return a ``__new__`` that makes objects of its class.

    The C code of dates writes into what a subclass's ``__new__`` returned, whatever that is.
    """

    def __new__(cls: type, /, *args: object, **keywords: object) -> object:  # noqa: N807
        new = function or _next(cls, __new__)
        made = new(cls, *args, **keywords)
        if cls not in order_of(type(made)):
            raise TypeError(f"__new__ must make an object of its class, not {shown(made)}")
        return made

    if function is not None:
        __new__.__qualname__ = function.__qualname__
        __new__.__module__ = function.__module__
        __new__.__doc__ = function.__doc__
        __new__.__dict__["__wrapped__"] = function  # whose parameters are told
    guards.hooks[__new__] = "__new__"
    return __new__


def _next(cls: type, after: object) -> Callable[..., object]:
    """What ``super().__new__`` is where ``after`` is a class's own."""
    found = False
    for each in order_of(cls):
        there = dictionary_of(each).get("__new__")
        function = there.__func__ if type(there) is staticmethod else there
        if found and callable(function):
            return function
        found = found or function is after
    raise TypeError("object is no date")
