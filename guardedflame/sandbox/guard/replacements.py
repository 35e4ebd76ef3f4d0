"""Session versions of the library's names that would otherwise get around the language.

Invariant: every function here either reads attributes by the guard's rule, or writes only to what
the session defined. Made per language, so that no state is shared between two.
"""

from __future__ import annotations

import collections
import contextlib
import decimal
import functools
import operator
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.aio import asyncio_members
from guardedflame.sandbox.guard.dataclass import dataclass_members
from guardedflame.sandbox.guard.exact_array import Array
from guardedflame.sandbox.guard.guards import AbstractMeta, Form, Guards, exact_name
from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.makers import MAKERS
from guardedflame.sandbox.guard.streams import as_builtin
from guardedflame.sandbox.guard.text import struct_members

Marked = TypeVar("Marked")


def replacements(module: str, kit: Kit) -> Members:
    """Return what stands in a module's facade instead of the module's own."""
    found: Members = {}
    if module in _MAKERS:
        found.update(_MAKERS[module](kit.guards))
    if module in MAKERS:
        found.update(MAKERS[module](kit))
    return found


def update_wrapper(guards: Guards) -> Callable[[object, object], object]:
    """Return the session's ``functools.update_wrapper``."""

    def update_wrapper(wrapper: object, wrapped: object) -> object:
        """Copy name, doc and attributes of ``wrapped`` to ``wrapper``."""
        guards.write(wrapper)
        _texts_of(wrapper, wrapped)  # type: ignore[arg-type]
        made = guards.owns_function(wrapper) or type(wrapper) is functools.partial
        if guards.owns_function(wrapped) and made:
            vars(wrapper).update(vars(wrapped))
            for name in ("__annotations__", "__type_params__"):
                if hasattr(wrapped, name):
                    setattr(wrapper, name, getattr(wrapped, name))
            setattr(wrapper, "__wrapped__", wrapped)  # noqa: B010  (an object to mypy)
        return wrapper

    return update_wrapper


def _functools(guards: Guards) -> Members:
    update = update_wrapper(guards)

    def wraps(wrapped: object) -> Callable[[object], object]:
        """Decorate a wrapper of ``wrapped``."""
        return lambda wrapper: update(wrapper, wrapped)

    def total_ordering(cls: type) -> type:
        """Fill in the missing comparisons of a class of the session."""
        guards.write(cls)
        if not issubclass(type(cls), type):
            raise TypeError("@total_ordering is for classes")
        return functools.total_ordering(cls)

    def lru_cache(maxsize: object = 128, typed: bool = False) -> object:
        """Remember results."""
        if callable(maxsize):
            return functools.lru_cache(128, typed)(own(maxsize))
        limit = maxsize if isinstance(maxsize, int) else None
        return lambda function: functools.lru_cache(limit, typed)(own(function))

    def cache(function: Callable[..., object]) -> object:
        """Remember all results."""
        return functools.cache(own(function))

    def own(function: Callable[..., object]) -> Callable[..., object]:
        # The library's copies __dict__ of what it decorates.
        if guards.owns_function(function):
            return function
        return lambda *args, **keywords: function(*args, **keywords)  # noqa: PLW0108

    return {
        "lru_cache": lru_cache,
        "cache": cache,
        "update_wrapper": update,
        "wraps": wraps,
        "total_ordering": total_ordering,
    }


def _operator(guards: Guards) -> Members:
    def attrgetter(*paths: str) -> Callable[[object], object]:
        """Read dotted attributes by the language's rule."""
        if not paths:
            raise TypeError("attrgetter expected at least 1 argument, got 0")
        split = [exact_name(path).split(".") for path in paths]

        def read(value: object) -> object:
            found = tuple(functools.reduce(guards.attribute, path, value) for path in split)
            return found[0] if len(found) == 1 else found

        return as_builtin(read)

    def methodcaller(name: str, /, *args: object, **kwargs: object) -> Callable[[object], object]:
        """Call a method found by the language's rule."""
        name = exact_name(name)

        def call(value: object) -> object:
            method = guards.attribute(value, name)
            assert callable(method)
            return method(*args, **kwargs)

        return as_builtin(call)

    return {"attrgetter": attrgetter, "methodcaller": methodcaller, "call": operator.call}


def _named(
    guards: Guards,
    typename: str,
    fields: list[str],
    *,
    rename: bool = False,
    defaults: Iterable[object] | None = None,
) -> type:
    # Asked once: the library asks again where it looks for names with an underscore.
    rename = bool(rename)
    for name in fields:
        if name in names.INTERNAL_ATTRIBUTES or not (name.isascii() or names.is_bindable(name)):
            raise GuardRefused(
                f"{name!r} cannot be a field",
                rule="guarded language: classes",
                hint="choose a name that source can spell",
            )
    make: Callable[..., type] = collections.namedtuple
    made = make(exact_name(typename), fields, rename=rename, defaults=defaults, module="__main__")
    type.__setattr__(made, names.MARK, guards.token)
    # Nothing can be set on these but their texts.
    guards.getters.update(type.__getattribute__(made, name) for name in vars(made)["_fields"])
    return made


def _collections(guards: Guards) -> Members:
    def namedtuple(
        typename: str,
        field_names: str | Iterable[str],
        *,
        rename: bool = False,
        defaults: Iterable[object] | None = None,
        module: str | None = None,
    ) -> type:
        """Make a tuple class with named fields."""
        del module
        if isinstance(field_names, str):
            field_names = str.__str__(field_names).replace(",", " ").split()
        fields = [exact_name(name) for name in field_names]
        return _named(guards, typename, fields, rename=rename, defaults=defaults)

    return {"namedtuple": namedtuple}


