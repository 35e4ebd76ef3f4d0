"""Whole programs in the styles people write print the same bytes guarded and in plain CPython.

A program is ``AREA/NAME.py``, or ``AREA/NAME/main.py`` with its modules beside it, and runs on
CPython 3.11 unless a line at its top says ``# python: 3.12``. ``# needs: files``, ``# needs: eval``
or ``# needs: science`` (numpy and pandas) there names what its profile has to allow; ``NAME.stdin``
beside it is its input.
"""

from __future__ import annotations

import contextlib
import contextvars
import io
import sys
from pathlib import Path

import pytest

from corpus import Program, Said, lines_of, read_programs, run_plain
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.language import guarded_language
from guardedflame.sandbox.guard.services import Services

ALL = read_programs()
SCIENCE = ("numpy", "pandas")


def run_guarded(program: Program, directory: Path, *, science: bool) -> Said:
    """Run a program in a new guarded language of this process; raises what it raises."""
    out, err = io.StringIO(), io.StringIO()
    files = SessionFiles(str(directory)) if "files" in program.needs else None
    language = guarded_language(
        modules=dict.fromkeys([*CATALOGUE, *SCIENCE] if science else CATALOGUE, "*"),
        builtins_also=["eval", "exec", "compile"] if "eval" in program.needs else [],
        services=Services(ask=lines_of(program, out.write), files=files),
    )
    status: object = None
    depth = sys.getrecursionlimit()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            for name, source in program.modules:
                language.define_module(name, source)
            language.execute(program.source, program.path.name)
        except SystemExit as leaving:
            status = leaving.code
        finally:
            sys.setrecursionlimit(depth)  # a program may raise it, for itself
    number = 0 if status is None else status if isinstance(status, int) else 1
    return Said(out.getvalue(), err.getvalue(), number)


def _outcome(program: Program, directory: Path, *, science: bool) -> Said | str:
    directory.mkdir()
    try:
        return contextvars.Context().run(run_guarded, program, directory, science=science)
    except Exception as error:
        return repr(error)


@pytest.mark.parametrize("program", ALL, ids=lambda program: program.name)
def test_program_says_what_it_says_in_plain_python(program: Program, tmp_path: Path) -> None:
    """Both streams, byte for byte, and an end without an error."""
    if program.python > sys.version_info:
        pytest.skip(f"it is written for Python {'.'.join(map(str, program.python))}")
    for name in SCIENCE if "science" in program.needs else ():
        pytest.importorskip(name)
    plain = run_plain(program)
    assert plain.status == 0, plain.stderr
    assert plain.stdout, "it prints nothing, so that nothing would be compared"
    # A context of its own: what it sets there (decimal's precision, too) ends with it.
    science = "science" in program.needs
    guarded = contextvars.Context().run(run_guarded, program, tmp_path, science=science)
    assert guarded.stdout == plain.stdout
    assert guarded.stderr == plain.stderr
    assert guarded.status == 0


@pytest.mark.parametrize(
    "program",
    [each for each in ALL if "science" not in each.needs and each.name.startswith("language/")],
    ids=lambda program: program.name,
)
def test_program_says_the_same_where_libraries_are_listed(program: Program, tmp_path: Path) -> None:
    """numpy and pandas in the profile change no program that does not import them."""
    for name in SCIENCE:
        pytest.importorskip(name)
    if program.python > sys.version_info:
        pytest.skip(f"it is written for Python {'.'.join(map(str, program.python))}")
    without = _outcome(program, tmp_path / "without", science=False)
    assert _outcome(program, tmp_path / "with", science=True) == without
