"""eval, exec and compile of guarded code: namespaces as in CPython, judged like all code."""

from __future__ import annotations

import contextlib

import pytest

from guardedflame.errors import CallRefused, CodeRefused
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language


@pytest.fixture(name="language")
def language_fixture() -> GuardedLanguage:
    """A language whose profile names all three."""
    return guarded_language(
        modules={"math": "*"}, builtins_also=["eval", "exec", "compile"], source_limit=2000
    )


def test_without_the_profiles_word_they_are_refused() -> None:
    """Each says what to do instead."""
    language = guarded_language(modules={})
    for source in ("eval('1')", "exec('1')", "compile('1', 'f', 'eval')"):
        with pytest.raises(CallRefused):
            language.evaluate(source)


def test_text_runs_where_it_is_called(language: GuardedLanguage) -> None:
    """A module's names are read and written, a function's are read."""
    language.execute(
        "x = 1\nexec('x += 1; y = x')\n"
        "def f(a):\n    b = 2\n    exec('b = 3')\n    return eval('a + b + x')\n"
        "z = f(10)"
    )
    assert language.evaluate("(x, y, z)") == (2, 2, 14)


def test_a_given_dictionary_is_the_namespace(language: GuardedLanguage) -> None:
    """Names go in and come back, functions see what later text sets, deletions count."""
    language.execute(
        "space = {'a': 2}\n"
        "exec('def f(): return a * b\\nb = 3', space)\n"
        "one = space['f']()\n"
        "exec('b = 10; del a; a = 4', space)\n"
        "two = space['f']()\n"
        "exec('del b', space)"
    )
    assert language.evaluate("(one, two, sorted(space))") == (6, 40, ["a", "f"])


def test_locals_of_their_own(language: GuardedLanguage) -> None:
    """As a class body's: read first, written."""
    language.execute("inside = {}\nexec('q = k + 1', {'k': 1}, inside)")
    assert language.evaluate("inside") == {"q": 2}


def test_compiled_text_runs_again(language: GuardedLanguage) -> None:
    """Once compiled, by either of the two; nothing of it can be read."""
    language.execute(
        "code = compile('n + 1', '<form>', 'eval')\nr = [eval(code, {'n': n}) for n in (1, 2)]"
    )
    assert language.evaluate("r") == [2, 3]
    assert language.evaluate("[name for name in dir(code) if name[:1] != '_']") == []


def test_builtins_in_the_dictionary_are_the_only_ones(language: GuardedLanguage) -> None:
    """What calculators do to keep names out."""
    language.execute("import math\nspace = {'__builtins__': {'abs': abs}, 'sqrt': math.sqrt}")
    assert language.evaluate("eval('abs(-3) + sqrt(4)', space)") == 5
    with pytest.raises(NameError, match="print"):
        language.evaluate("eval('print(1)', space)")
    with pytest.raises(NameError, match="len"):
        language.evaluate("eval('len([])', {'__builtins__': {}})")


def test_text_is_judged_and_bounded_like_all_source(language: GuardedLanguage) -> None:
    """Refusals, syntax errors and the size of the profile."""
    with pytest.raises(CodeRefused, match="__globals__"):
        language.evaluate("eval('f.__globals__')")
    with pytest.raises(SyntaxError):
        language.evaluate("exec('x = = 1')")
    with pytest.raises(CodeRefused, match="the profile allows"):
        language.evaluate("exec('#' * 3000)")
    with pytest.raises(SyntaxError):
        language.evaluate("eval('(' * 1900)")
    with contextlib.suppress(CodeRefused):  # CPython 3.13 can
        assert language.evaluate("eval('-' * 1999 + '1')") == -1
    with pytest.raises(SyntaxError):
        language.evaluate("eval('[' * 900 + ']' * 900)")


@pytest.mark.parametrize(
    "source",
    [
        # The dictionary that code runs in is in nobody's hands, nor are the builtins in it.
        "space = {}\nexec('1', space)\nout = space['__builtins__']",
        "exec('def f(): pass', space := {})\nout = space['f'].__globals__",
        "exec('out = 1', {'<write>': 1, '<getattr>': lambda o, n: 1})\nout = {}._x",
        "out = globals()['__builtins__']",
        "out = locals()['__builtins__']",
        "out = vars()['__builtins__']",
        "globals()['__builtins__'] = {}\nout = 1",
        "globals()['<token>'] = 1",
        "globals().update({'<write>': 1})",
        "globals().setdefault('<write>', 1)",
        "class K(str):\n def __hash__(self): return hash('<write>')\nglobals()[K('x')] = 1",
        "out = type(globals())._through",
        "out = globals()._whole",
        "class G(type(globals())): pass",
        "out = compile('1', 'f', 'eval').co_code",
        "out = compile('1', 'f', 'eval')._code",
        "out = compile('1', 'f', 'exec', 1024)",
        "class S(str):\n def strip(self, *a): return 'f.__globals__'\neval(S('f.__d__'))",
        "def f():\n self = 1\n return locals()['<of self>']\nout = f()",
        "eval('__import__', {})('os')",
        "out = eval.__self__",
        "out = exec.__func__.__globals__",
    ],
)
def test_namespaces_and_code_are_no_way_out(language: GuardedLanguage, source: str) -> None:
    """Each raises an ordinary error."""
    with pytest.raises(
        (
            AttributeError,
            KeyError,
            TypeError,
            NameError,
            CallRefused,
            CodeRefused,
            ImportError,
            ValueError,
        )
    ):
        language.execute(source)


def test_a_name_of_the_client_s_own_kind_is_no_guard(language: GuardedLanguage) -> None:
    """Keys that are no exact identifiers do not reach the namespace."""
    language.execute(
        "class K(str):\n"
        "    def __hash__(self): return hash('<write>')\n"
        "    def __eq__(self, other): return True\n"
        "space = {K('x'): lambda v: v, 1: 2, 'a b': 3, 'ok': 4}\n"
        "exec('seen = sorted(globals())', space)"
    )
    assert language.evaluate("'ok' in space['seen']") is True
    assert len(language.evaluate("space['seen']")) <= 3  # type: ignore[arg-type]
