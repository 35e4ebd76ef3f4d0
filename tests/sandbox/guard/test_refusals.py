"""What a person reads whose source is refused."""

from __future__ import annotations

import pytest

from guardedflame.errors import CodeRefused, GuardRefused
from guardedflame.sandbox.guard.language import client_traceback, guarded_language

LINE = "p.yaml:7 profiles.a.language"


def _shown(source: str) -> str:
    language = guarded_language(modules={}, rule_of={"language": LINE}.get)
    with pytest.raises(CodeRefused) as caught:
        language.execute(source, "job.py")
    assert caught.value.hint, "each refusal says what to write instead"
    return "".join(client_traceback(caught.value, language))


def test_refusals_read_like_a_compilers_errors() -> None:
    """Each with its place, the line, carets under what it is about, what, instead, and the rule."""
    assert _shown("x = 1\ny = x.__globals__\nclass A:\n\tdef __reduce__(self): pass\n") == (
        '  File "job.py", line 2, column 7\n'
        "    y = x.__globals__\n"
        "          ^^^^^^^^^^^\n"
        "guardedflame.CodeRefused: the attribute '__globals__' is not readable;"
        " pass what the function needs as arguments, or use globals()\n"
        f"  rule: guarded language: attributes ({LINE})\n"
        '  File "job.py", line 4, column 6\n'
        "    def __reduce__(self): pass\n"
        "        ^^^^^^^^^^\n"
        "guardedflame.CodeRefused: '__reduce__' cannot be defined;"
        " use copy, or send plain values\n"
        f"  rule: guarded language: classes ({LINE})\n"
    )


def test_message_alone_names_all_places() -> None:
    """Whoever prints only the exception reads where the others are."""
    language = guarded_language(modules={})
    with pytest.raises(CodeRefused) as caught:
        language.execute("x.gi_frame\nx.__globals__", "job.py")
    error = caught.value
    assert error.msg.endswith(
        "\nalso line 2, column 3: the attribute '__globals__' is not readable;"
        " pass what the function needs as arguments, or use globals()"
    )
    assert error.rule == "guarded language: attributes"
    assert (error.lineno, error.offset, error.end_offset) == (1, 3, 11)


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
    """Fifty are shown, the rest is a number."""
    text = _shown("().__codes__\n" * 80)
    assert text.count("CodeRefused") == 50
    assert text.endswith("and 30 more\n")


def test_rule_names_the_part_of_the_language() -> None:
    """So that a person knows which section to read."""
    for source, part in {
        "x.gi_frame": "attributes",
        "__builtins__": "names",
        "def f(__build_class__): pass": "names",
        "class A:\n def __reduce__(self): pass": "classes",
        "from a.__b__ import x": "imports",
        "match f:\n case C(_x=y): pass": "patterns",
        "f.format += 1": "attributes",
    }.items():
        assert f"rule: guarded language: {part} (" in _shown(source), source


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
