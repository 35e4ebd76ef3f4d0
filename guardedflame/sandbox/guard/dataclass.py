"""dataclasses: the decorator, as a session has it.

Invariant: fields are names that source could bind, no default is an attribute that the language
would not read, and what is put into a class was compiled as code of the session.
"""

from __future__ import annotations

import abc
import dataclasses
import inspect
import sys
import types
from collections.abc import Callable, Mapping
from reprlib import recursive_repr
from typing import Any

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.dataclass_fields import (
    CLASS_VARIABLE,
    INIT_VARIABLE,
    RULE,
    STORED,
    Fields,
    kind_of,
)
from guardedflame.sandbox.guard.dataclass_text import Field, Writer
from guardedflame.sandbox.guard.dataclass_tools import converting, making, replacing
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.ownership import exact_name, shown

_MISSING = dataclasses.MISSING
_OPTIONS: Mapping[str, bool] = types.MappingProxyType(
    {
        "init": True,
        "repr": True,
        "eq": True,
        "order": False,
        "unsafe_hash": False,
        "frozen": False,
        "match_args": True,
        "kw_only": False,
        "slots": False,
        "weakref_slot": False,
    }
)


def dataclass_members(guards: Guards) -> dict[str, object]:
    """Return the session's version of dataclasses."""

    def dataclass(cls: type | None = None, /, **options: object) -> object:
        """Add the generated methods to a class of the session."""
        chosen = dict(_OPTIONS)
        for name, value in options.items():
            if name not in _OPTIONS:
                raise TypeError(f"dataclass() got an unexpected keyword argument {name!r}")
            # Asked for its truth now, and not while the class is half made.
            chosen[str.__str__(name)] = bool(value)
        if cls is None:
            return lambda target: _Maker(guards, target, chosen).made()
        return _Maker(guards, cls, chosen).made()

    return {
        "dataclass": dataclass,
        "make_dataclass": making(guards, dataclass),
        "replace": replacing(guards),
        **converting(guards),
    }


