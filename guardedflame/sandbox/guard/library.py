"""The session's versions of the library: replaced names, and modules whose text is adopted.

Invariant: all that is here was made for one session, when it was first asked for, and is whole or
being made; what adopted code imports is a facade with the catalogue's names, or another adopted
module.
"""

from __future__ import annotations

import importlib
import types
from collections.abc import Iterable
from typing import Any  # a function of ours, to name it

from guardedflame.errors import ImportRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.adopted.compiling import codes
from guardedflame.sandbox.guard.adopted.support import ALIASES, PRIVATE, SUPPORT
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.catalogue.entry import Entry
from guardedflame.sandbox.guard.catalogue.libraries import ENTRIES
from guardedflame.sandbox.guard.compiler import Programs
from guardedflame.sandbox.guard.facade import (
    Facade,
    SessionModule,
    Writer,
    make_facade,
    make_session_module,
    members_of,
)
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.imports import Imports
from guardedflame.sandbox.guard.journal import Journal
from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.replacements import replacements
from guardedflame.sandbox.guard.streams import Outputs

#: Builtins that a profile grants or denies for what they reach: adopted code has no more of them
#: than the client. Of the harmless ones it has all, or it would not run. Modules that it imports by
#: a statement are its own; one that it looks up by a text is a client's wish.
_POWERS = (
    "open",
    "input",
    "eval",
    "exec",
    "compile",
    "breakpoint",
    "help",
    "globals",
    names.IMPORT,
)


class Library:
    """The library as one session has it.

    Args:
        guards: the session's.
        table: the session's builtins, all that the language has; adopted code gets a copy.
        outputs: where the session's output goes.
        programs: the session's programs, for the lines in tracebacks.
        namespace: the globals of ``__main__``.
    """

    def __init__(
        self,
        guards: Guards,
        table: Members,
        outputs: Outputs,
        programs: Programs,
        namespace: Members,
    ) -> None:
        self.guards = guards
        self.journal = Journal()
        main = make_session_module(namespace)
        imports = _LibraryImports(self)
        self.table: Members = {**table, "__import__": imports, names.IMPORT: imports.by_name}
        self.table["locals"] = guards.namespaces.locals_of_adopted
        guards.namespaces.admit(self.table)
        self._kit = Kit(guards, outputs, programs, table, namespace, self.namespace, main)
        self._instead: dict[str, Members] = {}
        self._namespaces: dict[str, Members] = {}
        self._running: set[str] = set()
        self.main = main
        self._modules: dict[str, SessionModule] = {"__main__": main}
        self._facades: dict[str, Facade] = {}

    def take_powers(self, table: Members) -> None:
        """Give adopted code the client's own of those builtins that reach beyond the language."""
        self.table.update({name: table[name] for name in _POWERS if name in table})

    def instead(self, module: str) -> Members:
        """Return what stands in a module's facade instead of the module's own names."""
        found = self._instead.get(module)
        return self.journal.whole(self._make_instead, module) if found is None else found

    def _make_instead(self, module: str) -> Members:
        if module in self._running:
            # Its names would be the interpreter's own for who asks now.
            raise ImportError(f"the module {module!r} asks for itself")
        found: Members = {}
        entry = CATALOGUE.get(module)
        if entry is not None and entry.adopted is not None:
            namespace = self.namespace(module)
            found.update(
                {
                    name: value
                    for name, value in namespace.items()
                    if name in entry.names
                    or (
                        name[:1] != "_"
                        and entry.adopted.whole
                        and not isinstance(value, Facade | SessionModule)
                    )
                }
            )
        found.update(
            {
                name: _called(module, name, value)
                for name, value in replacements(module, self._kit).items()
            }
        )
        found.update(self.guards.members(module))
        self.journal.put(self._instead, module, found)
        return found

    def namespace(self, module: str) -> Members:
        """Return the globals of an adopted module, which runs when it is first asked for."""
        found = self._namespaces.get(module)
        return self.journal.whole(self._run, module) if found is None else found

    def _run(self, module: str) -> Members:
        entry = SUPPORT.get(module) or CATALOGUE[module]
        assert entry.adopted is not None
        found: Members = {"__name__": module, "__doc__": None, "__builtins__": self.table}
        self.journal.put(self._namespaces, module, found)
        self._running.add(module)
        try:
            for code, judged in codes(module, entry.adopted, self.guards.vocabulary):
                self.guards.prepare(judged)
                exec(code, found)  # noqa: S102
        finally:
            self._running.discard(module)
        return found

    def module(self, name: str) -> Facade | SessionModule:
        """Return what adopted code gets for an import."""
        name = ALIASES.get(name, name)
        if name in self._modules:
            return self._modules[name]
        entry = SUPPORT.get(name) or CATALOGUE.get(name)
        if (
            entry is not None
            and entry.adopted is not None
            and (name in SUPPORT or entry.adopted.whole)
        ):
            return self.journal.whole(self._make_module, name)
        return self.facade(name)

    def _make_module(self, name: str) -> SessionModule:
        made = make_session_module(self.namespace(name))
        self.journal.put(self._modules, name, made)
        parent, _, last = name.rpartition(".")
        if parent in self._namespaces:  # as the import of a submodule does
            self.journal.put(self._namespaces[parent], last, made)
        return made

    def facade(self, name: str) -> Facade:
        """Return the facade of a module of the catalogue, with all of its names."""
        found = self._facades.get(name)
        return self.journal.whole(self._make_facade, name) if found is None else found

    def _make_facade(self, name: str) -> Facade:
        found = make_facade({})
        self.journal.put(self._facades, name, found)  # what it is made of may ask for it
        members = members_of(found)
        members.update(self._private(name))
        entry = CATALOGUE.get(name)
        if entry is not None:
            members.update(self.members(entry, entry.names))
            for each in entry.submodules:
                members[each.rpartition(".")[2]] = self.facade(each)
            self.tie(entry, found)
        below = {
            each[len(name) + 1 :].partition(".")[0]
            for each in (*CATALOGUE, *PRIVATE)
            if each.startswith(name + ".") and (each in PRIVATE or not CATALOGUE[each].why)
        }
        if not members and not below:
            raise ImportError(f"No module named {name!r}", name=name)
        if entry is None:
            members.update({each: self.module(f"{name}.{each}") for each in below})
        return found

    def tie(self, entry: Entry, facade: Facade) -> None:
        """Let those names of a module that may be set be set through its facade."""
        if not entry.settable:
            return
        members = members_of(facade)
        outputs = self._kit.outputs
        names = frozenset(entry.settable)
        if entry.module == "sys":
            self.journal.put(outputs.shown, facade, members)

            def put(name: str, value: object) -> None:
                if name == "argv":
                    members[name] = value
                else:
                    outputs.redirect(name, value)
        else:
            namespace = self.namespace(entry.module)

            def put(name: str, value: object) -> None:
                namespace[name] = members[name] = value

        self.journal.put(self.guards.writers, facade, Writer(entry.module, names, put))

    def _private(self, name: str) -> Members:
        made = PRIVATE[name](self._kit) if name in PRIVATE else {}
        return {each: _called(name, each, value) for each, value in made.items()}

    def members(self, entry: Entry, wanted: Iterable[str]) -> Members:
        """Return names of a reviewed module; those this CPython does not have are left out."""
        instead = self.instead(entry.module)
        members: Members = {}
        real: types.ModuleType | None = None
        for each in wanted:
            if each in instead:
                members[each] = instead[each]
                continue
            if entry.adopted is not None and (entry.adopted.whole or each in entry.adopted.take):
                continue  # another CPython's text has it
            if real is None:
                real = self.real(entry.module)
            value = getattr(real, each, self)
            if value is not self:
                members[each] = self.lent(value)
        return members

    def real(self, name: str) -> types.ModuleType:
        """Return the interpreter's module, raise ImportRefused."""
        entry = ENTRIES.get(name)
        try:
            return importlib.import_module((entry and entry.real) or name)
        except ImportError:
            install = "" if entry is None else "pip install guardedflame[science], or "
            raise ImportRefused(
                f"the server has no module {name!r}",
                rule="guarded language: imports",
                hint=f"{install}take it out of the policy",
            ) from None

    def lent(self, value: object) -> object:
        """Return a value of a module as the client may hold it."""
        if issubclass(type(value), type):
            return self.guards.lend(value, makes=True)  # type: ignore[arg-type]
        return value


