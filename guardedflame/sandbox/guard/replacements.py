"""Session versions of the library's names that would otherwise get around the language.

Invariant: every function here either reads attributes by the guard's rule, or writes only to what
the session defined. Made per language, so that no state is shared between two.
"""

from __future__ import annotations

import collections
import dataclasses
import enum
import functools
import operator
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.copying import make_copy
from guardedflame.sandbox.guard.guards import AbstractMeta, Guards, exact_name

Members = dict[str, object]


def replacements(module: str, guards: Guards) -> Members:
    """Return what stands in a module's facade instead of the module's own."""
    maker = _MAKERS.get(module)
    return {} if maker is None else maker(guards)


def _functools(guards: Guards) -> Members:
    def update_wrapper(wrapper: object, wrapped: object) -> object:
        """Copy name, doc and attributes of ``wrapped`` to ``wrapper``."""
        guards.write(wrapper)
        for name in ("__module__", "__name__", "__qualname__", "__doc__"):
            value = getattr(wrapped, name, None)
            if value is None or isinstance(value, str):
                setattr(wrapper, name, value)
        if guards.owns_function(wrapped) and guards.owns_function(wrapper):
            vars(wrapper).update(vars(wrapped))
        return wrapper

    def wraps(wrapped: object) -> Callable[[object], object]:
        """Decorate a wrapper of ``wrapped``."""
        return lambda wrapper: update_wrapper(wrapper, wrapped)

    def total_ordering(cls: type) -> type:
        """Fill in the missing comparisons of a class of the session."""
        guards.write(cls)
        return functools.total_ordering(cls)

    return {"update_wrapper": update_wrapper, "wraps": wraps, "total_ordering": total_ordering}


def _operator(guards: Guards) -> Members:
    def attrgetter(*paths: str) -> Callable[[object], object]:
        """Read dotted attributes by the language's rule."""
        if not paths:
            raise TypeError("attrgetter expected at least 1 argument, got 0")
        split = [exact_name(path).split(".") for path in paths]

        def read(value: object) -> object:
            found = tuple(functools.reduce(guards.attribute, path, value) for path in split)
            return found[0] if len(found) == 1 else found

        return read

    def methodcaller(name: str, /, *args: object, **kwargs: object) -> Callable[[object], object]:
        """Call a method found by the language's rule."""
        name = exact_name(name)

        def call(value: object) -> object:
            method = guards.attribute(value, name)
            assert callable(method)
            return method(*args, **kwargs)

        return call

    return {"attrgetter": attrgetter, "methodcaller": methodcaller, "call": operator.call}


def _collections(_guards: Guards) -> Members:
    def namedtuple(
        typename: str,
        field_names: str | Iterable[str],
        *,
        rename: bool = False,
        defaults: Iterable[object] | None = None,
        module: str | None = None,
    ) -> type:
        """Make a tuple class with named fields."""
        if isinstance(field_names, str):
            field_names = str.__str__(field_names).replace(",", " ").split()
        fields = [exact_name(name) for name in field_names]
        for name in fields:
            if name in names.INTERNAL_ATTRIBUTES:
                raise GuardRefused(f"{name!r} cannot be a field")
        return collections.namedtuple(
            exact_name(typename), fields, rename=rename, defaults=defaults, module="__main__"
        )

    return {"namedtuple": namedtuple}


def _dataclasses(guards: Guards) -> Members:
    def dataclass(cls: type | None = None, /, **options: bool) -> object:
        """Add the generated methods to a class of the session."""

        def decorate(target: type) -> type:
            guards.write(target)
            return dataclasses.dataclass(target, **options)

        return decorate if cls is None else decorate(cls)

    def replace(value: object, /, **changes: object) -> object:
        """Return a copy with some fields changed."""
        if not guards.owns_instance(value):
            raise TypeError("replace() should be called on dataclass instances")
        return dataclasses.replace(value, **changes)  # type: ignore[type-var]

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

    return {"dataclass": dataclass, "replace": replace, "asdict": asdict, "astuple": astuple}


def _instance(value: object, name: str) -> None:
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{name}() should be called on dataclass instances")


