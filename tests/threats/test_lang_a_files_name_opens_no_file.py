"""A client names its source after a file of the server; errors and warnings quote no line of it.

CPython reads the line it shows for a SyntaxError or a warning from the file of that name.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardedflame.sandbox.guard.language import client_traceback, guarded_language
from guardedflame.sandbox.warned import tell_warnings

CANARY = "canary-51be07"

#: By when it is found: by the tokenizer, the parser, the symbol table, the compiler, at run time.
SOURCES = {
    "tokenizer": "x = '\n",
    "unclosed": "x = (\n",
    "parser": "x = = 1\n",
    "indentation": "def f():\nreturn 1\n",
    "symbols": "def f(x, x): pass\n",
    "nonlocal": "def f():\n nonlocal y\n",
    "compiler": "return 2\n",
    "future": "from __future__ import braces\n",
    "warning": "'a' is 'a'\n",
    "escape": "'\\d'\n",
    "run": "1 / 0\n",
    "nested": "def f(): g()\ndef g(): 1 / 0\nf()\n",
    "refused": "().__base__\n",
    "import": "import os\n",
    "name": "missing\n",
}


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Path]:
    """Put a file where it can be opened by its name, and by one in angle brackets."""
    file = tmp_path / "secret.txt"
    file.write_text(f"{CANARY}\n" * 20)
    (tmp_path / "<secret.txt>").write_text(f"{CANARY}\n" * 20)
    with contextlib.chdir(tmp_path):
        yield file


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("way", ["absolute", "relative", "bracketed", "upwards"])
def test_no_line_of_the_file_is_quoted(secret: Path, name: str, way: str) -> None:
    """Not in the error, its traceback, or what a warning writes."""
    filename = {
        "absolute": str(secret),
        "relative": secret.name,
        "bracketed": f"<{secret.name}>",
        "upwards": f"../{secret.parent.name}/{secret.name}",
    }[way]
    language = guarded_language(modules={})
    written = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stderr(written):
        warnings.simplefilter("always")
        tell_warnings(language.programs)
        with contextlib.suppress(Exception):
            try:
                language.execute(SOURCES[name], filename)
            except Exception as error:
                written.write("".join(client_traceback(error, language)))
                written.write(f"{error} {getattr(error, 'text', '')}")
                raise
    assert filename in written.getvalue() or name == "escape"
    assert CANARY not in written.getvalue()
    assert SOURCES[name].strip().splitlines()[-1].strip() in written.getvalue()


def test_a_warning_names_no_path_of_the_server() -> None:
    """One that a library's own line is blamed for is told without the line's place."""
    language = guarded_language(modules={})
    written = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stderr(written):
        warnings.simplefilter("always")
        tell_warnings(language.programs)
        warnings.warn_explicit("old", DeprecationWarning, io.__file__, 3)
    assert written.getvalue() == "DeprecationWarning: old\n"
