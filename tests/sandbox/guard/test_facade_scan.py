"""No facade of the catalogue reaches the interpreter by what the language can do with it."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import facade_walk as scan
import pytest

from guardedflame.errors import ImportRefused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

MODULES = sorted(name for name, entry in CATALOGUE.items() if not entry.why)


#: Shared by the sessions of one process, which in a server has one.
OF_THE_PROCESS = {"decimal.getcontext(): shared and mutable"}


@pytest.mark.filterwarnings("ignore")
def test_no_facade_reaches_the_interpreter(capfd: pytest.CaptureFixture[str]) -> None:
    """No module, frame, code, file, eval, open, type, raw descriptor or believing class."""
    walk = scan.Walk(scan.session(), depth=5, most=1_500, arguments=True)
    walk.run(MODULES)
    capfd.readouterr()  # what print_stack and its like said
    assert sorted(walk.found) == []
    assert len(walk.seen) > 30_000


@pytest.mark.filterwarnings("ignore")
def test_two_sessions_share_nothing_that_either_can_change() -> None:
    """No dict, list, set or object with attributes that the language sets is in both."""
    walks = []
    for _ in range(2):
        walk = scan.Walk(scan.session(), depth=3, most=1_000, arguments=False)
        walk.run(MODULES)
        walks.append(walk)
    assert scan.shared(*walks) <= OF_THE_PROCESS


def _planted(depth: int, **things: object) -> str:
    language = scan.session()
    members = object.__getattribute__(language.module("keyword"), "__dict__")
    members.update(things)
    walk = scan.Walk(language, depth=depth, most=1_000, arguments=True)
    walk.run(["keyword"])
    return "\n".join(walk.found)


def test_the_scan_finds_what_must_not_be_there() -> None:
    """Each kind of thing, put into a facade by hand; and what calls and items give."""
    things = {
        "module": types,
        "frame": sys._getframe(),
        "code": scan.Walk.run.__code__,
        "opener": open,
        "table": sys.modules,
        "raw": vars(types.FunctionType)["__code__"],
        "believer": Path,
    }
    found = _planted(1, **things)
    assert all(f"keyword.{name}:" in found for name in things)
    found = _planted(2, evaluate=lambda: eval, of_one=lambda _: exec, inside=(open,))
    assert all(f"keyword.{each}" in found for each in ("evaluate()", "of_one('ab')", "inside[0]"))


def test_left_out_names_are_refused_even_when_listed() -> None:
    """A policy cannot list what an entry says is dangerous."""
    for module, entry in CATALOGUE.items():
        assert not set(entry.names) & set(entry.left_out)
        assert len(set(entry.names)) == len(entry.names)
        for name in entry.left_out:
            language = guarded_language(modules={module: [name]})
            with pytest.raises(ImportRefused, match=name):
                language.module(module)
