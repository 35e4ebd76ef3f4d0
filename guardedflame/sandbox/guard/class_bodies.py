"""What a class body left behind, judged before the class exists.

Invariant: a class is shown to code of the client's while it is made (``__init_subclass__``,
``__set_name__``), so nothing that would have to be refused reaches ``type.__new__``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from types import FunctionType
from typing import cast

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.library_classes import has_data
from guardedflame.sandbox.guard.ownership import (
    FORWARDS,
    Ownership,
    dictionary_of,
    exact_name,
    order_of,
    refused,
    shown,
)

_RULE = "guarded language: classes"

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
        if isinstance(content[name], FORWARDS):
            raise GuardRefused(f"{name!r} cannot be a property of an enum", rule=_RULE)
    if has_data(bases):
        made = _new_of(guards, bases, content)
        if made is not None:
            store(target, "__new__", staticmethod(made))


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


def _new_of(
    guards: Ownership, bases: tuple[type, ...], content: Mapping[str, object]
) -> Callable[..., object] | None:
    """Return a ``__new__`` that makes objects of its class, None where the library's does.

    datetime's C code writes into what a subclass's ``__new__`` returned, whatever that is.
    """
    there = content.get("__new__")
    if there is None:
        order = [each for base in bases for each in order_of(base)]
        definer = next((each for each in order if "__new__" in dictionary_of(each)), None)
        if definer is None or not guards.owns_class(definer):
            return None
        there = dictionary_of(definer)["__new__"]
    function = there.__func__ if type(there) is staticmethod else there
    if type(function) is not FunctionType:
        raise refused("__new__", "must be a function")
    if function in guards.hooks:
        return None
    return _checked(guards, function)


def _checked(guards: Ownership, function: FunctionType) -> Callable[..., object]:
    def __new__(cls: type, /, *args: object, **keywords: object) -> object:  # noqa: N807
        made = function(cls, *args, **keywords)
        if cls not in order_of(type(made)):
            raise TypeError(f"__new__ must make an object of its class, not {shown(made)}")
        return made

    __new__.__qualname__ = function.__qualname__
    __new__.__module__ = function.__module__
    __new__.__doc__ = function.__doc__
    __new__.__dict__["__wrapped__"] = function  # whose parameters are told
    guards.hooks[__new__] = "__new__"
    return __new__
