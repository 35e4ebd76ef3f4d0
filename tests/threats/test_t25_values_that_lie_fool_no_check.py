"""Row 25: a subclass of str or int answers a check with one thing and is another.

CVE-2026-34938 (PraisonAI: ``str`` whose ``startswith`` says no).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: A text that looks harmless to everybody who asks it.
LIAR = """
class Liar(str):
    def __new__(cls, text, *rest): return str.__new__(cls, text)
    def startswith(self, *a): return False
    def endswith(self, *a): return False
    def __getitem__(self, i): return "x"
    def __contains__(self, x): return False
    def isidentifier(self): return True
    def encode(self, *a): return b"x"
    def strip(self, *a): return "x"
    def split(self, *a): return ["x"]
    def __str__(self): return "x"
    def __repr__(self): return "'x'"
    def __len__(self): return 1
    def __iter__(self): return iter("x")
"""

ATTACKS = {
    "published": Attack(f"""{LIAR}
import uuid
take(getattr(uuid.uuid4, Liar("__globals__"))["__builtins__"])
"""),
    "equal_to_everything": Attack("""
import uuid
class Equal(str):
    def __eq__(self, other): return True
    def __hash__(self): return hash("__name__")
    def startswith(self, *a): return False
take(uuid.uuid4.__getattribute__(str.__str__(Equal("__globals__")))["__builtins__"])
"""),
    "setattr": Attack(
        f"""{LIAR}
import json
setattr(json, Liar("dumps"), lambda o: "evil")
""",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
    "setattr_of_a_special_name": Attack(f"""{LIAR}
class C: pass
class D:
    def go(self): take(self.go.__func__.__globals__["__builtins__"])
c = C()
setattr(c, Liar("__class__"), D)
c.go()
"""),
    "reduce_by_a_lying_name": Attack(f"""{LIAR}
import copy
class C: pass
setattr(C, Liar("__reduce_ex__"), lambda self, p: (take, (__import__("builtins"),)))
copy.copy(C())
"""),
    "item_of_vars": Attack(
        f"""{LIAR}
import json
vars(json)[Liar("dumps")] = lambda o: "evil"
""",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
    "namedtuple_field": Attack(f"""{LIAR}
import collections
try:
    collections.namedtuple("T", [Liar("x=print(open('%s').read())" % FILE)])
except Exception as e:
    print(e)
T = collections.namedtuple("T", "a")
take(getattr(T._replace, Liar("__globals__")).get("__builtins__")
     or getattr(collections.namedtuple, Liar("__globals__"))["__builtins__"])
"""),
    "attrgetter_and_methodcaller": Attack(f"""{LIAR}
import operator, uuid
read = operator.methodcaller(Liar("__getattribute__"), Liar("__globals__"))
take(read(uuid.uuid4)["__builtins__"])
"""),
    "format_template": Attack(f"""{LIAR}
import uuid
print(str.format(Liar("{{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}}"), uuid.uuid4))
"""),
    "format_field_of_a_mapping": Attack("""
import uuid
class M(dict):
    def __missing__(self, key): return uuid.uuid4
    def __getitem__(self, key): return uuid.uuid4
print("{x.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}".format_map(M()))
"""),
    "integer_that_lies": Attack("""
class N(int):
    def __index__(self): return -1
    def __lt__(self, other): return True
    def __eq__(self, other): return True
    def __hash__(self): return 0
import copy
class C: pass
C().__reduce_ex__(N(2))[0].__globals__ and take(C().__reduce_ex__(2)[0].__globals__["__builtins__"])
"""),
    "exception_that_lies": Attack("""
class E(AttributeError):
    def __str__(self): return "harmless"
    def __getattribute__(self, name):
        if name == "__class__": return ValueError
        return AttributeError.__getattribute__(self, name)
    obj = property(lambda self: take(self.__init__.__self__.__class__.__mro__[1] and
        (lambda: 0).__globals__["__builtins__"]))
E().obj
"""),
    "metaclass_equal_to_forward_references": Attack("""
import typing
ref = typing.get_args(typing.Optional["__import__('builtins')"])[0]
class Mixin:
    h = 0
    def __hash__(cls): return Mixin.h
    def __eq__(cls, other): return True
class M(Mixin, type): pass
start = id(typing.SupportsInt)
for step in range(20000):
    for where in (start + 16 * step, start - 16 * step):
        Mixin.h = (where >> 4) | ((where & 15) << 60)
        class C(metaclass=M): pass
        c = C()
        c._x = 1
        evaluate = getattr(ref, "_evaluate", None)
        if evaluate is not None:
            take(evaluate({}, {}, recursive_guard=frozenset()))
            raise SystemExit
"""),
    "metaclass_equal_to_functions_by_a_mixin": Attack(
        """
import statistics
class Mixin:
    def __hash__(cls): return hash(type(lambda: 0))
    def __eq__(cls, other): return True
class M(Mixin, type): pass
class C(metaclass=M): pass
c = C()
c._x = 1
statistics.mean.evil = 1
""",
        witness="import statistics\nassert not hasattr(statistics.mean, 'evil')",
    ),
    "metaclass_equal_to_functions_by_its_own_hook": Attack(
        """
import statistics
class M(type):
    def __init_subclass__(cls): pass
class N(M):
    def __hash__(cls): return hash(type(lambda: 0))
    def __eq__(cls, other): return True
class C(metaclass=N): pass
c = C()
c._x = 1
statistics.mean.evil = 1
""",
        witness="import statistics\nassert not hasattr(statistics.mean, 'evil')",
    ),
    "metaclass_equal_to_functions_later": Attack(
        """
import statistics
class Mixin: pass
class M(Mixin, type): pass
Mixin.__hash__ = lambda cls: hash(type(lambda: 0))
Mixin.__eq__ = lambda cls, other: True
class C(metaclass=M): pass
c = C()
c._x = 1
statistics.mean.evil = 1
""",
        witness="import statistics\nassert not hasattr(statistics.mean, 'evil')",
    ),
    "isinstance_that_lies": Attack("""
class Meta(type):
    def __instancecheck__(cls, x): return True
    def __subclasscheck__(cls, x): return True
    def mro(cls): return [cls, object]
class C(metaclass=Meta):
    __class__ = str
take(C.mro.__func__.__globals__["__builtins__"])
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_values_that_lie_fool_no_check(walls: Walls, wall: str, name: str) -> None:
    """Names are exact texts by the time they are judged, and types are asked of the interpreter."""
    walls.judge(wall, ATTACKS[name])
