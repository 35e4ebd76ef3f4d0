"""dataclasses: session versions of what reads attributes by name or generates code.

Invariant: what the library puts into the code it generates are identifiers, and no default is
an attribute that the language would not read.
"""

from __future__ import annotations

import dataclasses
import keyword
import re
import sys
import types
import typing
from abc import ABCMeta
from collections.abc import Callable, Iterable, Mapping

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.copying import make_copy
from guardedflame.sandbox.guard.facade import Facade, members_of
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.ownership import dictionary_of, exact_name, order_of, shown

_CLASS_VARIABLE: object = vars(dataclasses)["_FIELD_CLASSVAR"]
_FIELD_PARTS = 3
_NOT_REPLACED = ValueError if sys.version_info < (3, 13) else TypeError
_MARK = re.compile(r"\s*(?:(\w+)\s*\.\s*)?(\w+)")
_MARKS: Mapping[object, object] = types.MappingProxyType(
    {
        typing.ClassVar: typing.ClassVar,
        dataclasses.InitVar: dataclasses.InitVar,
        dataclasses.KW_ONLY: dataclasses.KW_ONLY,
    }
)
_INIT_VARIABLE: object = vars(dataclasses)["_FIELD_INITVAR"]


def dataclass_members(guards: Guards) -> dict[str, object]:
    """Return the session's version of dataclasses."""

    def dataclass(cls: type | None = None, /, **options: bool) -> object:
        """Add the generated methods to a class of the session."""

        def decorate(target: type) -> type:
            if not issubclass(type(target), type) or not guards.owns_class(target):
                raise GuardRefused("@dataclass is for classes of the session")
            guards.write(target)  # not a metaclass
            if target in guards.matched:
                raise GuardRefused(
                    f"{shown(target)} has been matched by position and cannot change any more",
                    rule="guarded language: dataclasses",
                    hint="decorate the class where it is defined",
                )
            _judge_fields(guards, target)
            if target.__doc__ is None and not _plain_signature(target):
                target.__doc__ = target.__name__
            texts = _resolve_marks(guards, target)
            module = target.__module__
            # The library looks text annotations up in the module of this name and needs one there.
            target.__module__ = "__main__"
            try:
                return dataclasses.dataclass(target, **options)
            finally:
                target.__module__ = module
                if texts:
                    target.__annotations__.update(texts)

        return decorate if cls is None else decorate(cls)

    def replace(value: object, /, **changes: object) -> object:
        """Return a copy with some fields changed."""
        known = _fields_of(type(value)) if guards.owns_instance(value) else None
        if known is None:
            raise TypeError("replace() should be called on dataclass instances")
        for each in known.values():
            kind = getattr(each, "_field_type")  # noqa: B009  (private to dataclasses)
            if kind is _CLASS_VARIABLE:
                continue
            if not each.init:
                if each.name in changes:
                    raise _NOT_REPLACED(
                        f"field {each.name} is declared with init=False,"
                        " it cannot be specified with replace()"
                    )
            elif each.name not in changes:
                if kind is _INIT_VARIABLE and each.default is dataclasses.MISSING:
                    raise ValueError(f"InitVar {each.name!r} must be specified with replace()")
                changes[each.name] = guards.attribute(value, each.name)
        return type(value)(**changes)

    copy = make_copy(guards)["deepcopy"]
    assert callable(copy)

    def plain(value: object, factory: Callable[[list[tuple[str, object]]], object]) -> object:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            pairs = [
                (each.name, plain(guards.attribute(value, each.name), factory))
                for each in dataclasses.fields(value)
            ]
            return factory(pairs)
        if type(value) is list:
            return [plain(each, factory) for each in value]
        if type(value) is tuple:
            return tuple(plain(each, factory) for each in value)
        if type(value) is dict:
            return {plain(k, factory): plain(v, factory) for k, v in value.items()}
        return copy(value)

    def asdict(value: object, *, dict_factory: Callable[..., object] = dict) -> object:
        """Return the fields as a dict, nested ones too."""
        _instance(value, "asdict")
        return plain(value, dict_factory)

    def astuple(value: object, *, tuple_factory: Callable[..., object] = tuple) -> object:
        """Return the fields as a tuple, nested ones too."""
        _instance(value, "astuple")
        return plain(value, lambda pairs: tuple_factory([each for _, each in pairs]))

    return {
        "dataclass": dataclass,
        "make_dataclass": _maker(guards, dataclass),
        "replace": replace,
        "asdict": asdict,
        "astuple": astuple,
    }