def _called(module: str, name: str, value: object) -> object:
    """Give a function that was made for this session the name that the library has for it."""
    function: Any = value.__func__ if type(value) is staticmethod else value
    if (
        type(function) is types.FunctionType
        and function.__module__.startswith("guardedflame.")
        and "<locals>" in function.__code__.co_qualname
    ):
        parts: set[Any] = {function, value}
        for each in parts:
            each.__module__ = module
            each.__name__ = each.__qualname__ = name
    return value


class _LibraryImports(Imports):
    """``__import__`` of adopted code."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, name: str) -> Facade | SessionModule:
        """Return an adopted module or a facade."""
        return self._library.module(name)

    def bind(self, members: dict[str, object], name: str, value: object) -> None:
        """Set a name of a module; forget it if the running making is broken off."""
        self._library.journal.put(members, name, value)

    def own_import(self, name: str) -> bool:
        """Say if C code of a listed library may import this module."""
        return self._library.guards.own_import(name)

    def is_package(self, name: str) -> bool | None:
        """Say if an adopted module has others below it."""
        return any(each.startswith(name + ".") for each in (*SUPPORT, *CATALOGUE))

    def missing(self, name: str, each: str, found: Facade | SessionModule) -> object:
        """Return a module of a package, raise ImportError."""
        del found
        dotted = f"{name}.{each}"
        if dotted not in SUPPORT and dotted not in CATALOGUE:
            raise ImportError(f"cannot import name {each!r} from {name!r}")
        return self._library.module(dotted)
