"""What our text of ``inspect`` asks of the session.

Invariant: text and lines are the session's own; what is handed out of a class is a function of the
session.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Callable, Mapping
from typing import Any  # a question of inspect

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.compiler import Origin
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.hints import typing_hint_members
from guardedflame.sandbox.guard.kit import Kit, Members

#: Questions of ``inspect`` whose answer is yes or no, or the name of a state.
PREDICATES = (
    "getasyncgenstate",
    "getcoroutinestate",
    "getgeneratorstate",
    "isabstract",
    "isasyncgen",
    "isasyncgenfunction",
    "isawaitable",
    "isbuiltin",
    "isclass",
    "iscode",
    "iscoroutine",
    "iscoroutinefunction",
    "isdatadescriptor",
    "isframe",
    "isfunction",
    "isgenerator",
    "isgeneratorfunction",
    "isgetsetdescriptor",
    "ismemberdescriptor",
    "ismethod",
    "ismethoddescriptor",
    "ismethodwrapper",
    "isroutine",
    "istraceback",
)


def predicates() -> Members:
    """Return the questions that may be asked of anything."""
    found: Members = {name: getattr(inspect, name) for name in PREDICATES if hasattr(inspect, name)}
    for name in ("isfunction", "ismethod"):
        found[name] = _unless_ours(found[name], False)
    for name in ("isbuiltin", "isroutine"):
        found[name] = _unless_ours(found[name], True)
    found["ismodule"] = lambda value: isinstance(value, Facade | SessionModule)
    return found


def marking(kit: Kit) -> Members:
    """Return ``markcoroutinefunction``, for functions of the session."""

    def markcoroutinefunction(func: Any) -> Any:
        """Say that calling the function gives a coroutine."""
        target = func.__func__ if type(func) is types.MethodType else func
        if not kit.guards.owns_function(target):
            raise GuardRefused(
                "only functions of the session can be marked",
                rule="guarded language: writes",
                hint="mark a function of yours that calls it",
            )
        return inspect.markcoroutinefunction(func)  # type: ignore[attr-defined,unused-ignore]

    if not hasattr(inspect, "markcoroutinefunction"):
        return {}
    return {"markcoroutinefunction": markcoroutinefunction}


def _unless_ours(question: Any, answer: bool) -> Callable[[object], bool]:
    """Ask, but of what stands for a builtin: it is a function or a method of this package."""

    def ask(value: object) -> bool:
        made = getattr(value, "__func__", value) if type(value) in _WRAPPED else value
        if type(made) is types.FunctionType:
            module = made.__globals__.get("__name__")
            if type(module) is str and module.startswith("guardedflame."):
                return answer
        return bool(question(value))

    return ask


_WRAPPED = (types.MethodType, staticmethod)


def describing_members(kit: Kit) -> Members:
    """Return what ``_session`` has for our text of ``inspect``."""
    guards = kit.guards

    def own_special(cls: type, name: str) -> types.FunctionType | None:
        """Return a special method that is a function of the session's, or None."""
        if not issubclass(type(cls), type):
            return None
        for each in order_of(cls):
            found = dictionary_of(each).get(name)
            if type(found) in {classmethod, staticmethod}:
                found = found.__func__  # type: ignore[attr-defined]
            if found is not None:
                return found if guards.owns_function(found) else None  # type: ignore[return-value]
        return None

    def has_made_repr(value: object) -> bool:
        """Say if the object's repr is the one that ``dataclass`` made."""
        for each in order_of(type(value)):
            content = dictionary_of(each)
            if "__repr__" in content:
                # The session's own functions are those that a class body defines.
                shown = getattr(content.get("__dataclass_params__"), "repr", False)
                return bool(shown) and not guards.owns_function(content["__repr__"])
        return False

    def has_other_init(cls: type) -> bool:
        """Say if a class is made with arguments that only its library knows."""
        plain = (object.__init__, object.__new__)
        found = (
            dictionary_of(each).get(name)
            for each in order_of(cls)
            for name in ("__init__", "__new__")
        )
        # By identity: compared, what a client put there would be shown these.
        return any(each is not None and all(each is not one for one in plain) for each in found)

    def doc_of(value: object) -> object:
        """Return the text of an object, or of what it inherits from."""
        found = guards.attribute(value, "__doc__")
        if found is not None:
            return found
        if issubclass(type(value), type):
            for each in order_of(value)[1:-1]:  # type: ignore[arg-type]
                found = dictionary_of(each).get("__doc__")
                if isinstance(found, str):
                    return found
        for each in _classes_around(value):
            inherited = dictionary_of(each).get(value.__name__)  # type: ignore[attr-defined]
            found = getattr(inherited, "__doc__", None)
            if isinstance(found, str):
                return found
        return None

    def _classes_around(value: object) -> tuple[type, ...]:
        """Return the order in which a method of the session's is looked for."""
        if type(value) is types.MethodType and guards.owns_function(value.__func__):
            owner = value.__self__
            return order_of(owner if issubclass(type(owner), type) else type(owner))  # type: ignore[arg-type]
        if not guards.owns_function(value):
            return ()
        found: object = None
        space: Mapping[str, object] = value.__globals__  # type: ignore[attr-defined]
        for part in value.__qualname__.split(".")[:-1]:  # type: ignore[attr-defined]
            found = space.get(part)
            if not issubclass(type(found), type) or not guards.owns_class(found):  # type: ignore[arg-type]
                return ()
            space = dictionary_of(found)  # type: ignore[arg-type]
        return () if found is None else order_of(found)  # type: ignore[arg-type]

    return {
        "doc_of": doc_of,
        "has_made_repr": has_made_repr,
        "has_other_init": has_other_init,
        "is_function": guards.owns_function,
        "own_special": own_special,
        "owns": guards.owns,
        "predicates": predicates(),
        **_text_members(kit),
    }