class _Maker:
    """Turns one class into a dataclass."""

    def __init__(self, guards: Guards, target: type, options: Mapping[str, bool]) -> None:
        if not issubclass(type(target), type) or not guards.owns_class(target):
            raise GuardRefused(
                "@dataclass is for classes of the session",
                rule=RULE,
                hint="decorate a class that this program defines",
            )
        if guards.write(target) is not target:  # raises for a metaclass
            raise GuardRefused("@dataclass is not for enums", rule=RULE, hint="a base can be one")
        self._guards = guards
        self._cls = target
        self._options = options
        self._dictionary = dictionary_of(target)
        fields = Fields(guards, target, keyword=options["kw_only"])
        self._own = fields.own()
        self._all: dict[str, Field] = {**fields.inherited(frozen=options["frozen"]), **self._own}
        space = guards.namespaces.fresh(_text(self._dictionary.get("__module__")) or "__main__")
        self_name = "dataclass_self" if "self" in self._all else "self"
        self._writer = Writer(guards, space, self._set_field, self_name, slots=options["slots"])

    def made(self) -> type:
        """Return the class, or with slots the one that takes its place."""
        cls, options = self._cls, self._options
        self._place_defaults()
        stored = [each for each in self._all.values() if kind_of(each) is STORED]
        type.__setattr__(cls, "__dataclass_params__", self._params())
        type.__setattr__(cls, "__dataclass_fields__", self._all)
        if options["init"]:
            self._add("__init__", self._init())
        if sys.version_info >= (3, 13):
            self._add("__replace__", self._replacing())
        if options["repr"]:
            shown_fields = [each for each in stored if each.repr]
            guarded: Callable[[Any], Any] = recursive_repr()
            self._add("__repr__", guarded(self._writer.repr(shown_fields)))
        compared = [each for each in stored if each.compare]
        # Before __eq__ is there: an explicit hash is one without, or one set on purpose.
        explicit = self._has_explicit_hash()
        if options["eq"]:
            self._add("__eq__", self._writer.equal(compared))
        if options["order"]:
            self._add_ordering(compared)
        if options["frozen"]:
            self._add_frozen(stored)
        self._hash(explicit, stored)
        if self._dictionary.get("__doc__") is None:
            type.__setattr__(cls, "__doc__", cls.__name__ + self._signature())
        if options["match_args"]:
            self._match_args()
        if options["slots"]:
            cls = self._with_slots(stored)
        elif options["weakref_slot"]:
            raise TypeError("weakref_slot is True but slots is False")
        abc.update_abstractmethods(cls)
        return cls

    def _place_defaults(self) -> None:
        for each in self._own.values():
            if type(self._dictionary.get(each.name)) is dataclasses.Field:
                if each.default is _MISSING:
                    type.__delattr__(self._cls, each.name)
                else:
                    type.__setattr__(self._cls, each.name, each.default)

    # --- methods ---------------------------------------------------------------------------------

    def _add(self, name: str, method: object) -> bool:
        """Put a method into the class unless it has its own; say whether it had."""
        if name in self._dictionary:
            return True
        if isinstance(method, types.FunctionType):
            method.__qualname__ = f"{self._cls.__qualname__}.{name}"
            method.__module__ = self._cls.__module__
        type.__setattr__(self._cls, name, method)
        return False

    def _add_ordering(self, compared: list[Field]) -> None:
        if not self._options["eq"]:
            raise ValueError("eq must be true if order is true")
        for name, method in self._writer.ordered(compared).items():
            if self._add(name, method):
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {self._cls.__name__}. "
                    "Consider using functools.total_ordering"
                )

    def _add_frozen(self, stored: list[Field]) -> None:
        for name, method in self._writer.frozen(self._cls, stored).items():
            if self._add(name, method):
                raise TypeError(f"Cannot overwrite attribute {name} in class {self._cls.__name__}")

    def _init(self) -> object:
        fields = [each for each in self._all.values() if kind_of(each) is not CLASS_VARIABLE]
        seen = ""
        quoted = sys.version_info >= (3, 13)
        for each in fields:
            if each.init and not each.kw_only:
                if each.default is not _MISSING or each.default_factory is not _MISSING:
                    seen = each.name
                elif seen:
                    after = f" {seen!r}" if quoted else ""
                    raise TypeError(
                        f"non-default argument {each.name!r} follows default argument{after}"
                    )
        only = [each.name for each in fields if kind_of(each) is INIT_VARIABLE]
        has_post = self._guards.definer_of("__post_init__", order_of(self._cls)) is not None
        return self._writer.init(
            fields,
            frozen=self._options["frozen"],
            post=only if has_post else None,
            init_only=frozenset(only),
        )

    def _set_field(self, value: object, name: str, content: object) -> None:
        """Set a field of a frozen object while it is made."""
        name = exact_name(name)
        if not self._guards.owns_instance(value) or name not in self._all:
            raise GuardRefused(
                f"{name!r} of {shown(value)} cannot be set",
                rule=RULE,
                hint="write the method in the class",
            )
        object.__setattr__(value, name, content)

    def _replacing(self) -> object:
        replace = replacing(self._guards)

        def __replace__(self: object, /, **changes: object) -> object:  # noqa: N807
            return replace(self, **changes)

        return __replace__

    def _has_explicit_hash(self) -> bool:
        there = self._dictionary.get("__hash__", _MISSING)
        return not (there is _MISSING or (there is None and "__eq__" in self._dictionary))

    def _hash(self, explicit: bool, stored: list[Field]) -> None:
        options = self._options
        hashed = [each for each in stored if (each.compare if each.hash is None else each.hash)]
        if options["unsafe_hash"]:
            if explicit:
                raise TypeError(
                    f"Cannot overwrite attribute __hash__ in class {self._cls.__name__}"
                )
            type.__setattr__(self._cls, "__hash__", self._writer.hashed(hashed))
        elif options["eq"] and not explicit:
            made = self._writer.hashed(hashed) if options["frozen"] else None
            type.__setattr__(self._cls, "__hash__", made)

    def _signature(self) -> str:
        definer = self._guards.definer_of("__init__", order_of(self._cls))
        made = dictionary_of(definer)["__init__"] if definer is not None else None
        if type(made) is not types.FunctionType or not self._guards.owns_function(made):
            return "()"
        if "__signature__" in vars(made) or "__wrapped__" in vars(made):
            return "()"
        found = inspect.signature(made)
        rest = list(found.parameters.values())[1:]
        return str(found.replace(parameters=rest, return_annotation=inspect.Signature.empty))

    def _match_args(self) -> None:
        positional = tuple(
            each.name
            for each in self._all.values()
            if kind_of(each) is not CLASS_VARIABLE and each.init and not each.kw_only
        )
        # Names that a pattern may not read are no patterns; then the class is matched by keywords.
        if all(name[:1] != "_" and names.readable_plainly(name) for name in positional):
            self._add("__match_args__", positional)

    def _params(self) -> object:
        make = vars(dataclasses)["_DataclassParams"]
        known = inspect.signature(make).parameters
        return make(**{name: self._options[name] for name in known})

    # --- slots -----------------------------------------------------------------------------------

    def _with_slots(self, stored: list[Field]) -> type:
        cls = self._cls
        if "__slots__" in self._dictionary:
            raise TypeError(f"{cls.__name__} already specifies __slots__")
        taken: set[str] = set()
        for base in order_of(cls)[1:]:
            slots = dictionary_of(base).get("__slots__", ())
            taken.update((slots,) if isinstance(slots, str) else tuple(slots))  # type: ignore[arg-type]
        wanted = [each.name for each in stored]
        if self._options["weakref_slot"]:
            wanted.append("__weakref__")
        left_out = {"__dict__", "__weakref__", "_abc_impl", names.MARK, *wanted}
        content = {
            name: value
            for name, value in self._dictionary.items()
            if name not in left_out and name not in _SET_AGAIN
        }
        content["__slots__"] = tuple(name for name in wanted if name not in taken)
        own = self._guards.is_metaclass(type(cls))
        keywords: dict[str, object] = {"metaclass": type(cls)} if own else {}
        made = self._guards.new_class(cls.__name__, cls.__bases__, content, keywords)
        for name in _SET_AGAIN:
            if name in self._dictionary:
                type.__setattr__(made, name, self._dictionary[name])
        self._writer.belongs_to(made)
        return made


#: What the language itself puts into a class; no source could.
_SET_AGAIN = ("__dataclass_fields__", "__dataclass_params__", "__parameters__", "__hash__")


def _text(value: object) -> str:
    return value if type(value) is str else ""
