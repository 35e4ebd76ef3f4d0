"""Whole programs in the styles people write print the same bytes guarded and in plain CPython."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py.txt"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name.partition(".")[0])
def test_program_prints_what_it_prints_in_plain_python(program: Path) -> None:
    """The output, byte for byte."""
    source = program.read_text()
    plain, guarded = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(plain):
        exec(compile(source, "<execute>", "exec", dont_inherit=True), {"__name__": "__main__"})
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    with contextlib.redirect_stdout(guarded):
        language.execute(source)
    assert guarded.getvalue() == plain.getvalue()
    assert guarded.getvalue()
