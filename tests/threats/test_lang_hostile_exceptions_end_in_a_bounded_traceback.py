"""Exceptions made to break, fill or hang whatever prints them end in a short, true traceback."""

from __future__ import annotations

import contextlib
import io

import pytest

from guardedflame import limits
from guardedflame.errors import Refused
from guardedflame.ipc.messages import Failed, encode
from guardedflame.sandbox.guard.language import client_traceback, guarded_language, plain_language
from guardedflame.serial.failures import failure_of
from harness import Serve

#: What a client of the guarded language can raise, and a part of what has to be told of it.
GUARDED = {
    "str raises": (
        "class E(Exception):\n def __str__(self): 1 / 0\nraise E",
        "E: <exception str() failed>",
    ),
    "str exits": (
        "class E(Exception):\n def __str__(self): exit(3)\nraise E",
        "E: <exception str() failed>",
    ),
    "str recurses": (
        "class E(Exception):\n def __str__(self): return str(self)\nraise E",
        "E: <exception str() failed>",
    ),
    "str is a lying text": (
        (
            "class S(str):\n def __str__(self): return 'lie'\n def __len__(self): return 0\n"
            " def __getitem__(self, at): return self\n def __add__(self, other): exit()\n"
            "class E(Exception):\n def __str__(self): return S('true')\nraise E"
        ),
        "E: true",
    ),
    "message of a megabyte": ("raise ValueError('x' * 1_000_000)", "996000 more characters"),
    "message of surrogates": ("raise ValueError('\\ud800' * 10)", "ValueError"),
    "notes of a megabyte": (
        "e = ValueError('e')\nfor i in range(1000): e.add_note('n' * 100_000)\nraise e",
        "ValueError: e",
    ),
    "notes that are none": (
        "class E(Exception): pass\ne = E('e')\ne.__dict__['__notes__'] = 7\nraise e",
        "E: e\n7\n",
    ),
    "notes with a hostile member": (
        (
            "class N:\n def __str__(self): exit()\nclass E(Exception): pass\n"
            "e = E('e')\ne.__dict__['__notes__'] = ['a', N(), ['b']]\nraise e"
        ),
        "E: e\na\n<note str() failed>\n['b']\n",
    ),
    "causes in a circle": (
        (
            "a, b = ValueError('a'), TypeError('b')\n"
            "try:\n raise a from b\nexcept ValueError:\n raise b from a"
        ),
        "TypeError: b",
    ),
    "a cause of itself": ("e = ValueError('e')\nraise e from e", "ValueError: e"),
    "ten thousand causes": (
        (
            "e = ValueError('first')\nfor i in range(10_000):\n try: raise ValueError(i) from e\n"
            " except ValueError as new: e = new\nraise e"
        ),
        "ValueError: 9999",
    ),
    "contexts a thousand deep": (
        (
            "def f(n):\n try: raise ValueError(n)\n except ValueError:\n"
            "  if n: f(n - 1)\n  else: raise\nf(300)"
        ),
        "ValueError: 0",
    ),
    "group of a hundred thousand": (
        "raise ExceptionGroup('g', [ValueError(i) for i in range(100_000)])",
        "and 99985 more exceptions",
    ),
    "groups in groups": (
        "e = ValueError('in')\nfor i in range(900): e = ExceptionGroup(str(i), [e] * 20)\nraise e",
        "ExceptionGroup: 899 (20 sub-exceptions)",
    ),
    "recursion": ("def f(): f()\nf()", "RecursionError"),
    "recursion by two lines": (
        "def f(n):\n if n % 2: f(n + 1)\n else: f(n + 1)\nf(0)",
        "RecursionError",
    ),
    "a line of sixty kilobytes": ("x = [" + "1, " * 20_000 + "] + None", "TypeError"),
    "long lines often": (
        "def f(n): " + "n + 1; " * 500 + "return f(n + 1) + 1\nf(0)",
        "RecursionError",
    ),
    "huge columns": ("raise SyntaxError('s', ('f', 1, 1, 'text', 1, 10 ** 12))", "SyntaxError: s"),
    "huge line number": ("raise SyntaxError('s', ('f', 10 ** 5000, 1, 'text'))", "SyntaxError"),
    "columns before the line": ("raise SyntaxError('s', ('f', 1, -9, 't', 1, -5))", "SyntaxError"),
    "places that are none": ("raise SyntaxError('s', ((), 1, 1, 't'))", "SyntaxError: s"),
    "line of a megabyte": ("raise SyntaxError('s', ('f', 1, 1, 't' * 1_000_000))", "SyntaxError"),
    "dir exits": (
        "class A:\n def __dir__(self): exit()\nA().missing",
        "'A' object has no attribute 'missing'",
    ),
    "dir is endless": (
        (
            "class A:\n def __dir__(self): return ['missin' + str(i) for i in range(10 ** 5)]\n"
            "A().missing"
        ),
        "'A' object has no attribute 'missing'",
    ),
    "dir lies": (
        (
            "class S(str):\n def __len__(self): exit()\nclass A:\n"
            " def __dir__(self): return [S('missin'), 7, None]\nA().missing"
        ),
        "'A' object has no attribute 'missing'",
    ),
    "getattr exits": (
        "class A:\n def __getattr__(self, name): exit()\n def f(self): missing\nA().f()",
        "name 'missing' is not defined",
    ),
    "name is huge": ("getattr(3, 'x' * 1_000_000)", "AttributeError"),
    "file name of lines": ("1 / 0", "ZeroDivisionError"),
}

