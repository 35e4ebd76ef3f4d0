"""Row 10: an object gets another class, a function other code, a class other bases."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: A function of the library that all later code would call.
STILL = "import json, statistics\nassert json.dumps([1]) == '[1]'\nassert statistics.mean([3]) == 3"

ATTACKS = {
    "class_of_a_module": Attack(
        """
import json
class M(type(json)):
    def __getattribute__(self, name):
        return lambda *a, **k: "evil"
json.__class__ = M
""",
        witness=STILL,
    ),
    "class_by_setattr": Attack(
        """
import json
class M(type(json)):
    dumps = property(lambda self: 1)
    def __getattribute__(self, name):
        return lambda *a, **k: "evil"
setattr(json, "__cla" + "ss__", M)
""",
        witness=STILL,
    ),
    "class_by_object_setattr": Attack(
        """
import json
T = type(json)
class M(T):
    def __getattribute__(self, name):
        return lambda *a, **k: "evil"
object.__setattr__(json, "__class__", M)
T.__setattr__(json, "__class__", M)
""",
        witness=STILL,
    ),
    "code_of_a_function": Attack(
        """
import statistics
statistics.mean.__code__ = (lambda data: "evil").__code__
""",
        witness=STILL,
    ),
    "code_by_setattr": Attack(
        """
import statistics
def evil(data): return "evil"
setattr(statistics.mean, "__code__", getattr(evil, "__code__"))
""",
        witness=STILL,
    ),
    "code_rewritten": Attack("""
def f(): return x
f.__code__ = f.__code__.replace(co_names=("__builtins__",))
b = f()
take(b)
"""),
    "defaults_of_a_function": Attack(
        """
import json
json.dumps.__kwdefaults__["cls"] = 1
json.dumps.__kwdefaults__["default"] = lambda o: "evil"
""",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
    "bases_of_a_class": Attack(
        """
import fractions, numbers
class Evil(numbers.Rational):
    __slots__ = ()
    def __float__(self): return 666.0
fractions.Fraction.__bases__ = (Evil,)
""",
        witness="import fractions\nassert float(fractions.Fraction(1, 2)) == 0.5",
    ),
    "method_of_a_class": Attack(
        """
import json
json.JSONEncoder.encode = lambda self, o: "evil"
""",
        witness="import json\nassert json.JSONEncoder().encode(1) == '1'",
    ),
    "class_that_answers_for_all": Attack("""
class Liar:
    def __getattribute__(self, name):
        if name == "__class__": return str
        return object.__getattribute__(self, name)
    def __eq__(self, other): return True
    def __hash__(self): return hash("__globals__")
    def __str__(self): return "__globals__"
import statistics
take(getattr(statistics.mean, str(Liar()))["__builtins__"])
"""),
    "class_in_the_dictionary": Attack(
        """
import json
class M(type(json)):
    def __getattribute__(self, name): return lambda *a, **k: "evil"
vars(json)["dumps"] = lambda *a, **k: "evil"
vars(json)["__class__"] = M
""",
        witness=STILL,
    ),
    "instance_of_a_library_class": Attack("""
import random
class R:
    def go(self): take(self.shuffle.__func__.__globals__["__builtins__"])
class X(R, random.Random): pass
r = random.Random()
r.__class__ = X
r.go()
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_object_changes_its_type(walls: Walls, wall: str, name: str) -> None:
    """Classes, code, bases and dictionaries of what is not the session's stay as they are."""
    walls.judge(wall, ATTACKS[name])
