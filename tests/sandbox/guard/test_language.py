"""The ways into a language, and what they answer."""

from __future__ import annotations

import contextlib
import io

import pytest

from guardedflame.errors import CallRefused, CodeRefused, GuardRefused, ImportRefused
from guardedflame.sandbox.guard.language import client_traceback, guarded_language, plain_language


def test_state_is_shared_by_execute_and_evaluate() -> None:
    """One namespace per session."""
    language = guarded_language(modules={})
    language.execute("x = 20")
    assert language.evaluate(" x * 2 + 2") == 42


def test_two_languages_share_nothing() -> None:
    """Not names, not classes, not random numbers."""
    one, two = guarded_language(modules={"random": "*"}), guarded_language(modules={"random": "*"})
    one.execute("class A: pass\nx = 1")
    two.namespace["A"] = one.namespace["A"]
    with pytest.raises(GuardRefused):
        two.execute("A.y = 1")
    with pytest.raises(NameError):
        two.evaluate("x")
    assert one.member("random", "random") is not two.member("random", "random")


def test_imports_follow_the_profile() -> None:
    """Listed names only, by every form of import; the refusal names the rule."""
    language = guarded_language(
        modules={"math": ["sqrt", "pi"], "os.path": "*"},
        rule_of={"module": "p.yaml:3 modules"}.get,
    )
    language.execute("import math, os.path\nfrom os import path as p\nimport os.path as q")
    assert language.evaluate("(math.sqrt(4), os.path.join('a', 'b'), p.basename('a/b'))")
    assert language.describe("math") == (["sqrt"], ["pi"])
    for source in ("import sys", "from math import sin", "import os.sep", "from os import environ"):
        with pytest.raises(ImportRefused) as caught:
            language.execute(source)
        assert caught.value.rule == "p.yaml:3 modules"
    with pytest.raises(CallRefused):
        language.member("math", "sin")


def test_uncatalogued_module_is_listed_name_by_name() -> None:
    """A star means the catalogue's names, so it means nothing elsewhere; modules are refused."""
    with pytest.raises(ImportRefused, match="catalogue"):
        guarded_language(modules={"zipapp": "*"}).module("zipapp")
    with pytest.raises(ImportRefused, match="module or private"):
        guarded_language(modules={"zipapp": ["sys"]}).module("zipapp")
    assert guarded_language(modules={"netrc": ["netrc"]}).member("netrc", "netrc")


def test_denied_builtins_refuse_when_called() -> None:
    """By deny list and by allow list; exception classes stay."""
    language = guarded_language(modules={}, builtins_denied=["print"])
    with pytest.raises(CallRefused, match="print"):
        language.evaluate("print(1)")
    language = guarded_language(modules={}, builtins_allowed=["len"])
    assert language.evaluate("len('ab')") == 2
    with pytest.raises(CallRefused):
        language.evaluate("max(1, 2)")
    with pytest.raises(CallRefused):
        language.builtin("__import__")


def test_sent_modules_are_importable_and_readable() -> None:
    """Dotted names make packages; a name of the server's Python is refused."""
    language = guarded_language(modules={})
    language.define_module("acme.tools", "_n = 1\ndef f():\n    return _n")
    language.execute("import acme.tools as t\nfrom acme import tools\nt._n = 5")
    assert language.evaluate("(tools.f(), t is tools)") == (5, True)
    assert language.module_source("acme.tools").startswith("_n")
    for name in ("os", "os.path", "guardedflame.x", "_x", "a..b"):
        with pytest.raises(CallRefused):
            language.define_module(name, "")
    language.execute("import acme\ndel acme.tools\nimport acme.tools as again")
    assert language.evaluate("again is tools")


def test_console_lines_are_judged_and_shown() -> None:
    """None while more is needed; values are printed; refusals are refusals."""
    language = guarded_language(modules={})
    assert language.console_line("def f():") is None
    code = language.console_line("1 + 1")
    assert code is not None
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        language.run_code(code)
    assert output.getvalue() == "2\n"
    assert language.evaluate("_") == 2
    for nothing in ("", "   ", "# a comment"):
        assert language.console_line(nothing) is not None
    with pytest.raises(CodeRefused):
        language.console_line("f.__globals__")


@pytest.mark.parametrize("make", [lambda: guarded_language(modules={}), plain_language])
def test_traceback_shows_only_the_clients_lines(make) -> None:  # type: ignore[no-untyped-def]
    """Its frames, with its own source text; nothing of ours."""
    language = make()
    with pytest.raises(ZeroDivisionError) as caught:
        language.execute("def f(x):\n    return 1 / x\nf(0)\n", "<job.py>")
    text = "".join(client_traceback(caught.value, language))
    assert 'File "<job.py>", line 2, in f\n    return 1 / x' in text
    assert "sandbox" not in text
    assert text.endswith("ZeroDivisionError: division by zero\n")


def test_modules_of_a_package_import_each_other() -> None:
    """Absolutely and relatively, whichever was sent first; the package keeps its modules."""
    language = guarded_language(modules={})
    language.define_module("shop.prices", "_RATE = 2\ndef price(n): return n * _RATE")
    language.define_module("shop.cart", "from .prices import price, _RATE\nfrom . import prices")
    language.define_module("shop.deep.till", "from ..cart import price\nfrom .. import cart")
    language.define_module("shop", "from .cart import price as cost\n__all__ = ['cost']")
    language.execute("import shop\nfrom shop import *\nfrom shop.cart import _RATE")
    assert language.evaluate("(cost(3), shop.cart.price(1), shop.prices._RATE, _RATE)") == (
        6,
        2,
        2,
        2,
    )
    for source in ("from . import x", "from .shop import y", "from shop import nothing"):
        with pytest.raises(ImportError):
            language.execute(source)
    with pytest.raises(ImportError) as caught:
        language.execute("import absent")
    assert caught.value.name == "absent"


@pytest.mark.parametrize(
    "source",
    [
        "__all__ = ['__builtins__']",
        "__all__ = ['__name__']",
        "class S(str): pass\n__all__ = [S('x')]\nx = 1",
        "class L(list): pass\n__all__ = L(['x'])\nx = 1",
        "__all__ = ['<write>']",
        "__all__ = 5",
    ],
)
def test_a_star_brings_names_only(source: str) -> None:
    """What a module says of itself cannot bind what no source could."""
    language = guarded_language(modules={})
    language.define_module("m", source)
    with pytest.raises((TypeError, AttributeError)):
        language.execute("from m import *")
