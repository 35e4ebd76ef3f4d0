"""pandas's methods: the session's versions of those that take names of functions, codes, engines.

Invariant: every argument by which a method would import a module, read an attribute by a name or
believe a position was looked at here before pandas sees it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.libraries.numpy_versions import random_state
from guardedflame.sandbox.guard.libraries.pandas_functions import (
    RULE,
    function,
    functions,
    has_name,
    named,
    no_engine,
)
from guardedflame.sandbox.guard.libraries.reading import Version

Method = Callable[..., object]
_ENGINES = ("engine", "engine_kwargs")

#: Interpolations that pandas does by itself; the others import another library.
_INTERPOLATIONS = frozenset({"linear", "time", "index", "values"})


def _like(made: Method, method: Method) -> Method:
    made.__name__ = made.__qualname__ = getattr(method, "__name__", "method")
    made.__doc__ = method.__doc__
    return made


# --- functions by name ---------------------------------------------------------------------------


def aggregating(name: str, own: int) -> Version:
    """A method whose first argument is a function, ``own`` more are its own, the rest for it."""

    def version(guards: LibraryGuards, value: Any) -> Method:
        method = getattr(value, name)

        def aggregate(func: object = None, *args: object, **keywords: Any) -> object:
            if func is None:
                return method(None, *args, **named(guards, keywords, all_of_them=True))
            checked = functions(guards, func)
            keywords = named(guards, keywords, all_of_them=False)
            if has_name(checked):
                given = keywords.get("args", ()) or (args[3:4] if name == "apply" else ())
                if len(args) > own or any(given):
                    raise GuardRefused(
                        "a function given by name takes its arguments by keyword",
                        rule=RULE,
                        hint="write name=value",
                    )
            elif name == "apply" and len(args) > own > 1:
                raise no_engine("engine")
            return method(checked, *args, **keywords)

        return _like(aggregate, method)

    return version


def transforming(guards: LibraryGuards, value: Any) -> Method:
    """Return ``filter`` of groups, whose function is called and never a name."""
    method = value.filter

    def keep(func: object, *args: object, **keywords: object) -> object:
        return method(function(guards, func), *args, **keywords)

    return _like(keep, method)


def window_apply(guards: LibraryGuards, value: Any) -> Method:
    """Return ``apply`` of windows."""

    def apply(  # noqa: PLR0917  (pandas's)
        func: object,
        raw: bool = False,
        engine: object = None,
        engine_kwargs: object = None,
        args: tuple[object, ...] | None = None,
        kwargs: dict[str, object] | None = None,
    ) -> object:
        """Call a function on each window."""
        _no_engines({"engine": engine, "engine_kwargs": engine_kwargs})
        return value.apply(function(guards, func), raw=raw, args=args, kwargs=kwargs)

    return apply


def pivoting(guards: LibraryGuards, method: Method) -> Method:
    """Return ``pivot_table`` or ``crosstab``, as a method or a function."""
    signature = inspect.signature(method)

    def pivot_table(*args: object, **keywords: object) -> object:
        given = signature.bind(*args, **keywords)
        if "aggfunc" in given.arguments:
            given.arguments["aggfunc"] = functions(guards, given.arguments["aggfunc"])
        _no_engines(given.arguments.get("kwargs", {}))
        return method(*given.args, **given.kwargs)

    return _like(pivot_table, method)


def _no_engines(given: Mapping[str, object]) -> None:
    for name in _ENGINES:
        if given.get(name) is not None:
            raise no_engine(name)


def without_engine(name: str) -> Version:
    """A method of pandas with other engines to choose from."""

    def version(_guards: LibraryGuards, value: Any) -> Method:
        method = getattr(value, name)
        signature = inspect.signature(method)

        def call(*args: object, **keywords: object) -> object:
            _no_engines(signature.bind(*args, **keywords).arguments)
            return method(*args, **keywords)

        return _like(call, method)

    return version


# --- what imports or is random -------------------------------------------------------------------


def interpolate(_guards: LibraryGuards, value: Any) -> Method:
    """Return ``interpolate`` by what pandas does itself."""

    def interpolate(method: object = "linear", **options: object) -> object:
        """Fill gaps from the values around them."""
        if type(method) is not str or method not in _INTERPOLATIONS:
            raise GuardRefused(
                f"the interpolation {method!r:.40} needs another library",
                rule=RULE,
                hint="there are " + ", ".join(sorted(_INTERPOLATIONS)),
            )
        return value.interpolate(method, **options)

    return interpolate


def correlating(name: str, methods: frozenset[str]) -> Version:
    """Return what makes ``corr`` or ``corrwith``, by these methods or a function."""

    def version(guards: LibraryGuards, value: Any) -> Method:
        real = getattr(value, name)
        signature = inspect.signature(real)

        def corr(*args: object, **keywords: object) -> object:
            given = signature.bind(*args, **keywords)
            method = given.arguments.get("method", "pearson")
            if callable(method):
                given.arguments["method"] = function(guards, method)
            elif type(method) is not str or method not in methods:
                raise GuardRefused(
                    f"the correlation {method!r:.40} needs another library",
                    rule=RULE,
                    hint="a.rank().corr(b.rank()) is Spearman's",
                )
            return real(*given.args, **given.kwargs)

        return _like(corr, real)

    return version


def sample(guards: LibraryGuards, value: Any) -> Method:
    """Return ``sample`` with the session's own generator where none is given."""
    signature = inspect.signature(value.sample)

    def sample(*args: object, **keywords: object) -> object:
        given = signature.bind(*args, **keywords)
        state = given.arguments.get("random_state")
        given.arguments["random_state"] = random_state(guards, state)
        return value.sample(*given.args, **given.kwargs)

    return _like(sample, value.sample)


