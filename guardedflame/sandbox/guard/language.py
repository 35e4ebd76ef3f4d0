"""A session's language: one namespace, and the ways in that the operations use.

Invariant: in the guarded language nothing is compiled but what the transformer accepted, and
nothing runs but with the session's closed builtins. All state hangs on the language object.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from types import CodeType
from typing import Protocol

from guardedflame import limits
from guardedflame.errors import CallRefused
from guardedflame.sandbox.guard import bare, names, unicode_errors
from guardedflame.sandbox.guard.builtin_table import Builtins, deny, fill_table, make_type
from guardedflame.sandbox.guard.compiler import Mode, Programs, compile_guarded, judge
from guardedflame.sandbox.guard.dynamic import Dynamic
from guardedflame.sandbox.guard.facade import make_session_module
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.importer import Importer, Names
from guardedflame.sandbox.guard.libraries.loading import library_guards
from guardedflame.sandbox.guard.library import Library
from guardedflame.sandbox.guard.plain import PlainLanguage
from guardedflame.sandbox.guard.refusals import Refusal
from guardedflame.sandbox.guard.services import Services
from guardedflame.sandbox.guard.streams import Outputs, make_print
from guardedflame.sandbox.guard.traces import client_traceback

__all__ = ["Language", "client_traceback", "guarded_language", "plain_language"]


class Language(Protocol):
    """What the worker needs of a language."""

    namespace: dict[str, object]
    programs: Programs
    rule: str
    """The policy line that chose the language."""

    def owns(self, value: object) -> bool:
        """Say if the object is the session's: its class or function was defined here."""

    def importable(self, name: str) -> bool:
        """Say if ``import name`` works here."""

    def evaluate(self, source: str) -> object:
        """Return the value of an expression."""

    def execute(self, source: str, filename: str = "<execute>") -> None:
        """Run a file's worth of source in the session's namespace."""

    def console_line(self, source: str, filename: str = "<console>") -> CodeType | None:
        """Compile interactive input; None if more lines are needed."""

    def run_code(self, code: CodeType) -> None:
        """Run what ``console_line`` returned."""

    def module(self, name: str) -> object:
        """Return a module (a facade, in the guarded language); raises ImportRefused."""

    def member(self, module: str, name: str) -> object:
        """Return one public name of a module; raises CallRefused."""

    def describe(self, name: str) -> tuple[list[str], list[str]]:
        """Return the names of a module's callables and of its constants."""

    def builtin(self, name: str) -> object:
        """Return a builtin; raises CallRefused."""

    def define_module(self, name: str, source: str) -> None:
        """Make a module of the client's source, importable under ``name``."""

    def module_source(self, name: str) -> str:
        """Return the source of a module of this session; raises CallRefused."""


