"""Row 9: class patterns read attributes, and captures bind names, without a read or a write."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "keyword_pattern": Attack("""
def f(): pass
match f:
    case object(__globals__=g):
        take(g["__builtins__"])
"""),
    "public_internals": Attack("""
g = (x for x in ())
match g:
    case object(gi_frame=object(f_builtins=b)):
        take(b)
"""),
    "match_args_of_a_registered_class": Attack("""
import abc, statistics
class C(abc.ABC):
    __match_args__ = ("__globals__",)
C.register(type(statistics.mean))
match statistics.mean:
    case C(g):
        take(g["__builtins__"])
"""),
    "match_args_that_change": Attack("""
import abc, json
class D:
    n = 0
    def __get__(self, instance, owner):
        D.n += 1
        return ("x",) if D.n % 2 == 0 else ("__globals__",)
class C(abc.ABC):
    __match_args__ = D()
C.register(type(json.dumps))
for _ in "ab":
    try:
        match json.dumps:
            case C(g):
                take(g["__builtins__"])
    except AttributeError:
        pass
"""),
    "match_args_set_in_between": Attack("""
import abc, json
class C(abc.ABC):
    __match_args__ = ("x",)
C.register(type(json.dumps))
def subject():
    C.__match_args__ = ("__globals__",)
    return json.dumps
match subject():
    case C(g):
        take(g["__builtins__"])
"""),
    "match_args_set_by_a_guard_clause": Attack("""
import abc, json
class C(abc.ABC):
    __match_args__ = ("x",)
C.register(type(json.dumps))
def later():
    C.__match_args__ = ("__globals__",)
match json.dumps:
    case _ if later():
        pass
    case C(g):
        take(g["__builtins__"])
"""),
    "match_args_of_a_metaclass": Attack("""
import uuid
class M(type):
    @property
    def __match_args__(cls): return ("format",)
class S(str, metaclass=M): pass
match S("{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}"):
    case S(f):
        print(f(uuid.uuid4))
"""),
    "match_args_of_a_metaclass_by_getattr": Attack("""
import uuid
class M(type):
    def __getattribute__(cls, name):
        return ("format",) if name == "__match_args__" else type.__getattribute__(cls, name)
class N(type):
    def __getattr__(cls, name):
        return ("format",)
for meta in (M, N):
    class S(str, metaclass=meta): pass
    match S("{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}"):
        case S(f):
            print(f(uuid.uuid4))
"""),
    "match_args_of_a_base_set_later": Attack("""
import uuid
class Base: pass
class S(Base, str): pass
def text():
    Base.__match_args__ = ("format",)
    return S("{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}")
match text():
    case S(f):
        print(f(uuid.uuid4))
"""),
    "instance_check_of_a_metaclass": Attack("""
import json
class M(type):
    def __instancecheck__(cls, x): return True
class C(metaclass=M):
    __match_args__ = ("__globals__",)
match json.dumps:
    case C(g):
        take(g["__builtins__"])
"""),
    "names_that_lie": Attack(
        """
import abc, json
class S(str):
    def __getitem__(self, i): return "x"
    def startswith(self, *a): return False
class C(abc.ABC):
    __match_args__ = (S("__globals__"),)
C.register(type(json.dumps))
match json.dumps:
    case C(g):
        take(g["__builtins__"])
""",
        closed="CPython takes exact texts in __match_args__ only",
    ),
    "inherited_match_args": Attack("""
import abc, collections, json
class Base:
    __match_args__ = ("__globals__",)
class C(Base, abc.ABC): pass
C.register(type(json.dumps))
match json.dumps:
    case C(g):
        take(g["__builtins__"])
"""),
    "match_args_of_a_dataclass": Attack("""
import abc, dataclasses, json
@dataclasses.dataclass
class D(abc.ABC):
    __globals__: object
D.register(type(json.dumps))
match json.dumps:
    case D(g):
        take(g["__builtins__"])
"""),
    "nested_in_sequence_mapping_or_as": Attack("""
import uuid
match [{"k": uuid.uuid4}]:
    case [{"k": object(__globals__={"__builtins__": b}) as whole}, *rest] | [b, whole, *rest]:
        take(b)
"""),
    "bound_method_of_text": Attack("""
import uuid
match "{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}":
    case str(format=f) | str(format_map=f):
        print(f(uuid.uuid4))
"""),
    "capture_binds_a_guarded_name": Attack(
        """
import json
match {"a": json.loads, "b": 2}:
    case {"a": __import__, **__builtins__}:
        pass
json.dumps = None
""",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_patterns_read_and_bind_nothing_guarded(walls: Walls, wall: str, name: str) -> None:
    """Each name that a pattern reads or binds is judged, when it runs as well."""
    walls.judge(wall, ATTACKS[name])
