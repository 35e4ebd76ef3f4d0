"""Invariant: any text sent as source ends as code, as a refusal or as CPython's SyntaxError.

The texts are compiled in a process of their own, as a worker is one: deep, wide, huge and damaged
ones, and what is no text at all. It answers each with one of the three, and goes on living.
"""

from __future__ import annotations

import json
import random
import select
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivation import texts
from hostile_programs import grammar, prelude

_COMPILER = """
import json, resource, struct, sys, warnings
from guardedflame.errors import CodeRefused
from guardedflame.sandbox.guard.compiler import PLAIN, compile_guarded
warnings.simplefilter("ignore")
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
read = sys.stdin.buffer.read
while True:
    head = read(8)
    if not head:
        break
    mode, size = struct.unpack("<4sI", head)
    mode = {b"exec": "exec", b"eval": "eval"}.get(mode, "single")
    source = read(size).decode("utf-8", "surrogatepass")
    try:
        compile_guarded(source, "<fuzz>", mode, PLAIN)
    except CodeRefused as error:
        said = ["refused", error.lineno, error.offset, str(error.hint), str(error)]
    except SyntaxError as error:
        said = ["syntax", error.lineno, error.offset]
    except BaseException as error:
        said = ["other", type(error).__name__, str(error)[:500]]
    else:
        said = ["code"]
    print(json.dumps(said), flush=True)
"""
#: Seconds for one text. CPython itself takes one for 5,000 class statements, and four times that
#: for twice as many.
_PATIENCE = 60.0


class Compiler:
    """The other process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _COMPILER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def says(self, source: str, mode: str) -> list[Any]:
        """Return what came of a text."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        data = source.encode("utf-8", "surrogatepass")
        head = mode.ljust(4)[:4].encode() + len(data).to_bytes(4, "little")
        self._process.stdin.write(head + data)
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], _PATIENCE)
        assert ready, f"no answer for {source[:200]!r}"
        line = self._process.stdout.readline()
        assert line, f"the process ended ({self._process.wait(10)}) at {source[:200]!r}"
        said: list[Any] = json.loads(line)
        return said

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def compilers() -> Iterator[list[Compiler]]:
    """One process, kept in a list so that a test can put another in its place."""
    held = [Compiler()]
    yield held
    held[0].stop()


#: Nested by putting one into the ``#`` of another.
_DEEP = (
    """
(#)|[#]|{#}|f(#)|-#|not #|(#).a|#()|#[0]|x[#]|lambda: #|# if x else 1|1 if # else 2|1 + #|# + 1
1 ** #|# < 1|x and #|await #|*#|{**#}|f'{#}'|(x := #)|[x for x in #]|[# for x in y]|{1: #}|(#,)
print(#, *y)|"a" % #|#.format(1)|x._y(#)|(yield #)|lambda x=#: 1|x[1:#:2]|{# for x in #}
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
#: Repeated in a row.
_WIDE = [
    "x = 1\n",
    "x = ",
    "if x: pass\nelif y: pass\n",
    "x,",
    "@d\n",
    "a.b = ",
    "global x\n",
    "import a\n",
    "with a: pass\n",
    "class C: pass\n",
    "def f(): pass\n",
    "case 1: pass\n",
    "'a' ",
    "\n",
    "\t",
    "# coding: utf-16\n",
    "\f",
    "\\\n",
    "x._y = x._z\n",
    "self.x += 1\n",
    "except a: pass\n",
    ";",
    "match x:\n case C(y): pass\n",
    "type X = int\n",
    "1 if x else ",
    "async ",
    "yield ",
    "0x",
    "1_",
]
#: What the compiler works out, or should not.
_FOLDED = (
    """
2 ** 10 ** 8|'a' * 10 ** 9|(1,) * 10 ** 9|1 << 10 ** 9|b'x' * 2 ** 40|10 ** 5000 % 7|0.1 ** 999
((1,) * 1000,) * 1000|'%1000000000d' % 1|f'{1:>1000000000}'|-(-(-(2 ** 64 ** 3)))|'a' * 99 * 99 * 99
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_NUMBERS = ["9" * 5000, "0x" + "f" * 20000, "1" + "_1" * 3000, "1e" + "9" * 400, "0." + "0" * 9999]


@st.composite
def _nested(draw: st.DrawFn) -> str:
    """Several kinds of nesting, one within the other, each some hundred or thousand times."""
    text = "x"
    for _ in range(draw(st.integers(1, 3))):
        shape = draw(st.sampled_from(_DEEP))
        times = draw(st.sampled_from([1, 10, 50, 90, 101, 200, 1000, 3000, 20000]))
        before, _, after = shape.partition("#")
        text = before * times + text + after * times
    return draw(st.sampled_from(["", "y = ", "def f():\n return ", "@"])) + text


@st.composite
def _repeated(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.sampled_from(_WIDE), min_size=1, max_size=3))
    times = draw(st.sampled_from([1, 30, 256, 3000]))
    indented = draw(st.booleans())
    text = "".join(parts) * times
    if indented:  # each block in the one before
        text = (
            "".join(f"{' ' * depth}if x:\n" for depth in range(min(times, 150))) + " " * 150 + text
        )
    return text + draw(st.sampled_from(["", "x", "pass", "\n"]))


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """A program with pieces of it moved, doubled, taken out or replaced."""
    text = draw(st.one_of(st.just(prelude()), texts(grammar(), "S", depth=5, fuel=30)))
    chance = random.Random(draw(st.integers(0, 1 << 30)))
    for _ in range(draw(st.integers(1, 6))):
        a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        piece = chance.choice(
            ["", text[a:b] * 2, "\0", "\ud800", "\u2028", "\x0c", "\u017f", "()", "'''"]
        )
        text = text[:a] + piece + text[b:]
    return text


_SOURCES = st.one_of(
    st.text(max_size=80),
    st.text(
        st.sampled_from("()[]{}:;.,'\"\\\n\t #@=+-*/%&|^~<>!xf0_ᶜe\ufeff\ud800\0"), max_size=200
    ),
    st.binary(max_size=200).map(lambda data: data.decode("latin-1")),
    st.sampled_from([*_FOLDED, *_NUMBERS]).map("x = {}".format),
    _nested(),
    _repeated(),
    _damaged(),
)


@given(_SOURCES, st.sampled_from(["exec", "eval", "single"]))
def fuzz_any_text_is_code_or_refused(compilers: list[Compiler], source: str, mode: str) -> None:
    """One of three answers; a refusal points into the text and says what to do."""
    try:
        said = compilers[0].says(source, mode)
    except (AssertionError, OSError):
        compilers[0].stop()
        compilers[0] = Compiler()
        raise
    assert said[0] in {"code", "syntax", "refused"}, said
    if said[0] == "refused":
        _, line, offset, hint, text = said
        assert hint, text
        assert 1 <= line <= source.count("\n") + source.count("\r") + 1
        assert offset >= 1