def _text_members(kit: Kit) -> Members:
    guards, programs = kit.guards, kit.programs

    def function_of(value: object) -> types.FunctionType | None:
        if type(value) is types.MethodType:
            value = value.__func__
        if type(value) in {classmethod, staticmethod}:
            value = value.__func__  # type: ignore[attr-defined]
        seen: set[int] = set()
        while (
            guards.owns_function(value) and "__wrapped__" in vars(value) and id(value) not in seen
        ):
            seen.add(id(value))
            value = vars(value)["__wrapped__"]
        return value if guards.owns_function(value) else None  # type: ignore[return-value]

    def lines_of(value: object) -> tuple[list[str], int]:
        """Return the source lines of a function or class of the session's."""
        function = function_of(value)
        if function is not None:
            origin = programs.origin_of(function.__code__)
            if origin is not None:
                first = function.__code__.co_firstlineno
                lines = origin.source.splitlines(keepends=True)
                return inspect.getblock(lines[first - 1 :]), first
        elif issubclass(type(value), type) and guards.owns_class(value):  # type: ignore[arg-type]
            found = _class_lines(value, function_of, programs.origin_of)  # type: ignore[arg-type]
            if found is not None:
                return found
        elif not callable(value):
            raise TypeError(f"module, class, method, or function was expected, got {value!r}")
        raise OSError("could not get source code")

    def evaluated_annotations(
        value: object,
        global_names: Mapping[str, object] | None,
        local_names: Mapping[str, object] | None,
    ) -> object:
        """Return annotations with text evaluated as the session's source."""
        hints = typing_hint_members(kit)["get_type_hints"]
        assert callable(hints)
        found = hints(value, global_names, local_names, True)
        own = guards.get(value, "__annotations__", {})
        return {name: hint for name, hint in found.items() if name in own}  # type: ignore[operator]

    return {"evaluated_annotations": evaluated_annotations, "lines_of": lines_of}


def _class_lines(
    cls: type,
    function_of: Callable[[object], types.FunctionType | None],
    origin_of: Callable[[types.CodeType], Origin | None],
) -> tuple[list[str], int] | None:
    """Find a class's text by a function in its body."""
    path = type.__dict__["__qualname__"].__get__(cls).replace(".<locals>", "").split(".")
    for content in dictionary_of(cls).values():
        function = function_of(content)
        origin = None if function is None else origin_of(function.__code__)
        if origin is None:
            continue
        node: ast.AST = ast.parse(origin.source)
        for name in path:
            node = next(
                (
                    each
                    for each in ast.walk(node)
                    if isinstance(each, ast.ClassDef | ast.FunctionDef) and each.name == name
                ),
                node,
            )
        if isinstance(node, ast.ClassDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            lines = origin.source.splitlines(keepends=True)
            return lines[first - 1 : node.end_lineno], first
    return None
