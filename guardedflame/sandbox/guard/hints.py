"""``typing.get_type_hints`` of a session.

Invariant: text found in annotations is compiled and run as the session's own source, with the
globals of what carries it; the library would evaluate it as plain Python.
"""

from __future__ import annotations

import functools
import operator
import types
import typing
from collections.abc import Mapping
from typing import Any  # what annotations are is the client's affair

from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.compiler import Language, compile_guarded
from guardedflame.sandbox.guard.facade import SessionModule
from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.namespaces import visible

_ALIAS: type = type(typing.List[int])  # noqa: UP006
_BASE_ALIAS: type = _ALIAS.__mro__[1]
_MOST = 64  # how deep hints may nest


def typing_hint_members(kit: Kit) -> Members:
    """Return the session's version of get_type_hints."""
    guards = kit.guards

    def get_type_hints(
        obj: Any,
        globalns: Mapping[str, object] | None = None,
        localns: Mapping[str, object] | None = None,
        include_extras: bool = False,
    ) -> dict[str, object]:
        """Return the annotations of a class, function or module, with text evaluated."""
        found: dict[str, object] = {}
        if guards.owns(obj) and getattr(obj, "__no_type_check__", False) is True:
            return found
        if type(obj) in {classmethod, staticmethod}:
            obj = obj.__func__
        if issubclass(type(obj), type):
            for each in reversed(order_of(obj)):
                if guards.owns_class(each):
                    names = _plain(_globals_of(each) if globalns is None else globalns)
                    local = _plain({**guards.variables(each), **(localns or {})})
                    found.update(_resolved(_annotations(each), names, local))
        elif guards.owns_function(obj):
            # A client can carry annotations to a function of adopted text: its names stay its own.
            own = guards.namespaces.is_client(obj.__globals__.get("__builtins__"))
            names = _plain((obj.__globals__ if own else {}) if globalns is None else globalns)
            found.update(_resolved(obj.__annotations__, names, _plain(localns or {})))
        elif type(obj) is types.MethodType and guards.owns_function(obj.__func__):
            return get_type_hints(obj.__func__, globalns, localns, include_extras)
        elif type(obj) is SessionModule:
            content = object.__getattribute__(obj, "__dict__")
            names = _plain(content if globalns is None else globalns)
            found.update(
                _resolved(content.get("__annotations__", {}), names, _plain(localns or {}))
            )
        elif not callable(obj):
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        if include_extras:
            return found
        return {name: _stripped(hint) for name, hint in found.items()}

    def _globals_of(cls: type) -> Mapping[str, object]:
        module = dictionary_of(cls).get("__module__")
        importer: Any = kit.table["__import__"]
        if type(module) is str and module in importer.session:
            found: Mapping[str, object] = vars(importer.session[module])
            return found
        return kit.namespace

    def _resolved(
        annotations: Mapping[str, object], names: dict[str, object], local: dict[str, object]
    ) -> dict[str, object]:
        names["__builtins__"] = kit.table
        return {
            name: type(None) if hint is None else _resolve(guards, hint, names, local, _MOST)
            for name, hint in annotations.items()
        }

    def no_type_check(target: Any) -> Any:
        """Say that the annotations of a function or class of the session are none."""
        guards.write(target)
        target.__no_type_check__ = True
        if issubclass(type(target), type):
            for each in dictionary_of(target).values():
                if guards.owns_function(each):
                    each.__no_type_check__ = True  # type: ignore[attr-defined]
        return target

    return {"get_type_hints": get_type_hints, "no_type_check": no_type_check}


def _plain(names: Mapping[str, object]) -> dict[str, object]:
    """Copy a namespace, identifiers only: another key could stand before a guard's name."""
    return {name: value for name, value in dict(names).items() if visible(name)}


def _annotations(cls: type) -> Mapping[str, object]:
    found = dictionary_of(cls).get("__annotations__", {})
    return found if type(found) is dict else {}


def _resolve(
    language: Language, hint: Any, names: dict[str, object], local: dict[str, object], depth: int
) -> object:
    """Evaluate text, also within aliases."""
    if depth == 0:
        raise RecursionError("annotations nest too deeply")
    if type(hint) is typing.ForwardRef:
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        code = compile_guarded(str.__str__(hint), "<annotation>", "eval", language)
        value = eval(code, names, local)  # noqa: S307  (guarded code, with the session's builtins)
        return type(None) if value is None else _resolve(language, value, names, local, depth - 1)
    return _rebuilt(hint, lambda each: _resolve(language, each, names, local, depth - 1))


def _stripped(hint: Any) -> object:
    """Take ``Annotated``, ``Required`` and ``NotRequired`` away."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return _stripped(hint.__origin__)
    if origin in {typing.Required, typing.NotRequired}:
        return _stripped(hint.__args__[0])
    return _rebuilt(hint, _stripped)


def _rebuilt(hint: Any, change: Any) -> object:
    if type(hint) is types.UnionType or type(hint) is types.GenericAlias:
        pass
    elif not issubclass(type(hint), _BASE_ALIAS) or typing.get_origin(hint) is typing.Literal:
        return hint
    before = typing.get_args(hint) if _is_callable(hint) else hint.__args__
    after = tuple(
        list(map(change, each)) if type(each) is list else change(each) for each in before
    )
    if all(new is old or new == old for new, old in zip(after, before, strict=True)):
        return hint
    if type(hint) is types.UnionType:
        return functools.reduce(operator.or_, after)
    if type(hint) is types.GenericAlias:
        return types.GenericAlias(hint.__origin__, after)  # type: ignore[arg-type]  # it was one
    if _is_callable(hint):
        return typing.Callable[after]
    return hint.copy_with(after)


def _is_callable(hint: object) -> bool:
    return "Callable" in type(hint).__name__ and len(typing.get_args(hint)) == 2
