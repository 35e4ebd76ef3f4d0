"""Tracebacks of the session's own frames: what is shown, what is not, and what stays bounded."""

from __future__ import annotations

import pytest

from guardedflame import limits
from guardedflame.sandbox.guard.language import client_traceback, guarded_language, plain_language


def told(source: str, *before: str, modules: tuple[str, ...] = ()) -> str:
    """Return what a client is told of a program that fails after others ran."""
    language = guarded_language(modules=dict.fromkeys(modules, "*"), source_limit=1 << 20)
    for each in before:
        language.execute(each, "before.py")
    with pytest.raises(BaseException) as caught:
        language.execute(source, "job.py")
    return "".join(client_traceback(caught.value, language))


def test_frames_of_the_library_are_left_out() -> None:
    """Between two of the client's own, and below them."""
    text = told(
        "import functools\nfunctools.reduce(lambda a, b: a / b, [1, 0])", modules=("functools",)
    )
    assert text.count("File") == 2
    text = told("import json\njson.loads('{')", modules=("json",))
    assert 'File "job.py", line 2, in <module>' in text
    assert text.count("File") == 1
    assert text.endswith("JSONDecodeError: Expecting property name enclosed in double quotes:"
                         " line 1 column 2 (char 1)\n")  # fmt: skip


def test_errors_the_library_handled_are_not_told() -> None:
    """No part of the client's was in them, and their texts may name files of the server."""
    text = told("import statistics\nstatistics.fmean('ab')", modules=("statistics",))
    assert "During handling" not in text
    assert text.count("Traceback") == 1


def test_an_error_of_the_clients_behind_one_of_the_librarys_is_told() -> None:
    """Through whatever the library did in between."""
    text = told(
        "import enum\nclass Colour(enum.Enum):\n RED = 1\n @classmethod\n"
        " def _missing_(cls, value): raise RuntimeError('mine')\nColour(2)",
        modules=("enum",),
    )
    assert text.count("File") == 2
    assert "RuntimeError: mine" in text
    assert "2 is not a valid Colour" in text


def test_a_name_a_module_does_not_have_keeps_what_led_to_it() -> None:
    """The clearer error takes the place of CPython's own in the chain."""
    source = "import math\ntry:\n {}['a']\nexcept KeyError:\n math.sqr\n"
    text = told(source, modules=("math",))
    first, _, second = text.partition("During handling of the above exception")
    assert first.endswith("KeyError: 'a'\n\n")
    assert "GuardRefused: math.sqr is not among the names" in second
    assert text.count("Traceback") == 2


def test_text_that_is_no_longer_kept_is_told_without_its_line() -> None:
    """The name and the line number are still known."""
    language = guarded_language(modules={})
    language.execute("def f():\n    return 1 / 0\n", "early.py")
    for number in range(600):
        language.execute(f"x = {number}", "many.py")
    with pytest.raises(ZeroDivisionError) as caught:
        language.execute("f()", "job.py")
    text = "".join(client_traceback(caught.value, language))
    assert '  File "early.py", line 2, in f\nZeroDivisionError' in text


def test_code_of_two_texts_that_do_the_same_is_told_apart() -> None:
    """Code objects compare equal where they do the same."""
    same = "def {0}(): return 1 / 0\n"
    text = told("b()", same.format("a"), "\n\n\n" + same.format("b"))
    assert 'File "before.py", line 4, in b' in text


def test_names_of_text_that_is_made_are_told() -> None:
    """What eval and exec are given, where a profile has them."""
    language = guarded_language(modules={}, builtins_also=["eval", "exec", "compile"])
    for source, name in {
        "eval('1 / 0')": "<string>",
        "exec('x = 1\\n1 / 0')": "<string>",
        "exec(compile('1 / 0', 'made.py', 'exec'))": "made.py",
    }.items():
        with pytest.raises(ZeroDivisionError) as caught:
            language.execute(source, "job.py")
        text = "".join(client_traceback(caught.value, language))
        assert f'  File "{name}", line ' in text
        assert "    1 / 0\n" in text
    with pytest.raises(SyntaxError) as wrong:
        language.execute("exec('x = (')", "job.py")
    text = "".join(client_traceback(wrong.value, language))
    assert text == (
        "Traceback (most recent call last):\n"
        '  File "job.py", line 1, in <module>\n'
        "    exec('x = (')\n"
        '  File "<string>", line 1\n'
        "    x = (\n"
        "        ^\n"
        "SyntaxError: '(' was never closed\n"
    ).replace("\n  File \"<string>", "\n    ~~~~^^^^^^^^^\n  File \"<string>" if _CALLS else
              "\n  File \"<string>")  # fmt: skip


_CALLS = __import__("sys").version_info >= (3, 13)


def test_suggestions_name_nothing_that_cannot_be_spelled_or_read() -> None:
    """No stand-in, no guard, no mark; nothing private of the library's."""
    for source in (
        "class A:\n def f(self):\n  self._x = 1\n  return slf\nA().f()",
        "class A: pass\nA()._abc",
        "class A: pass\nA.abc_session",
        "getatt",
        "pur",
        "tokn",
        "through_",
        "import statistics\nstatistics.NormalDist()._sigm",
    ):
        text = told(source, modules=("statistics",))
        last = text.splitlines()[-1].partition("Did you mean")[2]
        assert "<" not in last, text
        assert "_abc" not in last, text
        assert "_sigma" not in text, text


def test_middle_of_a_long_traceback_is_left_out() -> None:
    """Its start and its end are there, and how much is not."""
    lines = "".join(f"def f{n}(): f{n + 1}()  # {'.' * 200}\n" for n in range(900))
    text = told(f"{lines}def f900(): 1 / 0\nf0()")
    assert len(text) <= limits.TRACEBACK_TEXT + 200
    assert "in f0\n" in text
    assert "lines left out ...\n" in text
    assert text.endswith("ZeroDivisionError: division by zero\n")


def test_plain_python_is_told_as_well() -> None:
    """With its lines and carets; the library's frames are left out there too."""
    language = plain_language()
    with pytest.raises(ValueError, match="x") as caught:
        language.execute("import json\ndef f(): raise ValueError('x')\nf()", "job.py")
    text = "".join(client_traceback(caught.value, language))
    assert "    def f(): raise ValueError('x')\n" in text
    with pytest.raises(SyntaxError) as wrong:
        language.execute("x = 1\nreturn x", "job.py")
    assert "    return x\n    ^^^^^^^^\n" in "".join(client_traceback(wrong.value, language))