def _array(_guards: Guards) -> Members:
    return {"array": Array, "ArrayType": Array}


def _decimal(_guards: Guards) -> Members:
    # What other code of the process makes its contexts of stays as it is.
    return {
        "BasicContext": decimal.BasicContext.copy(),
        "DefaultContext": decimal.DefaultContext.copy(),
        "ExtendedContext": decimal.ExtendedContext.copy(),
    }


def _mark(guards: Guards, value: Marked, name: str) -> Marked:
    """Set a mark that decorators leave, on the session's own only."""
    if guards.owns_function(value) or guards.owns(value):
        guards.write(value)
        setattr(value, name, True)
        return value
    raise GuardRefused(
        "only functions and classes of the session can be decorated with this",
        rule="guarded language: writes",
        hint="decorate what this program defines",
    )


def _abc(guards: Guards) -> Members:
    def abstractmethod(function: Marked) -> Marked:
        """Mark a function of the session as abstract."""
        return _mark(guards, function, "__isabstractmethod__")

    return {"ABCMeta": AbstractMeta, "abstractmethod": abstractmethod}


def _typing(guards: Guards) -> Members:
    def named_tuple(name: str, fields: Iterable[tuple[str, object]] = (), /) -> type:
        """Make a tuple class with named fields."""
        pairs = [(exact_name(field), kind) for field, kind in fields]
        made = _named(guards, name, [field for field, _ in pairs])
        type.__setattr__(made, "__annotations__", dict(pairs))
        return made

    def typed_dict(*_: object, **__: object) -> NoReturn:
        """Refuse: keys would be names that nobody looked at."""
        raise GuardRefused(
            "TypedDict() is not called here",
            rule="guarded language: classes",
            hint="write class X(TypedDict):",
        )

    def final(value: Marked) -> Marked:
        """Mark a function or class of the session as final."""
        return _mark(guards, value, "__final__")

    def runtime_checkable(cls: type) -> type:
        """Let ``isinstance`` work with a protocol of the session."""
        if not guards.owns_class(cls):
            raise GuardRefused(
                "@runtime_checkable is for protocols of the session",
                rule="guarded language: classes",
                hint="decorate a Protocol that this program defines",
            )
        return typing.runtime_checkable(cls)

    def dataclass_transform(**_: object) -> Callable[[Marked], Marked]:
        """Nothing at run time."""
        return lambda value: value

    def overload(_function: object) -> Callable[..., NoReturn]:
        """Stand for one of several signatures."""

        def overloaded(*_: object, **__: object) -> NoReturn:
            raise NotImplementedError("an @overload has no body")

        return overloaded

    def get_origin(hint: object) -> object:
        """Return the class an alias stands for, as the client may hold it."""
        found = typing.get_origin(hint)
        return guards.part(found)

    return {
        "get_origin": get_origin,
        "NamedTuple": Form("NamedTuple", named_tuple),
        "TypedDict": Form("TypedDict", typed_dict),
        "Counter": guards.lend(collections.Counter, makes=True),
        "final": final,
        "runtime_checkable": runtime_checkable,
        "dataclass_transform": dataclass_transform,
        "overload": overload,
        "override": lambda function: _mark(guards, function, "__override__"),
    }


def _contextlib(guards: Guards) -> Members:
    # The library's copies __dict__ of whatever it decorates onto the function it returns.
    def own(function: Callable[..., object]) -> Callable[..., object]:
        if not guards.owns_function(function):
            raise GuardRefused(
                "only generator functions of the session make context managers",
                rule="guarded language: library",
                hint="decorate a generator function that this program defines",
            )
        return function

    def contextmanager(function: Callable[..., Any]) -> object:
        """Make a context manager of a generator function of the session."""
        own(function)
        return functools.update_wrapper(
            lambda *args, **keywords: _Manager(function, args, keywords), function
        )

    def asynccontextmanager(function: Callable[..., Any]) -> object:
        """Make a context manager of an asynchronous generator function of the session."""
        own(function)
        return functools.update_wrapper(
            lambda *args, **keywords: _AsyncManager(function, args, keywords), function
        )

    return {"contextmanager": contextmanager, "asynccontextmanager": asynccontextmanager}


def _texts_of(wrapper: Callable[..., Any], wrapped: object) -> Callable[..., Any]:
    """Give a wrapper the name and text of what it wraps, and nothing else of it."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        value = getattr(wrapped, name, None)
        if value is None or isinstance(value, str):
            setattr(wrapper, name, value)
    return wrapper


_Generator: Any = vars(contextlib)["_GeneratorContextManager"]
_AsyncGenerator: Any = vars(contextlib)["_AsyncGeneratorContextManager"]


class _Manager(_Generator):  # type: ignore[misc]
    """What a function made by ``contextmanager`` returns."""

    def __call__(self, function: Callable[..., object]) -> Callable[..., object]:
        def inner(*args: object, **keywords: object) -> object:
            with self._recreate_cm():
                return function(*args, **keywords)

        return _texts_of(inner, function)


class _AsyncManager(_AsyncGenerator):  # type: ignore[misc]
    """What a function made by ``asynccontextmanager`` returns."""

    def __call__(self, function: Callable[..., Any]) -> Callable[..., object]:
        async def inner(*args: object, **keywords: object) -> object:
            async with self._recreate_cm():
                return await function(*args, **keywords)

        return _texts_of(inner, function)


_MAKERS: Mapping[str, Callable[[Guards], Members]] = {
    "array": _array,
    "asyncio": asyncio_members,
    "functools": _functools,
    "operator": _operator,
    "collections": _collections,
    "dataclasses": dataclass_members,
    "contextlib": _contextlib,
    "typing": _typing,
    "decimal": _decimal,
    "struct": struct_members,
    "abc": _abc,
}
