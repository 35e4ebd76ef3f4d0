"""The base classes of ``enum`` as guarded code has them.

Invariant: no name of a member comes from data without being looked at, and nothing of the library's
that makes members is in reach of code that sees an enum before it is whole.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from types import BuiltinMethodType, DynamicClassAttribute
from typing import Any, NoReturn  # Any: what the library's metaclass takes

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.names import GUARDED_ATTRIBUTES, is_bindable

_enum_call: Callable[..., object] = enum.EnumType.__call__
_missing_of_flags: Callable[[type, object], object] = vars(enum.Flag)["_missing_"].__func__
#: Of these the guards judge what was found, whatever it was read from.
_JUDGED = GUARDED_ATTRIBUTES - {"format", "format_map"}
#: What the library puts into the class for each member, until that is made.
PROTO: type = vars(enum)["_proto_member"]
_find_new: Callable[..., tuple[object, ...]] = vars(enum.EnumType)["_find_new_"].__get__(
    None, enum.EnumType
)


def _makes_its_own(new: object) -> bool:
    """Say if it is ``__new__`` of a C type, which makes an object of the class it is given."""
    return (
        type(new) is BuiltinMethodType
        and new.__name__ == "__new__"
        and issubclass(type(new.__self__), type)
    )


def _making_members(new: object) -> Callable[..., object]:
    def make(cls: type, *args: object, **keywords: object) -> object:
        member = new(cls, *args, **keywords)  # type: ignore[operator]
        if not issubclass(type(member), cls):
            raise TypeError("__new__ of an enum must make a member of it")
        return member

    return make


def _judge_member(name: str, bases: tuple[type, ...]) -> None:
    """Refuse a member over a descriptor of a base: on a member, the library reads its value's.

    Whoever reads the member's attribute asks the guards about the member, and C code nobody. The
    library asks the object if it is a descriptor, so that of a client's it could be either.
    """
    for base in bases:
        for each in order_of(base):
            there = dictionary_of(each)
            if name not in there or isinstance(there[name], property | DynamicClassAttribute):
                continue
            if flags_of(each) & HEAP or name[:1] == "_" or name in _JUDGED:
                raise GuardRefused(
                    f"{name!r} is a name of {each.__name__} and cannot be a member",
                    rule="guarded language: enums",
                    hint="give the member another name",
                )


class Unmade:
    """Stands in an enum's dictionary for a member that is not made yet: there is none to read.

    The library's own is handed out by the class, to the ``__init__`` of a member before it, and in
    any other class it would make a member of whatever it finds there, asking no guard.
    """

    __slots__ = ("_make",)
    __module__, __qualname__ = PROTO.__module__, PROTO.__qualname__  # what CPython's notes say

    def __init__(self, proto: object) -> None:
        self._make: Callable[[type, str], None] = proto.__set_name__  # type: ignore[attr-defined]

    def __set_name__(self, cls: type, name: str) -> None:
        self._make(cls, name)

    def __get__(self, instance: object, owner: type | None = None) -> NoReturn:
        cls = type(instance) if owner is None else owner
        raise AttributeError(f"a member of {cls.__name__!r} is not made yet")


Unmade.__name__ = PROTO.__name__


class _Unseen(type):
    """What the library's metaclass calls to make the class."""

    def __new__(
        metacls, cls: str, bases: tuple[type, ...], content: dict[str, object], **keywords: Any
    ) -> type:
        content = {
            name: Unmade(value) if type(value) is PROTO else value
            for name, value in content.items()
        }
        made: type = super().__new__(metacls, cls, bases, content, **keywords)
        return made


class PlainEnumType(enum.EnumType, _Unseen):
    """Enum's metaclass; the functional call takes plain member names only.

    Otherwise a name such as __reduce_ex__ would become a method of the class.
    """

    def __new__(  # noqa: D102  (the library's)
        metacls, cls: str, bases: tuple[type, ...], classdict: Any, **keywords: Any
    ) -> type:
        for name in classdict._member_names:  # noqa: SLF001  (what the library prepared)
            _judge_member(name, bases)
        made: type = super().__new__(metacls, cls, bases, classdict, **keywords)
        return made

    @classmethod
    def _find_new_(mcls, *args: object) -> tuple[object, ...]:  # noqa: N804
        """What makes the members: it has to make members, for the library writes into them."""
        new, *rest = _find_new(*args)
        if not _makes_its_own(new):
            new = _making_members(new)
        return (new, *rest)

    def __call__(  # type: ignore[override]
        cls, value: object, names: object = None, **keywords: object
    ) -> object:
        """Look a member up, or make a class from plain names."""
        if names is None:
            if keywords:
                raise TypeError("an enum is called with a value, or with a name and members")
            return _enum_call(cls, value)
        if isinstance(names, str):
            names = str.__str__(names).replace(",", " ").split()
        pairs: list[object] = []
        items = list(names.items() if isinstance(names, Mapping) else names)  # type: ignore[call-overload]
        for each in items:
            name = _exact(each if isinstance(each, str) else each[0])
            if name[:1] == "_" or not is_bindable(name) or name == "mro":
                raise GuardRefused(
                    f"{name!r} cannot be the name of an enum member",
                    rule="guarded language: enums",
                    hint="choose a name that source can spell",
                )
            pairs.append(name if isinstance(each, str) else (name, each[1]))
        options = {_exact(key): option for key, option in keywords.items()}
        for key in options:
            if key not in {"start", "boundary", "module", "qualname"}:
                raise GuardRefused(
                    f"{key}= is not accepted here",
                    hint="write a class statement",
                    rule="guarded language: enums",
                )
        more = {key: options[key] for key in ("boundary",) if key in options}
        return _enum_call(
            cls,
            _exact(value),
            pairs,
            module="__main__",
            start=options.get("start", 1),
            **more,
        )


PlainEnumType.__call__.__qualname__ = "EnumType.__call__"  # what CPython's messages say


def _missing(cls: type, value: object) -> object:
    """``Flag._missing_``, which writes into what the data type's ``__new__`` makes."""
    data = vars(cls)["_member_type_"]
    if flags_of(data) & HEAP:
        raise ValueError(f"{value!r} is not a valid {cls.__name__}")
    return _missing_of_flags(cls, value)


def _plain_enum(base: type) -> type:
    namespace = PlainEnumType.__prepare__(base.__name__, (base,))
    namespace["__module__"] = "enum"
    namespace["__qualname__"] = base.__name__
    if issubclass(base, enum.Flag):
        namespace["_missing_"] = classmethod(_missing)
    if base.__doc__:
        namespace["__doc__"] = base.__doc__
    return PlainEnumType(base.__name__, (base,), namespace)


ENUMS: Mapping[str, type] = {
    base.__name__: _plain_enum(base)
    for base in (enum.Enum, enum.IntEnum, enum.StrEnum, enum.Flag, enum.IntFlag)
}


#: The library's classes, and what a client has instead.
PLAIN_ENUMS: Mapping[type, type] = {getattr(enum, name): plain for name, plain in ENUMS.items()}


def _exact(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError("the name of an enum member must be a string")
    return str.__str__(name)
