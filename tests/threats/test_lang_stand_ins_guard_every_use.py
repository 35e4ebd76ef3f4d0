# ruff: noqa: E501  (attacks stand on lines of their own)
"""Objects that are not the session's are asked about each time, however a name for them is reused.

Compiled code holds a local of its own for a parameter that was looked at; these attacks bind the
name again, reach it from another scope, or hand in an object of the library.
"""

from __future__ import annotations

import fractions
import json

import pytest

from guardedflame.errors import CodeRefused, GuardRefused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

PRELUDE = """
import json, collections, fractions, random, typing
class Own:
    _x = 1
own = Own()
theirs = json.dumps
"""

ATTACKS = {
    "a parameter": "def f(b):\n b.x = 1\n b.y = 2\nf(theirs)",
    "used once": "def f(b): b.x = 1\nf(theirs)",
    "read once": "def f(b): return b._x\nf(theirs)",
    "read twice": "def f(b): return b._abc_impl, b._abc_impl\nf(typing.Sized)",
    "in place": "def f(b): b._x += 1\nf(theirs)",
    "deleted": "def f(b):\n b._x = 1\n del b.__doc__\nf(theirs)",
    "bound again": "def f(b):\n b.x = 1\n b = theirs\n b.x = 1\nf(own)",
    "bound by for": "def f(b):\n b.x = 1\n for b in [theirs]: b.x = 1\n b.x = 1\nf(own)",
    "bound by with": "class C:\n def __enter__(self): return theirs\n def __exit__(self, *a): pass\n"
    "def f(b):\n b.x = 1\n with C() as b:\n  b.x = 1\n  b.x = 2\nf(own)",
    "bound by except": "def f(b):\n b.x = 1\n try: raise StopIteration(1)\n"
    " except StopIteration as b:\n  b._x = 1\n  b._y = 1\nf(own)",
    "bound by import": "def f(b):\n b.x = 1\n import json as b\n b.x = 1\nf(own)",
    "bound by match": "def f(b):\n b.x = 1\n match theirs:\n  case b: b.x = 1\nf(own)",
    "bound by walrus": "def f(b):\n b.x = [b := theirs]\n b.x = 1\nf(own)",
    "walrus in a comprehension": "def f(b):\n b.x = 1\n [b := t for t in [theirs]]\n b.x = 1\nf(own)",
    "in its own value": "def f():\n b = own\n b.x = 1\n b.y = (b := theirs)\nf()",
    "a local left behind": "def f():\n b = own\n b.x = 1\n b = theirs\n b.y = 1\nf()",
    "left in a branch": "def f(c):\n b = theirs\n if c:\n  b = own\n  b.x = 1\n b.y = 1\nf(0)",
    "left in a loop": "def f():\n b = own\n for i in (0, 1):\n  b.x = i\n  b = theirs\nf()",
    "nonlocal": "def f(b):\n b.x = 1\n def g():\n  nonlocal b\n  b = theirs\n g()\n b.x = 1\nf(own)",
    "global": "b = own\ndef f():\n global b\n b.x = 1\n b = theirs\n b.x = 2\nf()",
    "a closure": "def f(b):\n def g():\n  b.x = 1\n  b.y = 1\n return g\nf(theirs)()",
    "a lambda's parameter": "f = lambda b: (b._x, b._x)\nf(theirs)",
    "a lambda inside": "def f(b): return lambda: (b._x, b._x)\nf(theirs)()",
    "a comprehension's variable": "def f(b):\n b.x = 1\n return [b._x for b in [theirs]]\nf(own)",
    "a generator": "def f(b):\n yield b._x\n yield b._x\nlist(f(theirs))",
    "a default": "def f(b=theirs):\n b.x = 1\n b.y = 1\nf()",
    "star": "def f(*b):\n b._x\n b._x = 1\nf(theirs)",
    "keywords": "def f(**b): b.x = 1\nf(a=theirs)",
    "a conditional": "def f(a, c):\n (a if c else theirs).x = 1\nf(own, 0)",
    "a conditional's docstring": "def f(a, c):\n (a if c else theirs).__doc__ = ''\n a.x = 1\nf(own, 0)",
    "a docstring": "theirs.__doc__ = ''",
    "a docstring by setattr": "setattr(theirs, '__doc__', '')",
    "a docstring of a class": "def f(b): b.__doc__ = ''\nf(fractions.Fraction)",
    "a facade": "def f(b):\n b.x = 1\n b.y = 1\nf(json)",
    "a class of the library": "def f(b):\n b.x = 1\n b.y = 1\nf(fractions.Fraction)",
    "a parameter called as a guard": "class W:\n def __call__(self, x, *a): return x\n"
    "def f(write, getattr, b):\n write.a = getattr.a = 1\n write.b = getattr.b = 2\n [b][0].x = 1\n"
    "f(W(), W(), theirs)",
    "a parameter called as the set": "class P:\n def __contains__(self, x): return True\n"
    "def f(pure, b):\n pure.a = 1\n pure.b = 2\n b.x = 1\n b.y = 1\nf(P(), theirs)",
    "a parameter called as the token": "def f(token, b):\n token.a = 1\n token.b = 2\n"
    " class C(typing.Sized): pass\n b.x = 1\nf(own, theirs)",
    "a mangled name": "class C:\n def f(self, b): return b.__x, b.__x\nC().f(fractions.Fraction)",
}


