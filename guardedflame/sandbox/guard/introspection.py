"""What programs ask about their own classes, functions and annotations by special attributes.

Invariant: an answer holds classes as ``lend`` gives them, functions of the session only, and
containers that are copies or cannot be changed; anything else is refused.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping

from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.facts import closure_facts, code_facts
from guardedflame.sandbox.guard.ownership import refused, shown
from guardedflame.sandbox.guard.writes import Writes

#: What may stand for a class in an annotation.
ALIASES: typing.Final = frozenset(
    {types.GenericAlias, types.UnionType}
    | {each for each in vars(typing).values() if type(each) is type and "Alias" in each.__name__}
    | {type(typing.Union[int, str])}  # noqa: UP007  (its own type before CPython 3.14)
)
_VARIABLES = frozenset({typing.NewType, typing.TypeVar, typing.ParamSpec, typing.TypeVarTuple})
_bases_of: Callable[[type], tuple[type, ...]] = type.__dict__["__bases__"].__get__
_subclasses_of: Callable[[type], list[type]] = type.__subclasses__


class Introspection(Writes):
    """The guards of special attributes that describe."""

    def introspect(self, value: object, name: str) -> object:
        """Answer one of ``names.INTROSPECTED``; raises GuardRefused or AttributeError."""
        return _ANSWERS[name](self, value, name)

    def lent_order(self, cls: type) -> list[type]:
        """The classes an attribute of ``cls`` is looked for in, as the client may hold them."""
        return [self.lend(each) for each in order_of(cls)]

    def part(self, found: object) -> object:
        """Return what is in an answer as the client may hold it."""
        if issubclass(type(found), type):
            return self.lend(found)  # type: ignore[arg-type]
        if type(found) is tuple:
            return tuple(self.part(each) for each in found)
        return found

    def definer_of(self, name: str, order: tuple[type, ...]) -> type | None:
        """The first class in ``order`` whose own dictionary has the name."""
        return next((each for each in order if name in dictionary_of(each)), None)


def _class_of(value: object, name: str) -> type:
    if issubclass(type(value), type):
        return value  # type: ignore[return-value]
    raise _absent(value, name)


def _order(guards: Introspection, value: object, name: str) -> object:
    return tuple(guards.lent_order(_class_of(value, name)))


def _bases(guards: Introspection, value: object, name: str) -> object:
    return tuple(guards.lend(each) for each in _bases_of(_class_of(value, name)))


def _base(guards: Introspection, value: object, name: str) -> object:
    bases = _bases_of(_class_of(value, name))
    return guards.lend(bases[0]) if bases else None


def _subclasses(guards: Introspection, value: object, name: str) -> object:
    cls = _class_of(value, name)
    if not guards.owns_class(cls):
        raise refused(name, f"of {shown(value)} is not readable")
    return lambda: [each for each in _subclasses_of(cls) if guards.owns_class(each)]


def _own_function(guards: Introspection, value: object, name: str) -> object:
    """``__wrapped__``, ``__func__``: only where a function of the session is behind it."""
    found = getattr(value, name)
    if guards.owns_function(found):
        return found
    raise refused(name, f"of {shown(value)} is not readable")


def _bound_to(guards: Introspection, value: object, name: str) -> object:
    if type(value) is types.MethodType and guards.owns_function(value.__func__):
        found = value.__self__
        return guards.part(found)
    raise refused(name, f"of {shown(value)} is not readable")


def _defaults(guards: Introspection, value: object, name: str) -> object:
    if type(value) is types.MethodType:
        value = value.__func__
    if not guards.owns_function(value):
        raise refused(name, f"of {shown(value)} is not readable")
    found = getattr(value, name)
    return dict(found) if type(found) is dict else found


def _code(guards: Introspection, value: object, name: str) -> object:
    """``__code__`` and ``__closure__`` of functions of the session, as facts."""
    function = value.__func__ if type(value) is types.MethodType else value
    if type(function) is not types.FunctionType or not guards.owns_function(function):
        raise refused(name, f"of {shown(value)} is not readable")
    return code_facts(function.__code__) if name == "__code__" else closure_facts(function)


def _described(guards: Introspection, value: object, name: str) -> object:
    """Parts of aliases and type variables."""
    if type(value) not in ALIASES and type(value) not in _VARIABLES and not guards.owns(value):
        raise refused(name, f"of {shown(value)} is not readable")
    return guards.part(getattr(value, name))


def _own_data(guards: Introspection, value: object, name: str) -> object:
    """What class statements leave on a class of the session."""
    if not guards.owns(value):
        raise refused(name, f"of {shown(value)} is not readable")
    found = getattr(value, name)
    if type(found) not in {bool, frozenset, str, tuple, type(None)}:
        raise refused(name, f"of {shown(value)} is not readable")
    return guards.part(found)


def _own_alias(guards: Introspection, value: object, name: str) -> object:
    """``__orig_class__``, which calling ``C[int]()`` leaves on the object."""
    if guards.owns_instance(value):
        content = getattr(value, "__dict__", None)
        if type(content) is dict and name in content:
            return content[name]
    raise _absent(value, name)


def _type_parameters(guards: Introspection, value: object, name: str) -> object:
    if guards.owns(value) or type(value).__module__ == "typing":
        found = getattr(value, name)
        if type(found) is tuple:
            return found
    raise refused(name, f"of {shown(value)} is not readable")


def _alias_value(guards: Introspection, value: object, name: str) -> object:
    if type(value) is getattr(typing, "TypeAliasType", None):
        return guards.part(getattr(value, name))
    raise refused(name, f"of {shown(value)} is not readable")


def _traceback(_guards: Introspection, value: object, name: str) -> object:
    if isinstance(value, BaseException):
        return BaseException.__dict__[name].__get__(value)
    raise refused(name, "is readable on exceptions only")


def _absent(value: object, name: str) -> AttributeError:
    return AttributeError(
        f"{type(value).__name__!r} object has no attribute {name!r}", name=name, obj=value
    )


_Answer = Callable[[Introspection, object, str], object]
_ANSWERS: Mapping[str, _Answer] = types.MappingProxyType(
    {
        "__mro__": _order,
        "__bases__": _bases,
        "__base__": _base,
        "__subclasses__": _subclasses,
        "__wrapped__": _own_function,
        "__func__": _own_function,
        "__self__": _bound_to,
        "__code__": _code,
        "__closure__": _code,
        "__defaults__": _defaults,
        "__kwdefaults__": _defaults,
        "__args__": _described,
        "__origin__": _described,
        "__parameters__": _described,
        "__metadata__": _described,
        "__bound__": _described,
        "__constraints__": _described,
        "__contravariant__": _described,
        "__covariant__": _described,
        "__orig_bases__": _own_data,
        "__total__": _own_data,
        "__required_keys__": _own_data,
        "__readonly_keys__": _own_data,
        "__mutable_keys__": _own_data,
        "__default__": _described,
        "__optional_keys__": _own_data,
        "__abstractmethods__": _own_data,
        "__isabstractmethod__": _own_data,
        "__final__": _own_data,
        "__orig_class__": _own_alias,
        "__type_params__": _type_parameters,
        "__value__": _alias_value,
        "__supertype__": _described,
        "__traceback__": _traceback,
    }
)
