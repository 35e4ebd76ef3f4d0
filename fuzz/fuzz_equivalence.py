"""Invariant: an ordinary program prints under the language, to the byte, what it prints without.

Drawn from a grammar of what people write (classes with private attributes and operators, closures,
generators, patterns, formats, errors); plain CPython is the oracle.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from types import CodeType

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivation import Grammar, texts
from guardedflame.sandbox.guard.language import guarded_language

_MODULES = dict.fromkeys(
    ["collections", "contextlib", "dataclasses", "enum", "functools", "itertools", "typing"], "*"
)

_GRAMMAR = Grammar("plain.txt")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def _within(statement: str) -> str:
    """Wrap a statement so that its error is printed and the next one runs."""
    lines = "\n".join("    " + line for line in statement.split("\n"))
    return f"try:\n{lines}\nexcept Exception as error:\n    print(type(error).__name__, error)\n"


@settings(max_examples=settings().max_examples * 2)
@given(st.lists(texts(_GRAMMAR, "S", depth=6, fuel=24), min_size=1, max_size=10))
def fuzz_programs_mean_the_same(statements: list[str]) -> None:
    """The same output, and the same error at the end if there is one."""
    program = (
        _GRAMMAR.texts["prelude"] + "".join(map(_within, statements)) + _GRAMMAR.texts["ending"]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            code = compile(program, "<program>", "exec", dont_inherit=True)
        except SyntaxError:
            return
        plain = _plainly(code)
        assume("RecursionError" not in plain)  # how deep it went is nobody's promise
        guarded = _guarded(program)
    assert _ADDRESS.sub("", guarded) == _ADDRESS.sub("", plain), "\n".join(statements)


def _plainly(code: CodeType) -> str:
    space: dict[str, object] = {"__name__": "__main__"}
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        try:
            exec(code, space)
        except Exception as error:
            print(type(error).__name__, error)
    return output.getvalue()


def _guarded(program: str) -> str:
    language = guarded_language(modules=_MODULES)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        try:
            language.execute(program, "<program>")
        except Exception as error:
            print(type(error).__name__, error)
    return output.getvalue()
