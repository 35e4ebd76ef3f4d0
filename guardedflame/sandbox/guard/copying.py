"""copy and deepcopy for plain data and the session's own objects.

Invariant: no ``__reduce__`` or ``__setstate__`` hook is ever asked; the library's copy
would call what
such a hook names and write into what it returns.
"""

from __future__ import annotations

import collections
import copy
from collections.abc import Callable

from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.names import is_dunder

#: Interpreter types whose own copy makes an equal object and asks no hook of its members.
_SHALLOW = (
    list,
    dict,
    set,
    bytearray,
    collections.OrderedDict,
    collections.defaultdict,
    collections.deque,
    collections.Counter,
)


def make_copy(guards: Guards) -> dict[str, object]:
    """Return the members of the ``copy`` facade."""

    def shallow(value: object) -> object:
        """Return a shallow copy."""
        hook = _hook(value, "__copy__", guards)
        if hook is not None:
            return hook()
        cls = type(value)
        if cls in _SHALLOW:
            return value.copy()  # type: ignore[attr-defined]
        if guards.owns_instance(value):
            return _own(value, lambda each: each)
        return guards.copied(value, None)

    def deep(  # noqa: PLR0912  (one case a type)
        value: object, memo: dict[int, object] | None = None
    ) -> object:
        """Return a copy that shares nothing mutable with the original."""
        memo = {} if memo is None else memo
        known = memo.get(id(value), memo)
        if known is not memo:
            return known
        hook = _hook(value, "__deepcopy__", guards)
        cls = type(value)
        made: object
        if hook is not None:
            made = hook(memo)
        elif cls is list:
            made = fresh = []  # type: ignore[var-annotated]
            memo[id(value)] = fresh
            fresh.extend(deep(each, memo) for each in value)  # type: ignore[attr-defined]
        elif cls is collections.deque:
            made = collections.deque((deep(each, memo) for each in value), value.maxlen)  # type: ignore[attr-defined]
        elif cls in {dict, collections.OrderedDict, collections.Counter}:
            table: dict[object, object] = cls()  # type: ignore[assignment]
            made = table
            memo[id(value)] = table
            for key, each in list(value.items()):  # type: ignore[attr-defined]
                table[deep(key, memo)] = deep(each, memo)
        elif cls is collections.defaultdict:
            made = table = collections.defaultdict(value.default_factory)  # type: ignore[attr-defined]
            memo[id(value)] = table
            for key, each in list(value.items()):  # type: ignore[attr-defined]
                table[deep(key, memo)] = deep(each, memo)
        elif cls is tuple:
            parts = [deep(each, memo) for each in value]  # type: ignore[attr-defined]
            same = all(new is old for new, old in zip(parts, value, strict=True))  # type: ignore[call-overload]
            made = value if same else tuple(parts)
        elif cls in {set, frozenset}:
            made = cls(deep(each, memo) for each in value)  # type: ignore[attr-defined]
        elif cls is bytearray:
            made = bytearray(value)  # type: ignore[call-overload]
        elif guards.owns_instance(value):
            made = _own(value, lambda each: deep(each, memo), memo)
        else:
            made = guards.copied(value, lambda each: deep(each, memo))
        memo[id(value)] = made
        return made

    return {"copy": shallow, "deepcopy": deep, "Error": copy.Error}


def _hook(value: object, name: str, guards: Guards) -> Callable[..., object] | None:
    if not guards.owns_instance(value):
        return None
    for each in type.__dict__["__mro__"].__get__(type(value)):
        if guards.owns_class(each) and name in type.__dict__["__dict__"].__get__(each):
            found: Callable[..., object] = getattr(value, name)
            return found
    return None


def _own(  # noqa: PLR0912  (one case a type)
    value: object,
    each: Callable[[object], object],
    memo: dict[int, object] | None = None,
) -> object:
    """Copy an object of a session class: its content as an interpreter type, and its attributes."""
    cls = type(value)
    order = type.__dict__["__mro__"].__get__(cls)
    made: object
    if issubclass(cls, list | set | dict | bytearray):
        base = next(kind for kind in (list, set, dict, bytearray) if issubclass(cls, kind))
        made = base.__new__(cls)  # type: ignore[type-var]
        if memo is not None:
            memo[id(value)] = made
        if isinstance(value, dict):
            dict.update(made, {each(k): each(v) for k, v in dict.items(value)})  # type: ignore[arg-type]
        elif isinstance(value, list):
            list.extend(made, [each(item) for item in list.__iter__(value)])  # type: ignore[arg-type]
        elif isinstance(value, set):
            set.update(made, {each(item) for item in set.__iter__(value)})  # type: ignore[arg-type]
        else:
            bytearray.extend(made, value)  # type: ignore[arg-type]
    elif issubclass(cls, str | int | float | tuple | bytes | frozenset | complex | BaseException):
        return value
    else:
        made = object.__new__(cls)
        if memo is not None:
            memo[id(value)] = made
    for kind in order:
        slots = type.__dict__["__dict__"].__get__(kind).get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            if type(slot) is not str or is_dunder(slot):
                continue
            name = f"_{kind.__name__.lstrip('_')}{slot}" if _mangled(slot) else slot
            if hasattr(value, name):
                object.__setattr__(made, name, each(getattr(value, name)))
    content = getattr(value, "__dict__", None)
    if type(content) is dict:
        object.__getattribute__(made, "__dict__").update(
            {name: each(item) for name, item in content.items()}
        )
    return made


def _mangled(name: str) -> bool:
    return name.startswith("__") and not name.endswith("__")
