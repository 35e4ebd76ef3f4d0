"""No facade of the catalogue reaches the interpreter by names that the language can read."""

from __future__ import annotations

import builtins
import io
import types
from collections import Counter

import pytest

from guardedflame.errors import ImportRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language
from guardedflame.sandbox.guard.library_classes import lends_nothing, make_opaque

DEPTH = 4
OPAQUE = make_opaque(Counter, {})
#: Made for each session.
OWN = {"sys.argv"}
SKIPPED_CALLS = {"sleep", "exit", "pp", "reveal_type"}
INTERNALS = (types.ModuleType, types.FrameType, types.CodeType, types.TracebackType, io.FileIO)
FORBIDDEN = (builtins.eval, builtins.exec, builtins.open, builtins.__dict__, builtins.type)


def _guards(language: GuardedLanguage) -> Guards:
    return language._importer._guards


class _Walk:
    def __init__(self, guards: Guards) -> None:
        self.guards = guards
        self.seen: dict[int, int] = {}
        self.kept: list[object] = []
        self.found: list[str] = []
        self.shared: list[object] = []

    def visit(self, value: object, path: str, depth: int) -> None:
        if self.seen.get(id(value), -1) >= depth:
            return
        self.seen[id(value)] = depth
        self.kept.append(value)
        if isinstance(value, INTERNALS) or any(value is each for each in FORBIDDEN):
            self.found.append(path)
        if isinstance(value, type) and not (
            lends_nothing(value)
            or isinstance(value, type(OPAQUE))
            or value is self.guards._stand_in
        ):
            self.found.append(f"{path} (a class of the library that believes any self)")
        if type(value) is types.MappingProxyType and "()" not in path:
            self.shared.append(value)
        if type(value) in {dict, list, set} and "()" not in path and path not in OWN:
            self.found.append(f"{path} (shared and mutable)")
        if depth == 0:
            return
        for name in dir(value):
            if name in dir(object) or name in names.SPECIAL_METHODS | names.PLAIN_DUNDERS:
                continue
            if name in {"__annotations__", "__members__", "__dataclass_fields__", "__dict__"}:
                continue  # the guard answers with a copy
            try:
                member = self.guards.attribute(value, name)
            except Exception:  # refused, or not there
                continue
            self.visit(member, f"{path}.{name}", depth - 1)
        self.visit(self.guards.type_of(value), f"type({path})", depth - 1)
        if isinstance(value, tuple | list):
            for index, each in enumerate(value[:50]):
                self.visit(each, f"{path}[{index}]", depth - 1)
        if callable(value) and depth > 1 and path.rpartition(".")[2] not in SKIPPED_CALLS:
            try:
                result = value()
            except (Exception, SystemExit):
                return
            self.visit(result, f"{path}()", depth - 1)


def test_no_facade_reaches_the_interpreter_or_shared_state() -> None:
    """Modules, frames, code, files, eval, exec, open, type; dicts, lists and sets of a library."""
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    walk = _Walk(_guards(language))
    for module in CATALOGUE:
        walk.visit(language.module(module), module, DEPTH)
    assert walk.found == []
    assert walk.shared == []
    assert len(walk.seen) > 5_000


def test_left_out_names_are_refused_even_when_listed() -> None:
    """A policy cannot list what an entry says is dangerous."""
    for module, entry in CATALOGUE.items():
        assert not set(entry.names) & set(entry.left_out)
        for name in entry.left_out:
            language = guarded_language(modules={module: [name]})
            with pytest.raises(ImportRefused, match=name):
                language.module(module)
