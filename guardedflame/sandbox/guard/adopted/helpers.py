"""What our own adopted texts may ask of the session: the module ``_session``, which clients lack.

Invariant: each helper does what a client could do, or tells about the client's own frames and text.
"""

from __future__ import annotations

import abc
import ast
import collections
import functools
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any, NoReturn  # Any: a staticmethod or classmethod, whatever is in it

from guardedflame.errors import CallRefused
from guardedflame.sandbox.guard.adopted.describing import describing_members
from guardedflame.sandbox.guard.compiler import place
from guardedflame.sandbox.guard.exact_text import exact_bytes
from guardedflame.sandbox.guard.filenames import inner_name, shown_name
from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.library_classes import as_real as _real
from guardedflame.sandbox.guard.replacements import update_wrapper

_nearest: Callable[[type, Mapping[type, type]], type | None] = vars(functools)["_find_impl"]
_count_elements: object = vars(collections)["_count_elements"]


def session_members(kit: Kit) -> Members:
    """Return the names of ``_session``."""
    guards = kit.guards

    def caller(level: int) -> tuple[str, int, str, str]:
        """Return file, line, function and module of the client's ``level``-th frame, from 1.

        Frames of the server and of adopted text do not count; beyond the outermost it is ``sys``.
        """
        frame = sys._getframe(1)  # noqa: SLF001  (there is no other way to the caller)
        found = frame.f_back
        while found is not None:
            if guards.is_client(found):
                level -= 1
                if level < 1:
                    code = found.f_code
                    module = found.f_globals.get("__name__")
                    return (
                        shown_name(code.co_filename),
                        found.f_lineno,
                        code.co_name,
                        module if type(module) is str else "<unknown>",
                    )
            found = found.f_back
        return "sys", 0, "<unknown>", "sys"

    def line(filename: str, number: int) -> str:
        """Return a line of the client's text, or nothing."""
        return kit.programs.line_of(filename, number)

    def refuse(what: str, hint: str) -> NoReturn:
        """Refuse a call."""
        raise CallRefused(what, rule="guarded language: library", hint=hint)

    def redirect(name: str, target: object) -> object:
        """Send an output of the session elsewhere; return where it went."""
        return kit.outputs.redirect(name, target)

    def parse_tree(
        source: str | bytes,
        filename: str = "<unknown>",
        mode: str = "exec",
        *,
        type_comments: bool = False,
        feature_version: object = None,
        optimize: int = -1,
    ) -> ast.AST:
        """Parse text into a tree."""
        del feature_version, optimize
        if isinstance(source, str):
            source = str.__str__(source)
        elif isinstance(source, bytes):
            source = exact_bytes(source)
        else:
            raise TypeError("a tree is made of text")
        name = str.__str__(str(filename))
        inner = inner_name(name)  # CPython quotes the file of the name that it is told
        try:
            return ast.parse(source, inner, str.__str__(mode), type_comments=bool(type_comments))
        except SyntaxError as error:
            text = source if isinstance(source, str) else source.decode("utf-8", "replace")
            place(error, text, name)
            raise

    def put_into(module: str, cls: type) -> None:
        """Have a class of the session show the module that CPython's is in."""
        if not issubclass(type(cls), type) or not guards.owns_class(cls):
            raise TypeError("a class of the session was expected")
        type.__setattr__(cls, "__module__", str.__str__(module))

    return {
        **describing_members(kit),
        **_binding_members(kit),
        "caller": caller,
        "count_elements": _count_elements,
        "get_cache_token": abc.get_cache_token,
        "line": line,
        "refuse": refuse,
        "put_into": put_into,
        "redirect": redirect,
        "parse_tree": parse_tree,
        "partial": functools.partial,
        "update_wrapper": update_wrapper(guards),
    }


def _binding_members(kit: Kit) -> Members:
    """Return what our text of ``functools`` and ``weakref`` asks about methods and descriptors."""
    guards = kit.guards

    def method_parts(method: object) -> tuple[object, object]:
        """Return object and function of a method of the session's."""
        if type(method) is types.MethodType and guards.owns_function(method.__func__):
            return method.__self__, method.__func__
        raise TypeError(f"argument should be a bound method, not {type(method)}")

    def bind(function: object, owner: object) -> types.MethodType:
        """Return a function of the session's as a method of an object."""
        if not guards.owns_function(function):
            raise TypeError("only functions of the session are bound")
        assert callable(function)
        return types.MethodType(function, owner)

    def bound(function: Any, owner: object) -> object:
        if guards.owns_function(function):
            return types.MethodType(function, owner)
        return functools.partial(function, owner)

    def is_descriptor(value: object) -> bool:
        """Say if ``bind_descriptor`` binds it."""
        if type(value) in {classmethod, staticmethod}:
            return True
        return guards.owns_function(value) or (
            guards.owns_instance(value) and guards.has(value, "__get__")
        )

    def bind_descriptor(value: Any, owner: object, cls: type | None = None) -> object:
        """Return what reading an attribute with this value gives."""
        if type(value) is staticmethod:
            return value.__func__
        if type(value) is classmethod:
            # Whoever calls a descriptor by name says what it is bound to.
            return bound(value.__func__, guards.type_of(owner) if cls is None else cls)
        if guards.owns_function(value):
            return value if owner is None else bound(value, owner)
        if is_descriptor(value):
            return guards.get(value, "__get__")(owner, cls)  # type: ignore[operator]
        return value

    def find_implementation(cls: type, registry: Mapping[type, object]) -> object:
        """Return the value of the registered class that fits best, as singledispatch does."""
        classes = list(registry)
        if not all(issubclass(type(each), type) for each in (cls, *classes)):
            # The library would take an object with __bases__ for one, and compare it with those
            # that it finds on its way.
            raise TypeError("singledispatch chooses by classes")
        known = {_real(each): each for each in classes}
        found = _nearest(_real(cls), known)
        return None if found is None else registry[found]

    return {
        "bind": bind,
        "bind_descriptor": bind_descriptor,
        "find_implementation": find_implementation,
        "is_descriptor": is_descriptor,
        "method_parts": method_parts,
    }
