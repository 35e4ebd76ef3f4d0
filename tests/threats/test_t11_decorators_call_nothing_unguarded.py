"""Row 11: ``@exec`` and ``@__import__`` are calls that no call syntax shows."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "published": Attack("""
@exec
@(lambda _: "take(__builtins__)")
class X: pass
"""),
    "eval": Attack("""
@eval
@(lambda f: "open(FILE).read()")
def out(): pass
"""),
    "import_by_decorator": Attack("""
@take
@__import__
@(lambda _: "builtins")
def f(): pass
"""),
    "open_and_list": Attack("""
@print
@list
@open
@(lambda _: FILE)
class X: pass
"""),
    "compile_and_exec": Attack("""
@exec
@(lambda source: compile(source, "x", "exec"))
@(lambda _: "take(__builtins__)")
def f(): pass
"""),
    "globals": Attack("""
@take
@(lambda g: g["__builtins__"])
@(lambda _: globals())
def f(): pass
"""),
    "getattr_by_partial": Attack("""
import functools
@take
@(lambda g: g["__builtins__"])
@(lambda f: getattr(f, "__globals__"))
def f(): pass
"""),
    "class_decorated_with_a_builtin": Attack("""
@vars
class X: pass
take(vars(take.__class__)["__globals__"].__get__(take)["__builtins__"])
"""),
    "property_of_eval": Attack("""
class X:
    run = property(eval)
    def __str__(self): return "take(__builtins__)"
class S(str):
    run = property(eval)
S("take(__builtins__)").run
"""),
    "staticmethod_and_classmethod": Attack("""
class X(str):
    run = staticmethod(eval)
X.run("take(__builtins__)")
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_decorators_call_nothing_unguarded(walls: Walls, wall: str, name: str) -> None:
    """What is called is a guard or a refusal, whoever calls it."""
    walls.judge(wall, ATTACKS[name])
