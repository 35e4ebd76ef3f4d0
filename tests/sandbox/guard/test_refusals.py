"""What a person reads whose source is refused."""

from __future__ import annotations

import pytest

from guardedflame.errors import CodeRefused, GuardRefused
from guardedflame.sandbox.guard.language import client_traceback, guarded_language


def _shown(source: str) -> str:
    language = guarded_language(modules={})
    with pytest.raises(CodeRefused) as caught:
        language.execute(source, "job.py")
    assert caught.value.hint, "each refusal says what to write instead"
    return "".join(client_traceback(caught.value, language))


def test_refusal_reads_like_a_compilers_error() -> None:
    """The line, a caret under the name, what, what to do, and the other places."""
    assert _shown("x = 1\ny = ().__class__.__globs__\ndef f(g):\n    return g.gi_frame\n") == (
        '  File "job.py", line 2\n'
        "    y = ().__class__.__globs__\n"
        "                     ^^^^^^^^^\n"
        "guardedflame.errors.CodeRefused: the attribute '__globs__' is not readable;"
        " special attributes lead into the interpreter\n"
        "also line 4, column 14: the attribute 'gi_frame' is not readable;"
        " frames, code and generator internals are the interpreter's own\n"
    )


def test_caret_counts_characters() -> None:
    """Columns of the parser are bytes of UTF-8."""
    assert "\n    é='é'; ().__codes__\n              ^^^^^^^^^\n" in _shown("é='é'; ().__codes__")


def test_lines_are_the_parsers() -> None:
    """A form feed or a Unicode separator ends no line of source."""
    assert "    x = 1; ().__codes__\n" in _shown("s = '\x0c\u2028'\r\n\nx = 1; ().__codes__")


@pytest.mark.parametrize(
    "source",
    [
        "__builtins__",
        "f.__globals__",
        "f.__what__",
        "f.__class__ = int",
        "f.gi_frame = 1",
        "__import__ = 1",
        "class A:\n def __reduce__(self): pass",
        "class A:\n for __getattr__ in f: pass",
        "import __os__",
        "from __os__ import x",
        "from os import __x__",
        "def f():\n global __x__",
        "f.format += 1",
        "match f:\n case C(_x=y): pass",
        "match f:\n case f.gi_frame: pass",
    ],
)
def test_each_refusal_has_a_hint(source: str) -> None:
    """Whatever is refused, the message says what to do."""
    assert "; " in _shown(source)


def test_many_refusals_are_counted() -> None:
    """Ten are shown, the rest is a number."""
    text = _shown("().__codes__\n" * 30)
    assert text.count("also line") == 9
    assert text.endswith("and 20 more\n")


def test_class_of_an_object_is_a_class_and_no_way_on() -> None:
    """``x.__class__`` is ``type(x)``; what leads on is refused, and no metaclass is handed out."""
    language = guarded_language(modules={})
    assert language.evaluate("().__class__") is tuple
    assert language.evaluate("().__class__([1])") == (1,)
    assert language.evaluate("int.__class__") is not type
    for source in (
        "().__class__.__globs__",
        "().__class__.__wherever__",
        "().__class__.__builtins__",
    ):
        with pytest.raises(CodeRefused):
            language.evaluate(source)
    for source in (
        "().__class__.mro()[1].__subclasses__()",
        "().__class__.__bases__[0].__subclasses__()",
        "getattr(().__class__, '__subclasses__')",
    ):
        with pytest.raises(GuardRefused):
            language.evaluate(source)
    with pytest.raises(CodeRefused):
        language.execute("().__class__ = int")
