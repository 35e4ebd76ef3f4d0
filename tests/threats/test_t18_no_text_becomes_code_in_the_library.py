"""Row 18: dataclasses, namedtuple, typing and enum put texts into code, or evaluate them.

Row 26 and asteval's GHSA-vp47-9734-prjw are about changing source after it was checked; this is
about source that nobody checked.
"""

from __future__ import annotations

import sys

import pytest

from escapes import WALLS, Attack, Walls

#: Shown in the middle of what the library generates.
TEXT = "take(__builtins__)"

ATTACKS = {
    "get_type_hints": Attack(f"""
import typing
def f(x: {TEXT!r}): pass
typing.get_type_hints(f)
"""),
    "get_type_hints_of_a_class": Attack(f"""
import typing
class C:
    x: {TEXT!r} = 1
typing.get_type_hints(C, globals())
"""),
    "forward_reference": Attack(f"""
import typing
ref = typing.ForwardRef({TEXT!r})
ref._evaluate(globals(), None, recursive_guard=frozenset())
"""),
    "forward_reference_of_optional": Attack(f"""
import typing
def f(): pass
ref = typing.get_args(typing.Optional[{TEXT!r}])[0]
typing.get_type_hints(type("C", (), {{"__annotations__": {{"x": ref}}}}), globals())
"""),
    "singledispatch": Attack(f"""
import functools
@functools.singledispatch
def f(x): pass
@f.register
def g(x: {TEXT!r}): pass
"""),
    "text_signature": Attack("""
import dataclasses
class Signed:
    def __get__(self, instance, owner): return self
    def __call__(self, *args, **keywords): pass
s = Signed()
vars(s)["__text_signature__"] = "(self, x=SECRET)"
vars(s)["__module__"] = MODULE
class C:
    __init__ = s
print(dataclasses.dataclass(init=False)(C).__doc__)
"""),
    "string_annotation_of_inspect": Attack(f"""
import inspect
def f(x: {TEXT!r}): pass
inspect.signature(f, eval_str=True)
"""),
    "field_that_is_no_name": Attack("""
import dataclasses
class C:
    pass
C.__annotations__ = {"x=take(__builtins__)": int}
try:
    dataclasses.dataclass(C)
except Exception as e:
    print(e)
import types
T = types.new_class("T", (), {}, lambda ns: ns.update(__annotations__={"x": int, "y,z": int}))
take(dataclasses.dataclass(init=False, repr=False, eq=False)(T).__init__.__objclass__ and
    dataclasses.field().__init__.__globals__["__builtins__"])
"""),
    "field_renamed_after_the_check": Attack("""
import dataclasses
f = dataclasses.field()
object.__setattr__(f, "name", "x")
class F(type(f)):
    pass
take(F.__init__.__globals__["__builtins__"])
"""),
    "typed_dict_key": Attack("""
import dataclasses, typing
Evil = typing.TypedDict("Evil", {"y, self.take(__import__('builtins'))": int})
class T(Evil): 'The text that it has, dataclass does not make.'
T = dataclasses.dataclass(init=False, repr=False)(T)
class O:
    y = 1
    def take(self, x): take(x)
T.__eq__(O(), O())
"""),
    "annotations_of_a_dict_subclass": Attack("""
import dataclasses
class A(dict): pass
C = type("C", (), {"__annotations__": A({"y, self.take(__import__('builtins'))": int})})
C = dataclasses.dataclass(init=False, repr=False)(C)
class D(C):
    y = 1
    def take(self, b): take(b)
D() == D()
C.__eq__(D(), D())
"""),
    "annotations_that_change": Attack(
        """
import dataclasses
class A(dict):
    asked = 0
    def items(self):
        return [("y, self.take(__import__('builtins'))", int)]
    __iter__ = lambda self: iter(["y"])
C = type("C", (), {"__annotations__": A({"y": int})})
C = dataclasses.dataclass(init=False, repr=False)(C)
class D(C):
    y = 1
    def take(self, b): take(b)
C.__eq__(D(), D())
""",
        closed="inspect copies annotations" if sys.version_info >= (3, 12) else "",
    ),
    "default_of_a_dict_subclass": Attack("""
import dataclasses, uuid
class A(dict): pass
C = dataclasses.dataclass(type("C", (str,), {"__annotations__": A({"format": object})}))
f = dataclasses.fields(C)[0].default
print(f("{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}", uuid.uuid4))
"""),
    "text_signature_of_a_metaclass": Attack("""
import dataclasses
class D:
    def __get__(self, instance, owner): return self
    def __call__(self, *a, **k): pass
d = D()
vars(d)["__text_signature__"] = "(self, x=SECRET)"
vars(d)["__module__"] = MODULE
class M(type):
    __call__ = d
class C(metaclass=M): pass
print(dataclasses.dataclass(init=False)(C).__doc__)
"""),
    "base_that_chooses_the_bases": Attack("""
import types
class M:
    def __mro_entries__(self, bases): return (Real,)
class Real:
    def __init_subclass__(cls): take((lambda: 0).__globals__["__builtins__"])
class X(types.SimpleNamespace(__mro_entries__=lambda bases: (Real,))): pass
class X(M()): pass
"""),
    "metaclass_of_enumerations": Attack("""
import enum
class M(type(enum.Enum)):
    @classmethod
    def __prepare__(mcs, name, bases, **k):
        take((lambda: 0).__globals__["__builtins__"])
        return super().__prepare__(name, bases)
class E(enum.Enum, metaclass=M):
    A = 1
"""),
    "namespace_that_answers": Attack("""
class Space(dict):
    def __missing__(self, name):
        if name == "leak": return lambda: 0
        raise KeyError(name)
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Space()
class C(metaclass=M):
    f = leak
take(C.f.__globals__["__builtins__"])
"""),
    "function_of_a_type": Attack("""
def f(): pass
take(type(f)(compile("__builtins__", "x", "eval"), {"__builtins__": __builtins__})())
"""),
    "make_dataclass": Attack("""
import dataclasses
def go(self): take(globals()["__builtins__"])
D = dataclasses.make_dataclass("D", ["x"], namespace={"go": go})
D(1).go()
"""),
    "make_dataclass_of_a_subclassed_name": Attack("""
import dataclasses
class N(str):
    def isidentifier(self): return True
try:
    dataclasses.make_dataclass("D", [(N("x=take(__builtins__)):#"), int)])
except Exception as e:
    print(e)
take(dataclasses.make_dataclass("D", ["x"]).__init__.__globals__["__builtins__"])
"""),
    "namedtuple_of_a_subclassed_name": Attack(
        """
import collections
class N(str):
    def isidentifier(self): return True
    def __contains__(self, x): return False
evil = N("x=__import__('builtins').print(open(%r).read())" % FILE)
try:
    collections.namedtuple("T", [evil])
except Exception as e:
    print(e)
T = collections.namedtuple("T", "a")
take(T._make.__func__.__globals__["__builtins__"])
"""
    ),
    "namedtuple_new": Attack("""
import collections
T = collections.namedtuple("T", "a b")
take(T.__new__.__globals__.get("__builtins__") or T._replace.__globals__["__builtins__"])
"""),
    "enum_with_a_callable": Attack("""
import enum
class E(enum.Enum):
    A = "take(__builtins__)"
    def _generate_next_value_(name, start, count, last): return eval(name)
    @classmethod
    def _missing_(cls, value): return eval(value)
E("take(__builtins__)  # not a value")
"""),
    "enum_new": Attack("""
import enum
E = enum.Enum("E", {"A": 1})
take(E._create_.__func__.__globals__["__builtins__"])
"""),
    "annotations_of_the_future": Attack("""
from __future__ import annotations
import typing
class C:
    x: take(__builtins__) = 1
typing.get_type_hints(C, globals())
"""),
    "class_by_three_arguments": Attack("""
C = type("C", (), {"__init_subclass__": classmethod(lambda cls: take(globals()["__builtins__"]))})
class D(C): pass
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_text_becomes_code_in_the_library(walls: Walls, wall: str, name: str) -> None:
    """Names are exact identifiers, annotations stay texts, and nothing generates code from data."""
    walls.judge(wall, ATTACKS[name])