def rolling(_guards: LibraryGuards, value: Any) -> Method:
    """Return ``rolling`` over windows of equal weight."""
    signature = inspect.signature(value.rolling)

    def rolling(*args: object, **keywords: object) -> object:
        given = signature.bind(*args, **keywords).arguments
        if given.get("win_type") is not None:
            raise GuardRefused("win_type= needs another library", rule=RULE, hint="use apply()")
        return value.rolling(*args, **keywords)

    return _like(rolling, value.rolling)


def mapping(_guards: LibraryGuards, value: Any) -> Method:
    """Return ``map`` of a Series."""

    def map(  # noqa: A001  (pandas's name)
        func: object = None, na_action: object = None, engine: object = None, **keywords: object
    ) -> object:
        """Put other values for the values."""
        _no_engines({"engine": engine})
        return value.map(func, na_action, **keywords)

    return map


# --- positions -----------------------------------------------------------------------------------


def _copied(codes: object) -> Any:
    """Return codes that nobody can change later: pandas's compiled code believes them."""
    return np.array(codes)


def multi_index(_guards: LibraryGuards, cls: Any) -> Method:
    """Return what makes a MultiIndex."""

    def multi_index(
        levels: Sequence[object] | None = None,
        codes: Sequence[object] | None = None,
        sortorder: object = None,
        names: object = None,
        **options: object,
    ) -> object:
        _only_verified(options.pop("verify_integrity", True))
        copied = None if codes is None else [_copied(each) for each in codes]
        return cls(levels, copied, sortorder, names, **options)

    return multi_index


def set_codes(_guards: LibraryGuards, value: Any) -> Method:
    """Return ``set_codes``."""

    def set_codes(codes: Any, *, level: object = None, verify_integrity: object = True) -> object:
        """Return the index with other codes."""
        _only_verified(verify_integrity)
        whole = level is None or isinstance(level, list | tuple)
        copied = [_copied(each) for each in codes] if whole else _copied(codes)
        return value.set_codes(copied, level=level)

    return set_codes


def set_levels(_guards: LibraryGuards, value: Any) -> Method:
    """Return ``set_levels``."""

    def set_levels(
        levels: object, *, level: object = None, verify_integrity: object = True
    ) -> object:
        """Return the index with other levels."""
        _only_verified(verify_integrity)
        return value.set_levels(levels, level=level)

    return set_levels


def _only_verified(value: object) -> None:
    if value is not True:
        raise GuardRefused(
            "codes that nobody checked lead out of the table", rule=RULE, hint="leave it out"
        )


def from_codes(_guards: LibraryGuards, cls: Any) -> Method:
    """Return ``Categorical.from_codes``."""

    def from_codes(
        codes: object,
        categories: object = None,
        ordered: bool | None = None,
        dtype: object = None,
        validate: object = True,
    ) -> object:
        """Make a Categorical of positions in its categories."""
        _only_verified(validate)
        return cls.from_codes(_copied(codes), categories, ordered, dtype)

    return from_codes


def groups(_guards: LibraryGuards, value: Any) -> object:
    """Return a copy of what ``groups`` says."""
    return dict(value.groups)


def indices(_guards: LibraryGuards, value: Any) -> object:
    """Return a copy of what ``indices`` says."""
    # The dict is the grouping's own, and windows over groups believe how long it is.
    return {key: each.copy() for key, each in value.indices.items()}


def copy(_guards: LibraryGuards, value: Any) -> Callable[[object], object]:
    """Return what copies a table."""
    return lambda each: value.copy(deep=each is not None)


def type_of(guards: LibraryGuards, value: Any) -> object:
    """Return the type of an element as client code may hold it."""
    return guards.lend(value.type)
