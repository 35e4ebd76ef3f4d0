"""Invariant: the language alone keeps every program, of all of Python's grammar, inside.

Nothing of the kernel confines this process. It carries canaries: a secret in attributes of library
modules, in the environment and in a file. After each program the builtins, the facades, the
library and what the program holds are looked at one by one; see ``watch`` and ``library``.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import threading
import typing
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from modules_of_library import Snapshot

from derivation import texts
from guardedflame.errors import GuardedFlameError
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.compiler import PLAIN, compile_guarded
from guardedflame.sandbox.guard.language import (
    GuardedLanguage,
    client_traceback,
    guarded_language,
)
from hostile_programs import CANARY, grammar, prelude
from watch import Watch

# A coroutine that a program made and did not await is the program's own matter.
pytestmark = pytest.mark.filterwarnings("ignore")

#: What ordinary Python raises of programs such as these, and what a client could raise itself. An
#: error of another kind (SystemError, an assertion of our own code) has escaped from somewhere.
_ORDINARY = (
    GuardedFlameError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    BufferError,
    EOFError,
    ExceptionGroup,
    ImportError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    StopAsyncIteration,
    StopIteration,
    SyntaxError,
    SystemExit,
    TypeError,
    ValueError,
    Warning,
)
#: What compiled code calls its own; no message, name or text of it is shown to a client.
_UNSPEAKABLE = (names.MARK, names.GETATTR, names.THROUGH, names.PURE, "<of ", "<client ")
#: Seconds without an answer after which a program is interrupted, as the broker would.
_PATIENCE = 20.0


class Stuck(BaseException):
    """A program that did not end."""


class Watchdog:
    """Interrupts the main thread when an example takes too long."""

    def __init__(self) -> None:
        self._progress = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._before = signal.signal(signal.SIGUSR1, self._interrupt)
        self._thread.start()

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        raise Stuck

    def _run(self) -> None:
        while not self._stopped:
            if self._progress.wait(_PATIENCE):
                self._progress.clear()
            elif not self._stopped:
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    def progress(self) -> None:
        """Say that an example begins."""
        self._progress.set()

    def stop(self) -> None:
        """End the thread."""
        self._stopped = True
        self._progress.set()
        self._thread.join()
        signal.signal(signal.SIGUSR1, self._before)


@pytest.fixture(scope="module")
def _watchdog() -> Iterator[Watchdog]:
    watchdog = Watchdog()
    yield watchdog
    watchdog.stop()


@pytest.fixture(scope="module")
def _library(
    tmp_path_factory: pytest.TempPathFactory, complaints_ignored: None
) -> Iterator[Snapshot]:
    """Plant the canaries; at the end the file and the directory are as they were."""
    place = tmp_path_factory.mktemp("canary")
    (place / "canary.txt").write_text(CANARY)
    _language()  # what it imports is imported
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("CANARY", CANARY)
        for module in (json, os, typing):
            patch.setattr(module, "canary_of_the_server", CANARY, raising=False)
            patch.setattr(module, "_x_canary", CANARY, raising=False)
        yield Snapshot()
        assert [each.name for each in Path.cwd().iterdir()] == ["canary.txt"]
        assert (place / "canary.txt").read_text() == CANARY


def _language() -> GuardedLanguage:
    language = guarded_language(
        modules=dict.fromkeys(CATALOGUE, "*"), builtins_also=["eval", "exec", "compile"]
    )
    language.run_code(_prelude())
    return language


_compiled: list[CodeType] = []


def _prelude() -> CodeType:
    if not _compiled:
        _compiled.append(compile_guarded(prelude(), "<prelude>", "exec", PLAIN))
    return _compiled[0]


@settings(max_examples=settings().max_examples * 2)
@given(st.lists(texts(grammar(), "S", depth=4, fuel=14), min_size=1, max_size=8))
def fuzz_programs_stay_inside(
    _library: Snapshot, _watchdog: Watchdog, statements: list[str]
) -> None:
    """Statement by statement, so that one that is refused does not hide the rest."""
    _watchdog.progress()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            said = _run(statements)
        except Stuck:  # the broker would end such a session
            reject()
    changed = _library.changes()
    assert not changed, (changed, statements)
    assert CANARY not in said, (said, statements)
    assert "guardedflame/sandbox" not in said, (said, statements)
    for word in _UNSPEAKABLE:
        assert word not in said or any(word in each for each in statements), (said, statements)


def _run(statements: list[str]) -> str:
    """Run the statements in one session, look at what they left, return all that they said."""
    language = _language()
    watch = Watch(language)
    watch.start()
    output = io.StringIO()
    raised: list[BaseException] = []
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        for statement in statements:
            try:
                language.execute(statement)
            except BaseException as error:
                raised.append(error)
                output.write("".join(client_traceback(error, language)))
                with contextlib.suppress(Exception):
                    output.write(str(error))
        for each in raised:
            if type(each).__module__ == "builtins":  # no class of the program's
                assert isinstance(each, _ORDINARY), (each, statements)
        watch.look()
        for name, value in list(language.namespace.items()):
            if name != "__builtins__":
                with contextlib.suppress(Exception, SystemExit):
                    output.write(repr(value))
    return output.getvalue()