_enum_call: Callable[..., object] = enum.EnumType.__call__


class _PlainEnumType(enum.EnumType):
    """Enum's metaclass; the functional call takes plain member names only.

    Otherwise a name such as __reduce_ex__ would become a method of the class.
    """

    def __call__(  # type: ignore[override]
        cls, value: object, names: object = None, **keywords: object
    ) -> object:
        """Look a member up, or make a class from plain names."""
        if names is None:
            return _enum_call(cls, value, **keywords)
        if isinstance(names, str):
            names = str.__str__(names).replace(",", " ").split()
        pairs: list[object] = []
        items = list(names.items() if isinstance(names, Mapping) else names)  # type: ignore[call-overload]
        for each in items:
            name = exact_name(each if isinstance(each, str) else each[0])
            if name[:1] == "_" or not name.isidentifier() or name == "mro":
                raise GuardRefused(f"{name!r} cannot be the name of an enum member")
            pairs.append(name if isinstance(each, str) else (name, each[1]))
        start = keywords.get("start", 1)
        return _enum_call(
            cls,
            exact_name(value),
            pairs,
            module="__main__",
            start=start,
        )


def _enum(_guards: Guards) -> Members:
    def auto() -> enum.auto:
        """Number a member."""
        return enum.auto()

    def unique(cls: type[enum.Enum]) -> type[enum.Enum]:
        """Refuse aliases."""
        return enum.unique(cls)

    return {"auto": auto, "unique": unique, **_ENUMS}


def _plain_enum(base: type) -> type:
    namespace = _PlainEnumType.__prepare__(base.__name__, (base,))
    namespace["__module__"] = "enum"
    namespace["__qualname__"] = base.__name__
    if base.__doc__:
        namespace["__doc__"] = base.__doc__
    return _PlainEnumType(base.__name__, (base,), namespace)


_ENUMS: Mapping[str, type] = {
    base.__name__: _plain_enum(base)
    for base in (enum.Enum, enum.IntEnum, enum.StrEnum, enum.Flag, enum.IntFlag)
}


def _random(_guards: Guards) -> Members:
    # A generator of the session's own, seeded now: the module's was seeded before the fork, alike
    # in all workers.
    own = random.Random()  # noqa: S311
    return {
        name: getattr(own, name)
        for name in random.__all__
        if name not in {"Random", "SystemRandom"}
    }


def _copy(guards: Guards) -> Members:
    return make_copy(guards)


def _abc(_guards: Guards) -> Members:
    return {"ABCMeta": AbstractMeta}


class Stream:
    """The session's output as ``sys.stdout``: writing, and nothing of the stream behind it."""

    __slots__ = ("write", "writelines")

    encoding = "utf-8"

    def __init_subclass__(cls) -> None:
        raise TypeError("a stream cannot be a base class")

    def __init__(self, name: str = "stdout") -> None:
        """Write to the stream the worker has under this name when it is written to."""
        name = "stderr" if name == "stderr" else "stdout"

        def write(text: str) -> int:
            if not isinstance(text, str):
                raise TypeError(f"write() argument must be str, not {type(text).__name__}")
            getattr(sys, name).write(str.__str__(text))
            return len(text)

        self.write = write
        self.writelines: Callable[[Iterable[str]], None] = lambda lines: [
            write(line) for line in lines
        ].clear()

    def flush(self) -> None:
        """Output is delivered as it is written."""

    def isatty(self) -> bool:
        """A session is no terminal."""
        return False


def leave(code: object = None, /) -> NoReturn:
    """``exit()``: end the session."""
    raise SystemExit(code)


def _sys(_guards: Guards) -> Members:
    return {
        "argv": ("",),
        "exit": leave,
        "stdout": Stream("stdout"),
        "stderr": Stream("stderr"),
        "version_info": tuple(sys.version_info),
    }


_MAKERS: Mapping[str, Callable[[Guards], Members]] = {
    "functools": _functools,
    "operator": _operator,
    "collections": _collections,
    "dataclasses": _dataclasses,
    "enum": _enum,
    "random": _random,
    "copy": _copy,
    "abc": _abc,
    "sys": _sys,
}
