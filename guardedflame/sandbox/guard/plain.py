"""``language: python``: CPython as it is, for profiles that rest on the kernel wall alone.

Invariant: nothing here protects anything; the policy admits it behind ``isolation: full`` only.
"""

from __future__ import annotations

import builtins
import importlib
import inspect
import sys
import types

from guardedflame import limits
from guardedflame.errors import CallRefused, ImportRefused
from guardedflame.sandbox.guard.compiler import Programs, compile_plain


class PlainLanguage:
    """Plain eval and exec over one namespace; see ``language.Language``."""

    def __init__(self) -> None:
        # The session's own __main__, so that classes find their globals as they expect.
        self.namespace: dict[str, object] = {
            "__name__": "__main__",
            "__doc__": None,
            "__builtins__": builtins,
        }
        self.programs = Programs(limits.FRAME)
        self.rule = ""
        self._sources: dict[str, str] = {}

    def owns(self, value: object) -> bool:
        """Say that every object is the session's: nothing is kept from it."""
        del value
        return True

    def importable(self, name: str) -> bool:
        """Say that every module can be imported, if it is there."""
        del name
        return True

    def evaluate(self, source: str) -> object:
        """Return the value of an expression."""
        code = self.programs.expressions.get(source)
        if code is None:
            code = self.programs.expression(source, compile_plain)
        return eval(code, self.namespace)  # noqa: S307

    def execute(self, source: str, filename: str = "<execute>") -> None:
        """Run source in the session's namespace."""
        exec(self.programs.program(source, filename, compile_plain), self.namespace)  # noqa: S102

    def console_line(self, source: str, filename: str = "<console>") -> types.CodeType | None:
        """Compile interactive input; None if more lines are needed."""
        return self.programs.line(source, filename, compile_plain)

    def run_code(self, code: types.CodeType) -> None:
        """Run what ``console_line`` returned."""
        exec(code, self.namespace)  # noqa: S102

    def module(self, name: str) -> object:
        """Return a module; raises ImportRefused."""
        try:
            return importlib.import_module(name)
        except ImportError as error:
            raise ImportRefused(
                str(error), rule="language: python", hint="ask the operator to install it"
            ) from None

    def member(self, module: str, name: str) -> object:
        """Return one name of a module; raises CallRefused."""
        try:
            return getattr(self.module(module), name)
        except AttributeError:
            raise CallRefused(
                f"the module {module!r} has no {name!r}",
                rule="language: python",
                hint="dir() of the module says what it has",
            ) from None

    def describe(self, name: str) -> tuple[list[str], list[str]]:
        """Return the public names of a module's callables and of its constants."""
        found = self.module(name)
        members = {key: getattr(found, key, None) for key in dir(found) if key[:1] != "_"}
        functions = sorted(key for key, value in members.items() if callable(value))
        constants = [
            key
            for key, value in sorted(members.items())
            if key not in functions and not isinstance(value, types.ModuleType)
        ]
        return functions, constants

    def builtin(self, name: str) -> object:
        """Return a builtin; raises CallRefused."""
        if not hasattr(builtins, name):
            raise CallRefused(
                f"there is no builtin {name!r}",
                rule="language: python",
                hint="ask dir(builtins) what there is",
            )
        return getattr(builtins, name)

    def define_module(self, name: str, source: str) -> None:
        """Make a module of the source and put it in ``sys.modules``."""
        module = types.ModuleType(name)
        code = self.programs.program(source, f"<{name}>", compile_plain)
        before = sys.modules.get(name)
        sys.modules[name] = module
        try:
            exec(code, module.__dict__)  # noqa: S102
        except BaseException:
            if before is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = before
            raise
        self._sources[name] = source
        parent, _, last = name.rpartition(".")
        if parent:
            if parent not in sys.modules:
                package = types.ModuleType(parent)
                package.__path__ = []
                sys.modules[parent] = package
            setattr(sys.modules[parent], last, module)

    def module_source(self, name: str) -> str:
        """Return the source of a module; raises CallRefused."""
        if name in self._sources:
            return self._sources[name]
        try:
            return inspect.getsource(importlib.import_module(name))
        except (ImportError, OSError, TypeError):
            raise CallRefused(
                f"there is no source of {name!r}",
                rule="language: python",
                hint="only modules written in Python have one",
            ) from None
