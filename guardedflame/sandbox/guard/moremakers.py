"""Session versions of a few names each: codecs, copy, enum, gc, importlib, tomllib.

Invariant: what changes the process or hands out the library's own classes is not among them.
"""

from __future__ import annotations

import codecs
import enum
import gc
import hashlib
import html.entities
import keyword
import operator
import tomllib
import types
from collections.abc import Callable
from typing import Any  # codecs are called as the client calls them

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.copying import make_copy
from guardedflame.sandbox.guard.dataclass import dataclass_members
from guardedflame.sandbox.guard.enums import ENUMS
from guardedflame.sandbox.guard.exact_text import believes_states, exact_bytes
from guardedflame.sandbox.guard.imports import Imports
from guardedflame.sandbox.guard.kit import Kit, Members

_RULE = "guarded language: library"


class _Decoder:
    """An incremental decoder that goes back to states it was in, and to no others."""

    __slots__ = ("_real", "_states")
    __module__ = "codecs"

    def __init_subclass__(cls) -> None:
        raise TypeError("a decoder cannot be a base class")

    def __init__(self, real: Any) -> None:
        self._real = real
        self._states: set[int] = set()

    def decode(self, input: Any, final: bool = False) -> str:
        """Decode what came."""
        found: str = self._real.decode(input, bool(final))
        return found

    def reset(self) -> None:
        """Begin anew."""
        self._real.reset()

    def getstate(self) -> tuple[bytes, int]:
        """Return what is not decoded yet, and a number for the state."""
        pending, state = self._real.getstate()
        self._states.add(state)
        return pending, state

    def setstate(self, state: tuple[bytes, int], /) -> None:
        """Go back to a state of this decoder's."""
        pending, number = state
        number = operator.index(number) + 0
        if number not in self._states:
            raise ValueError("that is no state of this decoder")
        self._real.setstate((exact_bytes(pending), number))


def codecs_members(_kit: Kit) -> Members:
    """Return the session's version of codecs."""

    def made(lookup: Callable[[str], Any]) -> Callable[[str], Callable[..., object]]:
        def get(encoding: str) -> Callable[..., object]:
            """Return what makes an incremental coder."""
            name = str.__str__(str(encoding))
            maker = lookup(name)
            if hasattr(maker, "decode") and believes_states(name):
                return lambda errors="strict": _Decoder(maker(errors))
            return lambda errors="strict": maker(errors)

        return get

    def function(lookup: Callable[[str], Any]) -> Callable[[str], Callable[..., object]]:
        def get(encoding: str) -> Callable[..., object]:
            """Return a function that codes in one go."""
            found = lookup(str(encoding))
            return lambda data, errors="strict": found(data, errors)

        return get

    def lookup(encoding: str) -> types.SimpleNamespace:
        """Return what is known of an encoding: its name, and functions that code."""
        found = codecs.lookup(str(encoding))
        return types.SimpleNamespace(
            name=found.name,
            decode=function(codecs.getdecoder)(encoding),
            encode=function(codecs.getencoder)(encoding),
            incrementaldecoder=made(codecs.getincrementaldecoder)(encoding),
            incrementalencoder=made(codecs.getincrementalencoder)(encoding),
        )

    return {
        "lookup": lookup,
        "getdecoder": function(codecs.getdecoder),
        "getencoder": function(codecs.getencoder),
        "getincrementaldecoder": made(codecs.getincrementaldecoder),
        "getincrementalencoder": made(codecs.getincrementalencoder),
    }


def copy_members(kit: Kit) -> Members:
    """Return the session's version of copy."""
    guards = kit.guards
    fields: Any = dataclass_members(guards)["replace"]

    def replace(obj: Any, /, **changes: Any) -> Any:
        """Return a copy with some attributes changed."""
        cls = type(obj)
        for each in order_of(cls):
            content = dictionary_of(each)
            if "__replace__" in content and (guards.owns_class(each) or each.__module__ != "enum"):
                if guards.owns_instance(obj) and "__dataclass_fields__" in content:
                    return fields(obj, **changes)
                method = guards.attribute(obj, "__replace__")
                assert callable(method)
                return method(**changes)
        raise TypeError(f"replace() does not support {cls.__name__} objects")

    return {**make_copy(guards), "replace": replace}


def enum_members(kit: Kit) -> Members:
    """Return the session's version of enum."""
    guards = kit.guards

    def own(cls: Any) -> Any:
        if not issubclass(type(cls), type) or not guards.owns_class(cls):
            raise GuardRefused(
                "only enums of the session are decorated with this",
                rule=_RULE,
                hint="decorate an enum that this program defines",
            )
        return cls

    def unique(cls: Any) -> Any:
        """Refuse aliases."""
        return enum.unique(own(cls))

    def verify(*checks: enum.EnumCheck) -> Callable[[Any], Any]:
        """Check the values of an enum."""
        return lambda cls: enum.verify(*checks)(own(cls))

    return {"auto": lambda: enum.auto(), "unique": unique, "verify": verify, **ENUMS}  # noqa: PLW0108


def gc_members(_kit: Kit) -> Members:
    """Return the session's version of gc."""
    return {
        "collect": lambda _generation=2: gc.collect(),
        "disable": lambda: None,
        "enable": lambda: None,
        "isenabled": lambda: True,
    }


def importlib_members(kit: Kit) -> Members:
    """Return the session's version of importlib."""

    def import_module(name: str, package: str | None = None) -> object:
        """Import a module that the import statement could import."""
        importer = kit.table["__import__"]
        assert isinstance(importer, Imports)
        text = str.__str__(name)
        level = len(text) - len(text.lstrip("."))
        if not level:
            return importer.find(text)
        if not isinstance(package, str):
            raise TypeError(
                f"the 'package' argument is required to perform a relative import for {text!r}"
            )
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        return importer.find(".".join([*parts[: len(parts) - level + 1], text[level:]]))

    return {"import_module": import_module}


def hashlib_members(_kit: Kit) -> Members:
    """Return the session's version of hashlib: copies of its sets."""
    names = ("algorithms_available", "algorithms_guaranteed")
    return {name: set(getattr(hashlib, name)) for name in names}


def keyword_members(_kit: Kit) -> Members:
    """Return the session's version of keyword: copies of its lists."""
    return {"kwlist": list(keyword.kwlist), "softkwlist": list(keyword.softkwlist)}


def html_entities_members(_kit: Kit) -> Members:
    """Return the session's version of html.entities: copies of its tables."""
    names = ("codepoint2name", "entitydefs", "html5", "name2codepoint")
    return {name: dict(getattr(html.entities, name)) for name in names}


def tomllib_members(_kit: Kit) -> Members:
    """Return the session's version of tomllib."""

    def loads(s: str, /, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
        """Read TOML text."""
        if not isinstance(s, str):
            raise TypeError(f"Expected str object, not '{type(s).__qualname__}'")
        return tomllib.loads(str.__str__(s), parse_float=parse_float)

    def load(fp: Any, /, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
        """Read TOML from a binary file."""
        content = fp.read()
        if not isinstance(content, bytes):
            raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`")
        return loads(exact_bytes(content).decode(), parse_float=parse_float)

    return {"load": load, "loads": loads}