def _language() -> GuardedLanguage:
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    language.execute(PRELUDE)
    return language


@pytest.mark.parametrize("name", ATTACKS)
def test_foreign_object_behind_a_known_name_is_refused(name: str) -> None:
    """An AttributeError (GuardRefused is one), and the library's function is as it was."""
    before = dict(vars(json.dumps)), json.dumps.__doc__, fractions.Fraction.__doc__
    with pytest.raises(AttributeError) as caught:
        _language().execute(ATTACKS[name])
    assert before == (dict(vars(json.dumps)), json.dumps.__doc__, fractions.Fraction.__doc__)
    assert "Through" not in str(caught.value)
    assert "Through" not in type(caught.value.obj).__name__


@pytest.mark.parametrize(
    "source",
    [
        "def f(a, c): (a if c else theirs).__class__ = 1",
        "def f(a, c): (a.b if c else theirs).gi_frame = 1",
        "def f(a): a.__slots__ = {}",
    ],
)
def test_refused_write_to_any_expression_is_a_refusal(source: str) -> None:
    """The compiler answers with CodeRefused whatever stands before the dot."""
    with pytest.raises(CodeRefused):
        _language().execute(source)


def test_own_objects_of_every_kind_go_through() -> None:
    """Instances of pure and of mixed classes, classes, functions, named tuples, modules."""
    language = _language()
    language.define_module("mine", "_n = 1")
    language.execute(
        "import mine\n"
        "class Mixed(json.JSONEncoder):\n"
        " def __init__(self):\n  super().__init__()\n  self._a = 1\n  self.__b = 2\n"
        " def total(self): return self._a + self.__b\n"
        " def more(self):\n  self._a += 1\n  self.__b += 1\n  del self._a\n  return self.__b\n"
        "P = collections.namedtuple('P', 'a b')\n"
        "def read(b): return b._n\n"
        "def twice(b):\n b._n = 5\n b._n += 1\n return b._n\n"
        "def again(b):\n b.x = 1\n b = P(1, 2)\n return b._replace(a=2)\n"
        "def kind(cls): return cls._x, cls._x\n"
        "m = Mixed()\n"
        "assert (m.total(), m.more()) == (3, 3)\n"
        "assert read(mine) == 1 and twice(mine) == 6 and mine._n == 6\n"
        "assert twice(own) == twice(Own) == twice(read) == 6\n"
        "assert again(own) == (2, 2) and kind(Own) == (1, 1)\n"
        "assert (lambda p: p._asdict())(P(1, 2)) == {'a': 1, 'b': 2}\n"
    )


@pytest.mark.parametrize(
    "name", ["getattr", "write", "type", "pure", "match", "token", "display", "through", "of"]
)
def test_no_stand_in_has_a_guards_name(name: str) -> None:
    """A parameter may be called anything; the guards are found under their own names."""
    language = _language()
    language.execute(
        f"def f({name}, other):\n"
        f" {name}._a = 1\n {name}._b = 2\n"
        " class C: _x = 4\n"
        " [other][0]._c = 3\n"
        f" return {name}._a + {name}._b + [C()][0]._x + other._c\n"
    )
    assert language.evaluate("f(Own(), Own())") == 10
    with pytest.raises(GuardRefused):
        language.evaluate("f(Own(), theirs)")


def test_names_of_stand_ins_show_nowhere() -> None:
    """Neither dir() nor an object's dictionary has a name that no source can spell."""
    language = _language()
    language.execute("def f(b):\n b.x = 1\n b.y = 2\n return dir(), dir(b), vars(b)\nout = f(own)")
    shown = language.evaluate("[n for names in out for n in names]")
    assert isinstance(shown, list)
    assert not [each for each in shown if "<" in each and not each.startswith("_abc_")]


def test_guards_answer_is_a_refusal_with_a_rule() -> None:
    """Through a stand-in as elsewhere."""
    with pytest.raises(GuardRefused) as caught:
        _language().execute("def f(b):\n b.x = 1\n b.y = 1\nf(theirs)")
    assert caught.value.rule == "guarded language: writes"
    assert "'function' object" in str(caught.value)
