"""dataclasses: replace, asdict, astuple, make_dataclass, as a session has them.

Invariant: fields are read by the language's rule, and what is copied obeys no reduce hook.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable
from typing import Any

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.copying import make_copy
from guardedflame.sandbox.guard.dataclass_fields import CLASS_VARIABLE, INIT_VARIABLE, kind_of
from guardedflame.sandbox.guard.dataclass_text import Field
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.ownership import exact_name

_FIELD_PARTS = 3
_NOT_REPLACED = ValueError if sys.version_info < (3, 13) else TypeError


def fields_of(cls: type) -> dict[str, Field] | None:
    """The fields of a dataclass, out of the classes' own dictionaries; None if it is not one."""
    for each in order_of(cls):
        found = dictionary_of(each).get("__dataclass_fields__")
        if type(found) is dict:
            return found
    return None


def replacing(guards: Guards) -> Callable[..., object]:
    """Return ``replace``."""

    def replace(value: object, /, **changes: object) -> object:
        """Return a copy with some fields changed."""
        known = fields_of(type(value)) if guards.owns_instance(value) else None
        if known is None:
            raise TypeError("replace() should be called on dataclass instances")
        for each in known.values():
            kind = kind_of(each)
            if kind is CLASS_VARIABLE:
                continue
            if not each.init:
                if each.name in changes:
                    raise _NOT_REPLACED(
                        f"field {each.name} is declared with init=False,"
                        " it cannot be specified with replace()"
                    )
            elif each.name not in changes:
                if kind is INIT_VARIABLE and each.default is dataclasses.MISSING:
                    raise _NOT_REPLACED(f"InitVar {each.name!r} must be specified with replace()")
                changes[each.name] = guards.attribute(value, each.name)
        return type(value)(**changes)

    return replace


def converting(guards: Guards) -> dict[str, object]:
    """Return ``asdict`` and ``astuple``."""
    copy = make_copy(guards)["deepcopy"]
    assert callable(copy)

    def plain(value: object, factory: Callable[[list[tuple[str, object]]], object]) -> object:
        if guards.owns_instance(value) and fields_of(type(value)) is not None:
            pairs = [
                (each.name, plain(guards.attribute(value, each.name), factory))
                for each in dataclasses.fields(value)  # type: ignore[arg-type]
            ]
            return factory(pairs)
        if isinstance(value, tuple) and hasattr(type(value), "_fields"):
            parts: list[Any] = [plain(each, factory) for each in value]
            return type(value)(*parts)
        if isinstance(value, list | tuple):
            return type(value)(plain(each, factory) for each in value)
        if isinstance(value, dict):
            pairs_of = [(plain(k, factory), plain(v, factory)) for k, v in value.items()]
            if hasattr(type(value), "default_factory"):
                made = type(value)(value.default_factory)  # type: ignore[attr-defined]
                made.update(pairs_of)
                return made
            return type(value)(pairs_of)
        return copy(value)

    def asdict(value: object, *, dict_factory: Callable[..., object] = dict) -> object:
        """Return the fields as a dict, nested ones too."""
        _instance(guards, value, "asdict")
        return plain(value, dict_factory)

    def astuple(value: object, *, tuple_factory: Callable[..., object] = tuple) -> object:
        """Return the fields as a tuple, nested ones too."""
        _instance(guards, value, "astuple")
        return plain(value, lambda pairs: tuple_factory([each for _, each in pairs]))

    return {"asdict": asdict, "astuple": astuple}


def making(guards: Guards, dataclass: Callable[..., object]) -> Callable[..., object]:
    """Return ``make_dataclass``."""

    def make_dataclass(
        cls_name: str,
        fields: Iterable[object],
        *,
        bases: tuple[type, ...] = (),
        namespace: dict[str, object] | None = None,
        module: None = None,
        **options: bool,
    ) -> object:
        """Make a dataclass of names, types and defaults."""
        del module
        content = dict(namespace or {})
        annotations: dict[str, object] = {}
        for each in fields:
            parts = (each,) if isinstance(each, str) else tuple(each)  # type: ignore[arg-type]
            if not 0 < len(parts) <= _FIELD_PARTS:
                raise TypeError(f"Invalid field: {each!r}")
            name = exact_name(parts[0])
            if not names.is_bindable(name):
                raise TypeError(f"Field names must be valid identifiers: {name!r}")
            if name in annotations:
                raise TypeError(f"Field name duplicated: {name!r}")
            annotations[name] = parts[1] if len(parts) > 1 else "typing.Any"
            if len(parts) == _FIELD_PARTS:
                content[name] = parts[2]
        content["__annotations__"] = annotations
        return dataclass(guards.new_class(cls_name, tuple(bases), content), **options)

    return make_dataclass


def _instance(guards: Guards, value: object, name: str) -> None:
    if not guards.owns_instance(value) or fields_of(type(value)) is None:
        raise TypeError(f"{name}() should be called on dataclass instances")
