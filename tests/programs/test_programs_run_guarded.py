"""Whole programs in the styles people write print the same bytes guarded and in plain CPython.

A program is ``AREA/NAME.py``, or ``AREA/NAME/main.py`` with its modules beside it, and runs on
CPython 3.11 unless a line at its top says ``# python: 3.12``. ``# needs: files`` or ``# needs: eval``
there names what its profile has to allow; ``NAME.stdin`` beside it is its input.
"""

from __future__ import annotations

import contextlib
import contextvars
import io
import sys

import pytest

from corpus import Program, Said, read_programs, run_plain
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

ALL = read_programs()


def run_guarded(program: Program) -> Said:
    """Run a program in a new guarded language of this process; raises what it raises."""
    out, err = io.StringIO(), io.StringIO()
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    status: object = None
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "stdin", io.StringIO(program.stdin))
        try:
            for name, source in program.modules:
                language.define_module(name, source)
            language.execute(program.source, program.path.name)
        except SystemExit as leaving:
            status = leaving.code
    number = 0 if status is None else status if isinstance(status, int) else 1
    return Said(out.getvalue(), err.getvalue(), number)


@pytest.mark.parametrize("program", ALL, ids=lambda program: program.name)
def test_program_says_what_it_says_in_plain_python(program: Program) -> None:
    """Both streams, byte for byte, and an end without an error."""
    if program.python > sys.version_info:
        pytest.skip(f"it is written for Python {'.'.join(map(str, program.python))}")
    plain = run_plain(program)
    assert plain.status == 0, plain.stderr
    assert plain.stdout, "it prints nothing, so that nothing would be compared"
    # A context of its own: what it sets there (decimal's precision, too) ends with it.
    guarded = contextvars.Context().run(run_guarded, program)
    assert guarded.stdout == plain.stdout
    assert guarded.stderr == plain.stderr
    assert guarded.status == 0
