"""Programs of plain Python that no session runs: each ends with a refusal that says why.

The first line of each is what it is told.
"""

from __future__ import annotations

import contextlib
import io
import sys

import pytest

from corpus import Program, read_refused, run_plain
from guardedflame.errors import Refused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language


@pytest.mark.parametrize(("program", "told"), read_refused(), ids=lambda each: getattr(each, "name", ""))
def test_program_is_told_what_it_cannot_have(program: Program, told: str) -> None:
    """CPython runs it; the session refuses it by name, with what to do instead."""
    if program.python > sys.version_info:
        pytest.skip(f"it is written for Python {'.'.join(map(str, program.python))}")
    assert run_plain(program).status == 0
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    with pytest.raises(Refused) as caught, contextlib.redirect_stdout(io.StringIO()):
        language.execute(program.source, program.path.name)
    assert told in str(caught.value)
    assert caught.value.hint
