"""Source made to break the parser or the compiler ends in one clear error and no harm."""

from __future__ import annotations

import pytest

from guardedflame.errors import CodeRefused
from guardedflame.sandbox.guard.language import guarded_language

HOSTILE = {
    "brackets": "(" * 150 + ")" * 150 + "[" * 5000,
    "unary": "-" * 20000 + "1",
    "attributes": "x" + ".a" * 20000,
    "calls": "x" + "()" * 20000,
    "elif": "if x: pass\n" + "elif x: pass\n" * 5000,
    "null": "x = 1\0",
    "digits": "x = " + "9" * 5000,
    "surrogate": "x = '\ud800'",
    "size": "x = 1\n" * 200000,
    "binary": "+".join(["1"] * 20000),
    "lambda": "lambda: " * 3000 + "1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_source_is_a_syntax_error(name: str) -> None:
    """CodeRefused or CPython's own SyntaxError; the language goes on working."""
    language = guarded_language(modules={}, source_limit=600_000)
    with pytest.raises((SyntaxError, NameError)):
        language.execute(HOSTILE[name])
    assert language.evaluate("1 + 1") == 2


def test_refusals_come_together_with_their_places() -> None:
    """The first refusal is the error, with line, column and text; the others are named."""
    language = guarded_language(modules={})
    with pytest.raises(CodeRefused) as caught:
        language.execute("x = 1\ny = x.__globals__\nz = x.gi_frame\n")
    error = caught.value
    assert (error.lineno, error.offset, error.text) == (2, 7, "y = x.__globals__")
    assert "line 3" in str(error.msg)
    assert "x" not in language.namespace


@pytest.mark.parametrize(
    "source",
    [
        "[" * 30 + "x" + " for x in y]" * 30,
        "{" * 25 + "x" + " for x in y}" * 25,
        "class C:\n z = " + "[" * 24 + "x" + " for x in y]" * 24,
        "".join("\t" * n + "with a:\n" for n in range(20)) + "\t" * 20 + "[x for x in y]",
        "".join("\t" * n + "for a in b:\n" for n in range(21)) + "\t" * 21 + "pass",
        "".join("\t" * n + "try:\n" for n in range(21))
        + "\t" * 21
        + "pass\n"
        + "".join("\t" * n + "finally: pass\n" for n in range(20, -1, -1)),
    ],
)
def test_blocks_nested_too_deeply_are_refused(source: str) -> None:
    """CPython 3.12.1 and 3.13.0 die of their own error where a comprehension is in it."""
    with pytest.raises(SyntaxError, match="nested"):
        guarded_language(modules={}).execute(source)
