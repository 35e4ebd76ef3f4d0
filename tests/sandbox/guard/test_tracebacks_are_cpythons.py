"""Programs that fail, plain and guarded: the traceback is the same to the byte.

Left out of the comparison is only what has to differ: the directory of the file, frames of the
library, and how many frames a recursion had left.
"""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guardedflame.sandbox.guard.language import client_traceback, guarded_language

HERE = Path(__file__).parent / "failing"
NAMES = sorted(path.name.removesuffix(".py.txt") for path in HERE.glob("*.py.txt"))


#: The parser words the place of some errors differently for a file and for a text.
AS_A_TEXT = """
import sys, traceback
try:
    compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec")
except SyntaxError as error:
    traceback.print_exception(error.with_traceback(None))
    sys.exit(1)
"""


MODULES = ("math", "functools", "dataclasses", "collections", "typing", "enum")


def plain(path: Path, source: str, *, as_a_text: bool) -> str:
    """Return what CPython says, run as a person runs it."""
    script = path / "program.py"
    script.write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", *(("-c", AS_A_TEXT) if as_a_text else ()), script],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHON_COLORS": "0", "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    return done.stderr.replace(str(script), "program.py")


def guarded(source: str) -> str:
    """Return what a client is told."""
    language = guarded_language(modules=dict.fromkeys(MODULES, "*"))
    with contextlib.redirect_stdout(io.StringIO()), pytest.raises(Exception) as caught:
        language.execute(source, "program.py")
    return "".join(client_traceback(caught.value, language))


def settled(text: str) -> str:
    """Return the text without what may differ."""
    kept: list[str] = []
    theirs = False
    for line in text.splitlines(keepends=True):
        if line.startswith('  File "'):
            theirs = not line.startswith('  File "program.py"')
        elif not line.startswith("    "):
            theirs = False
        if not theirs:
            kept.append(line)
    return re.sub(r"repeated \d+ more", "repeated N more", "".join(kept))


@pytest.mark.parametrize("name", NAMES)
def test_traceback_is_cpythons(name: str, tmp_path: Path) -> None:
    """Frames, lines, carets, chains, groups, notes, suggestions, places of syntax errors."""
    source = (HERE / f"{name}.py.txt").read_text(encoding="utf-8")
    expected = plain(tmp_path, source, as_a_text=name.startswith("syntax_error"))
    assert settled(guarded(source)) == settled(expected)