class GuardedLanguage:
    """The guarded language; see ``guarded_language``."""

    def __init__(
        self,
        modules: Mapping[str, Names],
        builtins: Builtins,
        rule: Callable[[str, str], str],
        source_limit: int,
        services: Services,
    ) -> None:
        self._rule = rule
        self.rule = rule("language", "")
        self._table: dict[str, object] = {}
        self._sources: dict[str, str] = {}
        self.programs = Programs(source_limit)
        services.traces = self._trace
        stand_in, tie = make_type()
        guards = library_guards(modules, self._table, stand_in, services) or Guards(
            self._table, stand_in, services
        )
        tie(guards)
        self.owns = guards.owns
        self._guards = guards
        self.namespace = self._fresh_namespace("__main__")
        fill_table(self._table, guards, stand_in)
        self._table.update(guards.builtins())
        self._table[names.DISPLAY] = self._display
        outputs = Outputs()
        self._table["print"] = make_print(outputs)
        library = Library(guards, self._table, outputs, self.programs, self.namespace)
        self._importer = Importer(modules, library, rule)
        self._table["__import__"] = self._importer
        self.importable = self._importer.lists
        self._table[names.IMPORT] = self._importer.by_name
        dynamic = Dynamic(guards.namespaces, self.programs, self._compile)
        for name, function in dynamic.builtins().items():
            if name in builtins.also:
                self._table[name] = function
        deny(self._table, builtins, rule)
        library.take_powers(self._table)

    @property
    def importer(self) -> Importer:
        """What answers import statements; for who has to say what they would get."""
        return self._importer

    @property
    def builtins(self) -> Mapping[str, object]:
        """The table behind every name that no source binds; for the same."""
        return self._table

    def _trace(self, error: BaseException) -> list[str]:
        return client_traceback(error, self)

    def _compile(self, source: str, filename: str, mode: Mode) -> CodeType:
        return compile_guarded(source, filename, mode, self._guards)

    def judge(self, source: str, filename: str) -> list[Refusal]:
        """Return what the language refuses in statements; raises SyntaxError."""
        judged = judge(source, filename, "exec", self._guards)
        return [] if isinstance(judged, CodeType) else judged

    def _fresh_namespace(self, name: str) -> dict[str, object]:
        return {"__name__": name, "__doc__": None, "__builtins__": self._table}

    def _display(self, value: object) -> None:
        if value is not None:
            self.namespace["_"] = value
            show = self._table["print"]
            assert callable(show)
            show(repr(value))

    def evaluate(self, source: str) -> object:
        """Return the value of an expression; raises CodeRefused, SyntaxError or its own error."""
        code = self.programs.expressions.get(source)
        if code is None:
            code = self.programs.expression(source, self._compile)
        try:
            return eval(code, self.namespace)  # noqa: S307
        except AttributeError as error:
            better = self._better(error)
            if better is None:
                raise
        # Out of the handler, so that what was handled does not stand before it in the chain.
        try:
            raise better
        finally:
            del better  # or the frame would keep it, and it the frame

    def execute(self, source: str, filename: str = "<execute>") -> None:
        """Run source in the session's namespace; raises CodeRefused, SyntaxError or its own."""
        self.run_code(self.programs.program(source, filename, self._compile))

    def console_line(self, source: str, filename: str = "<console>") -> CodeType | None:
        """Compile interactive input; None if more lines are needed."""
        return self.programs.line(source, filename, self._compile)

    def run_code(self, code: CodeType) -> None:
        """Run what ``console_line`` returned."""
        self._run(code, self.namespace)

    def _run(self, code: CodeType, namespace: dict[str, object]) -> None:
        try:
            exec(code, namespace)  # noqa: S102
        except AttributeError as error:
            better = self._better(error)
            if better is None:
                raise
        else:
            return
        try:
            raise better
        finally:
            del better  # as above

    def _better(self, error: AttributeError) -> AttributeError | None:
        """Return what says better what an AttributeError is about that leaves the session."""
        better = self._importer.explain(error)
        if better is None:
            return None
        better.__traceback__ = error.__traceback__
        better.__cause__, better.__context__ = error.__cause__, error.__context__
        better.__suppress_context__ = error.__suppress_context__
        for note in bare.notes_of(error):
            better.add_note(note)
        return better

    def module(self, name: str) -> object:
        """Return a facade or a module of the session; raises ImportRefused."""
        return self._importer.find(name)

    def member(self, module: str, name: str) -> object:
        """Return one public name of a module; raises ImportRefused, CallRefused."""
        members = self._importer.members(module)
        if name not in members:
            raise CallRefused(
                f"{module}.{name} is not among the names this profile has of the module {module}",
                rule=self._importer.rule_of(module),
                hint=self._importer.names_of(module, name),
            )
        return members[name]

    def describe(self, name: str) -> tuple[list[str], list[str]]:
        """Return the names of a module's callables and of its constants, each sorted."""
        return split_members(self._importer.members(name))

    def builtin(self, name: str) -> object:
        """Return a builtin; raises CallRefused."""
        if name in self._table and name.isidentifier() and name[:1] != "_":
            return self._table[names.SUPER if name == "super" else name]
        raise CallRefused(
            f"there is no builtin {name!r} in the guarded language",
            rule=self._rule("builtin", ""),
            hint="docs/language.md lists them",
        )

    def define_module(self, name: str, source: str) -> None:
        """Run the source in a namespace of its own and make it importable.

        The packages above a dotted name are made where they do not exist. A name that the server's
        Python uses is refused.
        """
        self.judge_module_name(name)
        namespace = self._fresh_namespace(name)
        code = self.programs.program(source, f"<{name}>", self._compile)
        session = self._importer.session
        before = dict(session)
        session[name] = made = make_session_module(namespace)
        # Its packages are there while it runs: it may import them, and itself.
        child: object = made
        parent, _, last = name.rpartition(".")
        held = members.get(last) if (members := self._members(parent)) else None
        while parent:
            if parent not in session:
                session[parent] = make_session_module(self._fresh_namespace(parent))
            self._members(parent)[last] = child
            child = session[parent]
            parent, _, last = parent.rpartition(".")
        try:
            self._run(code, namespace)
        except BaseException:
            session.clear()
            session.update(before)
            parent, _, last = name.rpartition(".")
            if held is not None:
                self._members(parent)[last] = held
            else:
                self._members(parent).pop(last, None)
            raise
        self._sources[name] = source
        for each, module in session.items():  # what was sent of the package before
            above, _, last = each.rpartition(".")
            if above == name:
                namespace.setdefault(last, module)

    def _members(self, name: str) -> dict[str, object]:
        """Return the globals of a module of the session, or of none."""
        found = self._importer.session.get(name)
        content: dict[str, object] = {}
        return content if found is None else object.__getattribute__(found, "__dict__")

    def judge_module_name(self, name: str) -> None:
        """Raise CallRefused unless a module may be defined under this name."""
        check_module_name(name)
        top = name.partition(".")[0]
        if top not in self._importer.session and (
            top in sys.stdlib_module_names or top in sys.modules
        ):
            # Not only confusing: ``import a.b as c`` looks for ``a.b`` in sys.modules when the
            # attribute is gone, and would find the real one.
            raise CallRefused(
                f"{top!r} is a module of the server",
                rule=self._rule("sendmodule", ""),
                hint="send it under another name",
            )

    def module_source(self, name: str) -> str:
        """Return the source that was sent for a module; raises CallRefused."""
        if name in self._sources:
            return self._sources[name]
        raise CallRefused(
            f"there is no source of {name!r} in this session",
            rule=self._rule("getmodule", ""),
            hint="modules sent with sendmodule can be read back",
        )


