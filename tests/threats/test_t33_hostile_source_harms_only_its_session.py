"""Row 33: source that is deep, long or broad, to break the parser or the compiler.

The outcome in the language by itself is in test_lang_hostile_source_ends_in_code_refused.
"""

from __future__ import annotations

import sys

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

#: As CPython or the language tells of source that is too much.
TOLD = (*ENDS, SyntaxError, RecursionError)

#: CPython itself counts levels, and gives up.
COUNTED = "CPython counts the levels of its own parser and compiler"

BOMBS = {
    # 60 KB each, and more than a second of processor time.
    "dotted_import": Bomb("import " + "a." * 30000 + "a", ends=(*TOLD, ImportError)),
    "fields_of_an_f_string": Bomb(
        "x = 1\nf'" + "{x}" * 21000 + "'",
        ends=(*TOLD, type(None)),
        closed="read in one go" if sys.version_info >= (3, 12) else "",
    ),
    "entries_of_a_dictionary": Bomb("x = {" + "1:2," * 300000 + "}", ends=(*TOLD, type(None))),
    # Levels.
    "unary": Bomb("-" * 60000 + "1", ends=TOLD, closed=COUNTED),
    "attributes": Bomb("x = 1\nx" + ".a" * 30000, ends=(*TOLD, AttributeError), closed=COUNTED),
    "calls": Bomb("x = 1\nx" + "()" * 30000, ends=TOLD, closed=COUNTED),
    "lambdas": Bomb("lambda: " * 8000 + "1", ends=TOLD, closed=COUNTED),
    "elif_ladder": Bomb(
        "if x: pass\n" + "elif x: pass\n" * 5000, ends=(*TOLD, NameError), closed=COUNTED
    ),
    "brackets": Bomb("[" * 30000 + "]" * 30000, ends=TOLD, closed=COUNTED),
    "patterns": Bomb(
        "match 1:\n case " + "[" * 5000 + "]" * 5000 + ": pass", ends=TOLD, closed=COUNTED
    ),
    "nested_f_strings": Bomb("f'{" * 3000 + "1" + "}'" * 3000, ends=TOLD, closed=COUNTED),
    "indentation": Bomb(
        "".join(" " * i + "if 1:\n" for i in range(300)) + " " * 300 + "pass",
        ends=TOLD,
        closed=COUNTED,
    ),
    # Not text.
    "null_byte": Bomb("x = 1\0", ends=(*TOLD, ValueError), closed="refused by the tokenizer"),
    "long_number": Bomb("x = " + "9" * 60000, ends=(*TOLD, ValueError), closed="4300 digits"),
    "lone_surrogate": Bomb(
        "x = '\ud800'\nprint(x)",
        ends=(*TOLD, UnicodeError, type(None)),
        closed="no encoding has it",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_hostile_source_harms_only_its_session(walls: Walls, wall: str, name: str) -> None:
    """Compiled in the worker, under its limits; the answer is an error and the others go on."""
    detonate(walls, wall, BOMBS[name])