#: What plain Python can do besides.
PLAIN = {
    "class lies": (
        (
            "class M(type):\n"
            " __name__ = __module__ = __mro__ = property(lambda self: 1 / 0)\n"
            " def __getattribute__(self, name): raise SystemExit\n"
            " def __instancecheck__(self, other): raise SystemExit\n"
            "class E(Exception, metaclass=M):\n __class__ = property(lambda self: SyntaxError)\n"
            "raise E('true')"
        ),
        "E: true",
    ),
    "attributes lie": (
        (
            "class E(Exception):\n def __getattribute__(self, name): raise SystemExit\n"
            " def __str__(self): return 'true'\nraise E"
        ),
        "E: true",
    ),
    "links lie": (
        (
            "class E(Exception):\n"
            " __cause__ = __context__ = __traceback__ = property(lambda self: 1 / 0)\n"
            " __suppress_context__ = __notes__ = args = property(lambda self: self)\n"
            "raise E('true')"
        ),
        "E",
    ),
    "module is no text": (
        "class E(Exception): __module__ = 7\nraise E('true')",
        "<unknown>.E: true",
    ),
    "refusal lies": (
        (
            "from guardedflame.errors import CodeRefused\n"
            "class E(CodeRefused):\n rule = hint = msg = property(lambda self: 1 / 0)\n"
            "raise E.__new__(E)"
        ),
        "E",
    ),
    "refusals are made up": (
        (
            "from guardedflame.errors import CodeRefused\n"
            "e = CodeRefused('x')\ne._refusals = 3, None\nraise e"
        ),
        "CodeRefused",
    ),
    "a million frames": (
        (
            "import sys\nsys.setrecursionlimit(10 ** 6)\ndef f(n):\n if n: f(n - 1)\n else: 1 / 0\n"
            "f(100_000)"
        ),
        "ZeroDivisionError",
    ),
}


def judged(text: str, told: list[str], error: BaseException) -> None:
    """Hold what is told of an exception against the bounds and against what must be in it."""
    assert text in "".join(told), "".join(told)[-2000:]
    assert all(type(piece) is str for piece in told)
    assert sum(map(len, told)) <= limits.TRACEBACK_TEXT + 2 * limits.EXCEPTION_TEXT + 1000
    assert "/sandbox/" not in "".join(told)
    with contextlib.suppress(BaseException):  # said as RuntimeError by the worker then
        assert len(encode(Failed(1, failure_of(error, told)))) < limits.IPC_SMALL


@pytest.mark.parametrize("name", GUARDED)
def test_guarded_exception_is_told_within_bounds(name: str) -> None:
    """And the language goes on."""
    language = guarded_language(modules={})
    source, text = GUARDED[name]
    filename = "\n".join(["x" * 100] * 5) if name == "file name of lines" else "job.py"
    with contextlib.redirect_stderr(io.StringIO()), pytest.raises(BaseException) as caught:
        language.execute(source, filename)
    judged(text, client_traceback(caught.value, language), caught.value)
    assert language.evaluate("1 + 1") == 2


@pytest.mark.parametrize("name", PLAIN)
def test_plain_exception_is_told_within_bounds(name: str) -> None:
    """With ``language: python`` an exception's class may be anything at all."""
    language = plain_language()
    source, text = PLAIN[name]
    limit = __import__("sys").getrecursionlimit()
    try:
        with pytest.raises(BaseException) as caught:
            language.execute(source, "job.py")
        judged(text, client_traceback(caught.value, language), caught.value)
    finally:
        __import__("sys").setrecursionlimit(limit)


def test_all_of_them_leave_a_session_as_it_was(serve: Serve) -> None:
    """One after the other, in one real session: each is an error with a text, none its end."""
    flame = serve().connect()
    flame.execute("kept = 41")
    for name, (source, text) in GUARDED.items():
        with pytest.raises(Exception) as caught:
            flame.execute(source, filename="job.py")
        told = str(caught.value) + "".join(getattr(caught.value, "__notes__", []))
        assert isinstance(caught.value, Refused | SyntaxError) or text.split("\n")[0] in told, name
    assert flame.evaluate("kept + 1") == 42