def _maker(guards: Guards, dataclass: Callable[..., object]) -> Callable[..., object]:
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
            if not name.isidentifier() or keyword.iskeyword(name):
                raise TypeError(f"Field names must be valid identifiers: {name!r}")
            if name in annotations:
                raise TypeError(f"Field name duplicated: {name!r}")
            annotations[name] = parts[1] if len(parts) > 1 else "typing.Any"
            if len(parts) == _FIELD_PARTS:
                content[name] = parts[2]
        content["__annotations__"] = annotations
        made = guards.new_class(cls_name, tuple(bases), content)
        return dataclass(made, **options)

    return make_dataclass


def _fields_of(cls: type) -> dict[str, dataclasses.Field[object]] | None:
    """The fields of a dataclass, out of the classes' own dictionaries; None if it is not one."""
    for each in order_of(cls):
        found = dictionary_of(each).get("__dataclass_fields__")
        if type(found) is dict:
            return found
    return None


def _plain_signature(cls: type) -> bool:
    """Say if dataclass may take the class's signature for its text.

    ``inspect.signature`` evaluates names in the ``__text_signature__`` of what is no function.
    """
    if type(cls) is not type and type(cls) is not ABCMeta:
        return False  # the metaclass may have a __call__
    for name in ("__new__", "__init__"):
        found = next(
            dictionary_of(each)[name] for each in order_of(cls) if name in dictionary_of(each)
        )
        made = found.__func__ if type(found) is staticmethod else found
        if type(made) is types.FunctionType:
            if vars(made):
                return False
        elif type(made) not in {types.WrapperDescriptorType, types.BuiltinFunctionType}:
            return False
    return True


def _judge_fields(guards: Guards, cls: type) -> None:
    """Refuse names that are none, or for which a library's attribute would be the default."""
    found = dictionary_of(cls).get("__annotations__", {})
    if type(found) is not dict:
        raise GuardRefused(
            f"the annotations of {shown(cls)} are no dict",
            rule="guarded language: dataclasses",
            hint="write them in the class's body",
        )
    for name in found:
        if (
            type(name) is not str
            or not name.isidentifier()
            or keyword.iskeyword(name)
            or names.is_dunder(name)
            or name in names.INTERNAL_ATTRIBUTES
        ):
            raise GuardRefused(
                f"{name!r} cannot be a field",
                rule="guarded language: dataclasses",
                hint="rename it",
            )
        if name in dictionary_of(cls):
            continue
        # dataclass takes getattr(cls, name) for the default, which the language might refuse.
        where = (*order_of(cls)[1:], *order_of(type(cls)))
        definer = next((each for each in where if name in dictionary_of(each)), None)
        if definer is not None and not guards.owns_class(definer):
            raise GuardRefused(
                f"the field {name!r} would have {shown(definer)}'s attribute as its default",
                rule="guarded language: dataclasses",
                hint="rename the field, or give it a default",
            )


def _resolve_marks(guards: Guards, cls: type) -> dict[str, str]:
    """Put ``ClassVar``, ``InitVar`` and ``KW_ONLY`` for annotations that are text; return those.

    The library looks them up in the module that ``sys.modules`` has under the class's
    ``__module__``, which is none of the session's.
    """
    found = dictionary_of(cls).get("__annotations__")
    texts: dict[str, str] = {}
    if type(found) is not dict:
        return texts
    space = guards.namespaces.frame().f_globals
    for name, text in list(found.items()):
        if type(text) is not str or (match := _MARK.match(text)) is None:
            continue
        prefix, word = match.groups()
        value = space.get(prefix or word)
        if prefix is not None:
            value = members_of(value).get(word) if type(value) is Facade else None
        if any(value is mark for mark in _MARKS):
            texts[name] = text
            found[name] = _MARKS[value]
    return texts


def _instance(value: object, name: str) -> None:
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{name}() should be called on dataclass instances")
