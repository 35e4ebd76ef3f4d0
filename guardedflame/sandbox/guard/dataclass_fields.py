"""The fields of a class that becomes a dataclass: its own, and those of its bases.

Invariant: a field's name is one that source could bind, and its default is the session's own or
nothing: no attribute of a library is taken for one.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Mapping
from typing import Any, Final

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.dataclass_text import Field
from guardedflame.sandbox.guard.facade import Facade, members_of
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.ownership import shown

RULE: Final = "guarded language: dataclasses"
_PRIVATE = vars(dataclasses)
STORED: Final[object] = _PRIVATE["_FIELD"]
CLASS_VARIABLE: Final[object] = _PRIVATE["_FIELD_CLASSVAR"]
INIT_VARIABLE: Final[object] = _PRIVATE["_FIELD_INITVAR"]
_KIND = vars(dataclasses.Field)["_field_type"]
_MISSING = dataclasses.MISSING
_MARK = re.compile(r"\s*(?:(\w+)\s*\.\s*)?(\w+)")


def kind_of(field: Field) -> object:
    """Return STORED, CLASS_VARIABLE or INIT_VARIABLE."""
    found: object = _KIND.__get__(field)
    return found


class Fields:
    """Reads the fields of one class.

    Args:
        guards: the session's.
        cls: a class of the session.
        keyword: fields are keyword-only unless they say otherwise.
    """

    def __init__(self, guards: Guards, cls: type, *, keyword: bool) -> None:
        self._guards = guards
        self._cls = cls
        self._dictionary = dictionary_of(cls)
        self._keyword = keyword

    def own(self) -> dict[str, Field]:
        """Return the class's own fields by name. Raises GuardRefused, TypeError, ValueError."""
        annotations = self._dictionary.get("__annotations__", {})
        if type(annotations) is not dict:
            raise GuardRefused(
                f"the annotations of {shown(self._cls)} are no dict",
                rule=RULE,
                hint="annotate the fields in the class body",
            )
        space = self._guards.namespaces.names_here()
        found: dict[str, Field] = {}
        keyword = self._keyword
        marked = False
        for name, annotation in dict(annotations).items():
            self._judge(name)
            kind = _meant(annotation, space)
            if kind is dataclasses.KW_ONLY:
                if marked:
                    raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
                marked = keyword = True
                continue
            found[name] = self._field(name, annotation, kind, keyword)
        for name, value in self._dictionary.items():
            if type(value) is dataclasses.Field and name not in annotations:
                raise TypeError(f"{name!r} is a field but has no type annotation")
        return found

    def _judge(self, name: object) -> None:
        if (
            not names.is_bindable(name)
            or names.is_dunder(name)  # type: ignore[arg-type]
            or name in names.INTERNAL_ATTRIBUTES
        ):
            raise GuardRefused(f"{name!r} cannot be a field", rule=RULE, hint="rename it")

    def _field(self, name: str, annotation: object, kind: object, keyword: bool) -> Field:
        default = self._default(name)
        if type(default) is dataclasses.Field:
            made: Any = _fresh(default)
        else:
            if type(default) is types.MemberDescriptorType:
                default = _MISSING  # a slot, which is no value
            made = dataclasses.field(default=default)
        made.name, made.type = name, annotation
        what = STORED
        if kind is typing.ClassVar:
            what = CLASS_VARIABLE
        elif kind is dataclasses.InitVar:
            what = INIT_VARIABLE
        _KIND.__set__(made, what)
        if what is not STORED and made.default_factory is not _MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        if what is CLASS_VARIABLE:
            if made.kw_only is not _MISSING:
                raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
        elif made.kw_only is _MISSING:
            made.kw_only = keyword
        if what is STORED and type(made.default).__hash__ is None:
            raise ValueError(
                f"mutable default {type(made.default)} for field {name} is not allowed: "
                "use default_factory"
            )
        return made  # type: ignore[no-any-return]

    def _default(self, name: str) -> object:
        """What the class has under a field's name, if the language would read it."""
        if name in self._dictionary:
            return self._dictionary[name]
        where = (*order_of(self._cls)[1:], *order_of(type(self._cls)))
        definer = self._guards.definer_of(name, where)
        if definer is None:
            return _MISSING
        if self._guards.owns_class(definer):
            return dictionary_of(definer)[name]
        raise GuardRefused(
            f"the field {name!r} would have {shown(definer)}'s attribute as its default",
            rule=RULE,
            hint="rename the field, or give it a default",
        )

    def inherited(self, *, frozen: bool) -> dict[str, Field]:
        """Return the fields of the bases by name. Raises TypeError."""
        found: dict[str, Field] = {}
        seen: set[bool] = set()
        for base in reversed(order_of(self._cls)[1:]):
            fields = dictionary_of(base).get("__dataclass_fields__")
            if type(fields) is dict:
                found.update(fields)
                seen.add(dictionary_of(base)["__dataclass_params__"].frozen)  # type: ignore[attr-defined]
        if True in seen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if False in seen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
        return found


def _fresh(given: Any) -> Any:
    """Return a field of one's own, with exact options: the given one may be a library's."""
    parts: dict[str, Any] = {
        name: getattr(given, name) for name in ("default", "default_factory", "metadata")
    }
    for name in ("init", "repr", "compare", "hash", "kw_only"):
        value = getattr(given, name)
        known = value is None or value is _MISSING
        parts[name] = value if known else bool(value)
    return dataclasses.field(**{n: v for n, v in parts.items() if v is not _MISSING})


def _meant(annotation: object, space: Mapping[str, object]) -> object:
    """ClassVar, InitVar or KW_ONLY, if the annotation is one of them, as text too."""
    if type(annotation) is str:
        match = _MARK.match(annotation)
        if match is None:
            return None
        prefix, word = match.groups()
        annotation = space.get(prefix or word)
        if prefix is not None:
            annotation = members_of(annotation).get(word) if type(annotation) is Facade else None
    for mark in (typing.ClassVar, dataclasses.InitVar, dataclasses.KW_ONLY):
        if annotation is mark or typing.get_origin(annotation) is mark:
            return mark
    return dataclasses.InitVar if type(annotation) is dataclasses.InitVar else None