def split_members(members: Mapping[str, object]) -> tuple[list[str], list[str]]:
    """Return the names of the callables and of the rest, each sorted."""
    functions = sorted(name for name, value in members.items() if callable(value))
    return functions, sorted(set(members) - set(functions))


def check_module_name(name: str) -> None:
    """Raise CallRefused unless the name is dotted identifiers without a leading underscore."""
    if len(name) > 200 or not all(
        part.isidentifier() and part[:1] != "_" for part in name.split(".")
    ):
        raise CallRefused(
            "that is not the name of a module",
            hint="write dotted identifiers",
            rule="guarded language: imports",
        )


def guarded_language(
    *,
    modules: Mapping[str, Names],
    builtins_denied: Collection[str] = (),
    builtins_allowed: Collection[str] | None = None,
    builtins_also: Collection[str] = (),
    rule_of: Callable[[str, str], str] = lambda _operation, default: default,
    source_limit: int = limits.SOURCE,
    services: Services | None = None,
) -> GuardedLanguage:
    """Make the guarded language of one session.

    Args:
        modules: module name to "*" (the catalogue's names) or a list of names.
        builtins_denied: builtins taken away.
        builtins_allowed: if given, the only ones left (exception classes always stay).
        builtins_also: of ``compile``, ``eval`` and ``exec`` those that are there.
        rule_of: operation and default to the policy's rule, for messages.
        source_limit: most bytes of one source.
        services: what the session has beside its code; it is tied to this language.
    """
    unicode_errors.mend()
    builtins = Builtins(
        frozenset(builtins_denied),
        None if builtins_allowed is None else frozenset(builtins_allowed),
        frozenset(builtins_also),
    )
    return GuardedLanguage(modules, builtins, rule_of, source_limit, services or Services())


def plain_language(*, scratch: str | None = None) -> PlainLanguage:
    """Make the plain language (``language: python``): CPython, behind the kernel wall only.

    Args:
        scratch: not used yet; the worker's directory is already the scratch directory.
    """
    del scratch
    return PlainLanguage()
