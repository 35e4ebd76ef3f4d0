"""Invariant: in whatever order a session's ways in are used, it stays inside and goes on answering.

The ways in are what the operations use: evaluate, execute, console lines, sent modules, facades and
their members, and the builtins eval, exec and compile.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable

import pytest
from ctrl_c import ctrl_c_at, where_workers_are_stopped
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from modules_of_library import Snapshot

from derivation import texts
from guardedflame import limits
from guardedflame.errors import GuardedFlameError
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language
from hostile_programs import grammar, prelude
from watch import Watch

_STATEMENTS = texts(grammar(), "S", depth=3, fuel=10)
_EXPRESSIONS = texts(grammar(), "E", depth=3, fuel=8)
_NAMES = st.sampled_from(["alpha", "alpha.beta", "beta", "json", "os", "_x", "a b", "alpha.json"])
_ODD = st.sampled_from(["__import__", "__builtins__", "<getattr>", "canary", "__class__", "open"])


class Session(RuleBasedStateMachine):
    """One session, and what is always true of it."""

    def __init__(self) -> None:
        super().__init__()
        self.language = guarded_language(
            modules=dict.fromkeys(CATALOGUE, "*"),
            builtins_also=["eval", "exec", "compile"],
            source_limit=limits.SOURCE,
        )
        self.sent: dict[str, str] = {}
        self.pending: list[str] = []

    @initialize()
    def prelude(self) -> None:
        """Leave one of each kind of object."""
        self.language.execute(prelude(), "<prelude>")
        self.watch = Watch(self.language)
        self.watch.start()
        self.library = Snapshot()

    def _quietly(self, work: Callable[[], object]) -> object:
        """Do something that may raise whatever a program may."""
        output = io.StringIO()
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(output),
            contextlib.suppress(Exception, SystemExit, KeyboardInterrupt, GeneratorExit),
        ):
            warnings.simplefilter("ignore")
            return work()
        return None

    @rule(source=_STATEMENTS)
    def execute(self, source: str) -> None:
        """A file's worth of source."""
        self._quietly(lambda: self.language.execute(source))

    @rule(source=_STATEMENTS, point=st.integers(0, 400) | st.integers(0, 20_000))
    def interrupted(self, source: str, point: int) -> None:
        """A file's worth of source, interrupted somewhere, in its own code or a library's."""

        def run() -> None:
            with ctrl_c_at(point, counts=where_workers_are_stopped):
                self.language.execute(source)

        self._quietly(run)

    @rule(source=_EXPRESSIONS)
    def evaluate(self, source: str) -> None:
        """An expression, twice: the second time it comes from what is kept."""
        for _ in range(2):
            self._quietly(lambda: self.language.evaluate(source))

    @rule(source=_STATEMENTS)
    def console(self, source: str) -> None:
        """Line by line, as a console sends it."""
        for line in [*source.split("\n"), ""]:
            self.pending.append(line)

            def run(text: str = "\n".join(self.pending)) -> bool:
                code = self.language.console_line(text)
                if code is not None:
                    self.pending.clear()
                    self.language.run_code(code)
                return True

            if self._quietly(run) is None:
                self.pending.clear()
        self.pending.clear()

    @rule(source=_STATEMENTS, how=st.sampled_from(["exec", "eval", "single"]))
    def dynamic(self, source: str, how: str) -> None:
        """Text that a program compiles itself, in a namespace of its own or in the session's."""
        self.language.namespace["given"] = source
        run = "exec" if how == "exec" else "eval"
        for space in ("", ", {}", ", globals()", ", {'__builtins__': {}}", ", vars(own), {}"):
            text = f"{run}(compile(given, '<given>', {how!r}){space})"
            self._quietly(lambda text=text: self.language.execute(text))  # type: ignore[misc]

    @rule(name=_NAMES, source=_STATEMENTS)
    def send(self, name: str, source: str) -> None:
        """A module; it is there if nothing was raised, and can be read back."""
        text = "import json\nfrom functools import partial\n" + source

        def define() -> bool:
            self.language.define_module(name, text)
            return True

        if self._quietly(define):
            self.sent[name] = text
            assert self.language.module_source(name) == text

    @rule(name=_NAMES)
    def find(self, name: str) -> None:
        """A module by its name, and what is in it."""
        self._quietly(lambda: self.language.module(name))
        self._quietly(lambda: self.language.describe(name))
        self._quietly(lambda: self.language.execute(f"import {name} as found"))
        self._quietly(lambda: self.language.execute(f"from {name} import *"))

    @rule(module=_NAMES, name=_ODD)
    def member(self, module: str, name: str) -> None:
        """A name of a module that is not there is refused."""
        with contextlib.suppress(GuardedFlameError):
            assert not self.watch.forbidden(self.language.member(module, name))

    @rule(name=_ODD)
    def builtin(self, name: str) -> None:
        """No builtin is a guard or the interpreter's own way in."""
        with contextlib.suppress(GuardedFlameError):
            assert not self.watch.forbidden(self.language.builtin(name))

    @invariant()
    def nothing_got_out(self) -> None:
        """The table, the facades, the library, and all that the session holds."""
        if not hasattr(self, "watch"):
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._looked()
        assert not (changed := self.library.changes()), changed

    def _looked(self) -> None:
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            self.watch.look()

    @invariant()
    def modules_are_the_sessions(self) -> None:
        """What was sent can be read back; none of it has taken a name of the server's."""
        for name, source in self.sent.items():
            assert self.language.module_source(name) == source
        assert not {"json", "os"} & set(self.language._importer.session)

    @invariant()
    def an_innocent_question_is_answered(self) -> None:
        """Whatever happened: the language compiles, runs and keeps its limits."""
        assert self.language.evaluate("(lambda v: v * 2)(21)") == 42
        assert len(self.language.programs._kept) <= 513


@pytest.mark.filterwarnings("ignore")
def fuzz_sessions(complaints_ignored: None) -> None:
    """A tenth of the sessions that the profile has examples, of eight steps each."""
    examples = max(settings().max_examples // 10, 5)
    run_state_machine_as_test(
        Session, settings=settings(max_examples=examples, stateful_step_count=8)
    )
