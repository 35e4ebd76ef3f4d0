"""A stop, or want of memory or depth, in the middle of a first import: the next one makes it whole.

An exception is raised at lines all over the making of each module: in the library's text, which
the session adopts, and in the interpreter's own that runs for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType

import pytest

import guardedflame
from guardedflame import CallInterrupted
from guardedflame.policy.load import load_policy
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language
from guardedflame.sandbox.guard.library import Library
from harness import Serve

ANALYST = Path(__file__).parents[2] / "policies" / "analyst.yaml"
#: Where nothing is stopped: our own code, and the event loop's.
WHOLE = tuple(f"{Path(str(each.__file__)).parent}/" for each in (guardedflame, asyncio))
MODULES = load_policy(ANALYST).profiles["analyst"].modules
#: Imports that are broken off, of each module; one in each so large part of it.
BREAKS = 6


def made() -> GuardedLanguage:
    """Return the language of a new session."""
    return guarded_language(
        modules={name: "*" if given == "*" else sorted(given) for name, given in MODULES.items()}
    )


class Breaks:
    """Counts lines that may be stopped at, and raises at one of them."""

    def __init__(self, at: int, error: type[BaseException]) -> None:
        self.at = at
        self.seen = 0
        self._error = error

    def __call__(self, frame: FrameType, event: str, _arg: object) -> Breaks:
        name = frame.f_code.co_filename
        if event == "line" and not name.startswith(WHOLE) and name != __file__:
            self.seen += 1
            if self.seen == self.at:
                sys.settrace(None)
                raise self._error
        return self


def broken(language: GuardedLanguage, name: str, at: int, error: type[BaseException]) -> int:
    """Import a module, broken off at one of its lines; return how many lines there were."""
    breaks = Breaks(at, error)
    code = language.console_line(f"import {name}")
    assert code is not None
    before = sys.gettrace()
    sys.settrace(breaks)
    try:
        language.run_code(code)
    except error:
        pass
    finally:
        sys.settrace(before)
    return breaks.seen


def names_of(language: GuardedLanguage, name: str) -> list[str]:
    """Import a module; return its names."""
    language.execute(f"import {name} as found\nnames = sorted(dir(found))")
    return language.namespace["names"]  # type: ignore[return-value]


@pytest.fixture(scope="module")
def whole() -> dict[str, list[str]]:
    """The names of each module, where nothing was broken off."""
    language = made()
    return {name: names_of(language, name) for name in sorted(MODULES)}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_module_is_whole_after_it_was_broken_off(whole: dict[str, list[str]], name: str) -> None:
    """And those that were made for it: all names, of that one and of a few that many use."""
    random = Random(name)
    lines = broken(made(), name, 0, KeyboardInterrupt)
    for number in range(min(BREAKS, lines)):
        part = lines / BREAKS
        at = 1 + int(number * part + random.random() * part)
        language = made()
        broken(language, name, at, random.choice([KeyboardInterrupt, MemoryError, RecursionError]))
        for each in (name, "collections", "functools", "inspect", "logging", "struct", "unittest"):
            if each in whole:
                assert names_of(language, each) == whole[each], (name, at, each)


@pytest.mark.parametrize("name", ["unittest", "logging", "zoneinfo", "zipfile", "argparse"])
def test_nothing_holds_what_was_forgotten(name: str) -> None:
    """Broken off at any depth, no module that is there refers to one that is not the session's."""
    lines = broken(made(), name, 0, KeyboardInterrupt)
    for at in {1 + lines * number // 12 for number in range(12)}:
        language = made()
        broken(language, name, at, KeyboardInterrupt)
        names_of(language, name)
        library: Library = language.importer._library
        there = {id(each) for each in (*library._facades.values(), *library._modules.values())}
        for space in library._namespaces.values():
            for key, value in space.items():
                if type(value).__name__ == "module" and key[:1] != "_":
                    assert id(value) in there, (at, key)


def test_broken_off_again_and_again_leaves_no_trace() -> None:
    """What a session keeps beside its modules does not grow by those that were forgotten."""
    language = made()
    library: Library = language.importer._library
    sizes = set()
    for at in range(1, 40):
        broken(language, "logging", at, KeyboardInterrupt)
        sizes.add((len(library._facades), len(library._namespaces), len(library.journal._steps)))
        assert not library._running
    assert len(sizes) == 1, sizes


def moments() -> Iterator[float]:
    """When a first import is interrupted, in seconds after it began."""
    random = Random(7)
    for _ in range(10):
        yield random.uniform(0.0, 0.03)


def test_interrupts_in_a_first_import_leave_it_to_be_made(serve: Serve) -> None:
    """Of a real server's session, each at another moment; those that come too late stop nothing."""
    text = ANALYST.read_text().replace("tcp://localhost:9999", "tcp://127.0.0.1:0")
    served = serve(text.replace("{", "{{").replace("}", "}}"))
    wanted = "unittest, logging, zoneinfo, argparse, zipfile, pathlib, tempfile"
    for moment in moments():
        runs = threading.Event()
        flame = served.connect(output=lambda *_, runs=runs: runs.set())
        timer = threading.Timer(moment, flame.interrupt)
        starts = threading.Thread(
            target=lambda runs=runs, timer=timer: (runs.wait(20), timer.start())
        )
        starts.start()
        with contextlib.suppress(CallInterrupted):
            flame.execute(f"print('runs')\nimport {wanted}")
        starts.join(20)
        timer.join(20)
        flame.execute(f"import {wanted}, collections, struct")
        assert flame.evaluate("collections.namedtuple('P', 'x')(1).x") == 1
        assert flame.evaluate("struct.calcsize('i')") == 4
        assert flame.evaluate("zipfile.is_zipfile('none')") is False
        assert flame.evaluate("logging.getLogger('x').name") == "x"
        flame.close()
