# ruff: noqa: E501  (attacks stand on lines of their own)
"""Escapes through what the language makes for a client: generated methods, hooks, namespaces, enums.

The test process is not confined. A variant fails the test when the canary file's text, or a real
builtin, is printed or kept; whatever else it raises is its own affair.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import io
import json
import re
import types
from pathlib import Path

import pytest

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.language import guarded_language
from guardedflame.sandbox.guard.services import Services

SECRET = "canary-9a41"
GLOBALS = "{0.__globals__[os]}"

ATTACKS = {
    "dataclass_sets_match_args_in_a_guard_clause": """
import dataclasses, abc
def reads(value, name):
    C = type("C", (abc.ABC,), {"__annotations__": {name: int}})
    C.register(type(value))
    def later(): dataclasses.dataclass(C, init=False, repr=False, eq=False)
    match value:
        case _ if later(): pass
        case C(found): return found
def g():
    yield reads(gen, "gi_frame")
gen = g()
out = next(gen)
""",
    "dataclass_sets_match_args_while_an_option_is_asked": """
import dataclasses, abc, uuid
class C(abc.ABC):
    format: object
C.register(str)
def later():
    match "{0.__globals__[os]}":
        case _ if (yield): pass
        case C(f): print(f(uuid.uuid4))
g = later()
class B:
    def __bool__(self):
        next(g)
        return True
dataclasses.dataclass(C, init=False, repr=False, eq=False, match_args=B())
next(g, None)
""",
    "dataclass_of_a_metaclass": """
import dataclasses, uuid
M2 = dataclasses.dataclass(init=False, repr=False, eq=False)(type("M2", (type,), {"__annotations__": {"format": int}}))
class S(str, metaclass=M2): pass
match S("{0.__globals__[os]}"):
    case S(f): print(f(uuid.uuid4))
""",
    "generated_init_writes_into_the_library": """
import dataclasses, json
@dataclasses.dataclass
class C:
    default: object
C.__init__(json.JSONEncoder, 5)
""",
    "generated_eq_reads_private_attributes": """
import dataclasses, asyncio
@dataclasses.dataclass
class W:
    _loop: object
class Catch:
    def __eq__(self, other):
        print("CAUGHT", other); return True
async def main():
    a = asyncio.TaskGroup(); b = asyncio.TaskGroup()
    async with a:
        W.__init__(b, Catch()); W.__eq__(a, b)
asyncio.run(main())
""",
    "a_field_that_only_a_subclass_has": """
import dataclasses, uuid
@dataclasses.dataclass(init=False, repr=False)
class A:
    format: object
class S(A, str): pass
class Evil:
    def __eq__(self, other): print(other(uuid.uuid4)); return True
a = S("{0.__globals__[os]}"); b = S("")
b.format = Evil()
a == b
""",
    "a_field_that_nfkc_changes": """
import dataclasses, uuid
n = "_\\uff3fgetattribute_\\uff3f"
C = dataclasses.dataclass(init=False, repr=False)(type("C", (str,), {"__annotations__": {n: int}}))
class Evil:
    def __eq__(self, raw): print(raw("format")(uuid.uuid4)); return True
a = C("{0.__globals__[os]}"); b = C("")
vars(b)["__getattribute__"] = Evil()
a == b
""",
    "slots_hand_a_metaclass_the_generated_functions": """
import dataclasses
class M(type):
    def __new__(meta, name, bases, ns, **k):
        if "__eq__" in ns:
            global N; N = ns
        return super().__new__(meta, name, bases, ns)
class W(metaclass=M):
    _file: object
try: dataclasses.dataclass(slots=True)(W)
except Exception as e: print(repr(e))
class Catch:
    def __eq__(self, other):
        raw = other.buffer.raw; raw.__init__({file!r}); print(raw.read()); return True
a = open("x.txt", "w"); b = open("y.txt", "w")
N["__init__"](b, Catch())
N["__eq__"](a, b)
""",
    "dict_of_annotations_is_a_subclass": """
import dataclasses
class A(dict): pass
C = type("C", (), {"__annotations__": A({"y, self.take(__import__('builtins'))": int})})
C = dataclasses.dataclass(init=False, repr=False)(C)
class D(C):
    y = 1
    def take(self, b): print(b.open({file!r}).read())
D() == D()
""",
    "text_signature_of_a_metaclass": """
import dataclasses
class D:
    def __get__(self, i, o): return self
    def __call__(self, *a, **k): pass
d = D()
vars(d)["__text_signature__"] = "(self, x=SECRET)"
vars(d)["__module__"] = "threats_canary"
class M(type): __call__ = d
class C(metaclass=M): pass
print(dataclasses.dataclass(init=False)(C).__doc__)
""",
    "exec_in_the_dictionary_of_a_function": """
def f(): pass
exec("print(open({file!r}).read())", vars(f))
""",
    "exec_in_the_dictionary_of_a_class_body": """
class C:
    exec("print(open({file!r}).read())", locals())
""",
    "exec_binds_a_hook_in_a_class_body": """
class A:
    exec("def __getattribute__(self, n): return int if n == '__class__' else 5", globals(), locals())
out = isinstance(A(), int) and open
assert out is False
""",
    "exec_binds_equality_of_a_metaclass": """
class M(type):
    exec("def __eq__(self, o): return True\\ndef __hash__(self): return 5", globals(), locals())
class A(metaclass=M): pass
if A == int: print({secret!r})
""",
    "exec_star_import_in_a_class_body": """
class A:
    exec("from math import *", globals(), locals())
    exec("__getattribute__ = 1", globals(), locals())
A().__class__
""",
    "a_hook_under_another_name": """
import json
class C:
    def __getattr__(self, n): return 1
    g = __getattr__
print(C.g(json.dumps, "__globals__")["__builtins__"]["open"]({file!r}).read())
""",
    "a_hook_of_super": """
import json
class C:
    def __getattr__(self, n): return 1
class D(C): pass
print(super(D, D).__getattr__(json.dumps, "__globals__")["__builtins__"]["open"]({file!r}).read())
""",
    "a_hook_hands_out_getattribute": """
import uuid
class S(str):
    def __getattr__(self, n): return 1
print(S("{0.__globals__[os]}").__getattr__("__getattribute__")("format")(uuid.uuid4))
""",
    "a_finaliser_runs_while_a_namespace_is_cleared": """
class D:
    def __del__(self):
        try: exec("out = open({file!r}).read()", g); print(g["out"] if "out" in g else eval("out", g))
        except Exception as e: print(repr(e))
d = {"D": D}
exec("g = globals(); x = D()", d)
g = d["g"]
del d["x"], d["g"]
exec("pass", d)
""",
    "an_enum_forwards_private_names": """
import enum
fl = open("x.txt", "w")
class Mixin:
    def _file(self): pass
class E(Mixin, enum.Enum):
    _file = fl
raw = E._file._file.buffer.raw
raw.__init__({file!r})
print(raw.read())
""",
    "a_class_keyword_that_is_metaclass_later": """
class S(str):
    n = 0
    def __hash__(self):
        S.n += 1
        return hash("metaclass") if S.n > 2 else S.n * 7919
    def __eq__(self, o): return S.n > 2 and str.__eq__(self, o)
class All:
    def __contains__(self, x): return True
class Space(dict):
    def __getitem__(self, k):
        if k == "<pure>": return All()
        if k == "<type>": return lambda x: x
        raise KeyError(k)
class Meta:
    def __call__(self, name, bases, space): return space
m = Meta()
vars(m)["__prepare__"] = lambda *a, **k: Space()
fl = open("x.txt", "w")
class C(**{S("metaclass"): m}):
    out = fl._file
out = C["out"].buffer.raw
out.__init__({file!r})
print(out.read())
""",
    "an_enum_keyword_that_is_names_later": """
import enum
class S(str):
    n = 0
    __hash__ = str.__hash__
    def __eq__(self, o):
        if o == "names":
            S.n += 1
            return S.n > 1
        return False
class E(enum.Enum): pass
X = E("X", **{S("names"): {"A": 1, "__reduce_ex__": print, "__class__": property(lambda s: int)}})
if isinstance(X.A, int): print({secret!r})
""",
    "a_future_on_a_loop_of_ones_own": """
import asyncio
got = []
class L:
    def get_debug(self): return False
    def call_soon(self, cb, *a, context=None): got.append(context)
f = asyncio.Future(loop=L()); f.add_done_callback(print); f.set_result(1)
if got[0] is not None: print({secret!r})
""",
    "registering_through_an_alias": """
import typing, collections.abc
try: typing.Iterable[int].register(int)
except AttributeError: pass
try: collections.abc.Sequence[int].register(float)
except AttributeError: pass
if isinstance(1, collections.abc.Iterable) or isinstance(1.0, collections.abc.Sequence): print({secret!r})
""",
    "a_flag_writes_into_the_librarys_members": """
import enum, re
class E(enum.Flag):
    A = 1
    B = 2
class X:
    def __new__(cls, *a): return re.I
E._member_type_ = X
try: E(3)
except TypeError: pass
if re.I.name != "IGNORECASE": print({secret!r})
""",
    "annotations_of_the_librarys_functions": """
import asyncio
T = asyncio.timeout.__annotations__["return"]
class O: _when = {secret!r}
print(T.when(O()))
""",
    "a_format_of_struct_that_is_another_later": """
import struct
class S(str):
    def __hash__(self): return hash("<I")
    def __eq__(self, o): return True
struct.calcsize(S("<Q"))
if struct.calcsize("<I") != 4: print({secret!r})
""",
    "setattr_of_super_judges_another_owner": """
class M(type):
    def s(cls, n, v): return super().__setattr__(n, v)
class C(metaclass=M): pass
class S(str): pass
C.s(S("__module__"), "os")
if C.__module__ == "os": print({secret!r})
""",
    "a_hook_in_the_place_of_another": """
import abc, difflib
caught = []
class H:
    def __getattr__(self, other): caught.append(other); return NotImplemented
    g = __getattr__
C = type("C", (abc.ABC,), {"__subclasshook__": classmethod(H.g)})
isinstance(difflib.SequenceMatcher(), C)
out = caught[0].ratio and open
""",
    "getattribute_of_a_name_that_is_another_later": """
import uuid
class S(str): pass
class N(str):
    def __hash__(self): return hash("format")
    def __eq__(self, o): return True
f = object.__getattribute__(S("{0.__globals__[os]}"), N("_p"))
print(f(uuid.uuid4))
""",
    "the_librarys_own_enum_by_the_order_of_classes": """
import re, uuid
for kind in (*re.RegexFlag.__mro__, *uuid.SafeUUID.__bases__, type(re.I)):
    try: X = kind("X", {"A": 1, "__class__": property(lambda s: int), "__reduce_ex__": print})
    except Exception: continue
    if isinstance(getattr(X, "A", 1.5), int): print({secret!r})
""",
    "a_class_that_says_where_its_signature_is": """
import dataclasses
class D:
    def __get__(self, i, o): return self
    def __call__(self, *a, **k): pass
d = D()
vars(d)["__text_signature__"] = "(self, x=SECRET)"
vars(d)["__module__"] = "threats_canary"
class M(type): __call__ = d
class C2(metaclass=M): pass
class C: pass
C.__wrapped__ = C2
print(repr(dataclasses.dataclass(init=False)(C).__doc__))
""",
    "init_of_an_interpreters_file": """
import io
out = io.BytesIO().__init__
type(open("x.txt", "w")).__init__(1, 2, 3, 4)
""",
    "init_again_of_a_property_of_the_library": """
import uuid, fractions
try: uuid.UUID.hex.__init__(lambda self: {secret!r})
except Exception as e: print(type(e).__name__)
try: property.__init__(uuid.UUID.hex, lambda self: {secret!r})
except Exception as e: print(type(e).__name__)
print(uuid.uuid4().hex)
""",
    "init_again_by_super_of_a_foreign_object": """
import uuid
try: super(property, uuid.UUID.hex).__init__(lambda self: {secret!r})
except Exception as e: print(type(e).__name__)
print(uuid.uuid4().hex)
""",
    "new_without_init": """
for C in (staticmethod, classmethod, property):
    try:
        made = C.__new__(C)
        made()
    except AttributeError as e: assert "__new__" in str(e)
    try:
        object.__new__(C)
        print({secret!r})
    except AttributeError as e: assert "__new__" in str(e)
""",
    "builtin_as_a_default_factory_sees_what_the_client_may_have": """
import dataclasses
@dataclasses.dataclass
class D:
    x: object = dataclasses.field(default_factory=globals)
for value in D().x.values():
    try:
        GA = value(list[int])
        class Own: pass
        X = value("X", (Own, GA), {})
        print(X(open("x.txt", "w"), ())._file and {secret!r})
    except Exception as e: print(type(e).__name__)
""",
    "frozen_field_whose_name_is_no_str": """
import dataclasses
out = None
class S(str):
    def __hash__(self): return hash("x")
    def __eq__(self, o): return True
@dataclasses.dataclass(frozen=True)
class D:
    x: object = dataclasses.field(default_factory=globals)
g = D(1).x if 0 else D().x
class Other: pass
d = D()
for name, f in g.items():
    if name.endswith("_set"):
        try: f(d, S("__class__"), Other)
        except Exception as e: print(type(e).__name__)
if type(d) is Other: print({secret!r})
""",
    "enum_property_in_a_plain_class": """
import enum
class Mixin:
    def foo(self): pass
class E(Mixin, enum.Enum):
    foo = 1
for get in (lambda: object.__getattribute__(E, "foo"), lambda: vars(E)["foo"], lambda: E.__dict__["foo"]):
    try:
        P = get()
        class C:
            _file = P
        c = C()
        c._value_ = open("x.txt", "w")
        print(type(c._file.buffer.raw)({file!r}).read())
    except Exception as e: print(type(e).__name__, e)
""",
    "descriptor_of_a_class_by_the_generic_read": """
class C:
    @staticmethod
    def f(): pass
    @property
    def p(self): return 1
D = object.__getattribute__(C, "f")
if type(D) is staticmethod: print({secret!r})
class E:
    def __getattribute__(self, name): return super().__getattribute__(name)
if type(super(E, E()).__getattribute__("__class__")) is not type: print({secret!r})
""",
    "member_named_obj_of_an_enum": """
import enum
class Mixin:
    def obj(self): pass
try: print(open.nothing)
except AttributeError as e: err = e
class E(Mixin, enum.Enum):
    obj = err
found = E.obj.obj
if found is not err and found is not E.obj: print({secret!r})
""",
    "new_of_an_enum_makes_something_else": """
import enum, re
for make in (0, 1, 2):
    try:
        if make == 0:
            class E(enum.Enum):
                def __new__(cls, *a): return re.I
                A = 1
        elif make == 1:
            class M:
                def __new__(cls, *a): return re.I
            class E(M, enum.Enum):
                A = 1
        else:
            class N:
                def __call__(self, cls, *a): return re.I
            class E(enum.Flag):
                __new__ = N()
                A = 1
                B = 2
            E(3)
    except Exception as e: print(type(e).__name__, e)
if re.I.name != "IGNORECASE": print({secret!r})
""",
    "new_of_a_date_makes_something_else": """
import datetime
for how in (0, 1, 2, 3):
    try:
        if how == 0:
            class D(datetime.datetime):
                def __new__(cls, *a, **k): return victim
        elif how == 1:
            class Base:
                def __new__(cls, *a, **k): return victim
            class D(Base, datetime.datetime): pass
        elif how == 2:
            class D(datetime.datetime): pass
            D.__new__ = lambda cls, *a, **k: victim
        else:
            class Meta(type):
                def __new__(m, name, bases, space):
                    space["__new__"] = lambda cls, *a, **k: victim
                    return super().__new__(m, name, bases, space)
            class D(datetime.datetime, metaclass=Meta): pass
        victim = (10**20, 10**20)
        made = D.combine(datetime.date(1, 1, 1), datetime.time(1, fold=1))
        if type(made) is tuple: print({secret!r})
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
""",
    "array_behind_the_array": """
import array
for A in (lambda: array.array.__mro__[1], lambda: array.array.__bases__[0], lambda: array.array.__base__):
    A = A()
    if A is not array.array: print({secret!r})
a = array.array("d", [1.0])
for find in (lambda: super(array.array, a), lambda: type(super(type("X", (), {}), type("Y", (), {})))(array.array, a), lambda: [super][0](array.array, a)):
    try: find().append; print({secret!r})
    except Exception as e: print(type(e).__name__)
""",
    "future_of_the_clients_making": """
import asyncio
got = []
class L:
    def get_debug(self): return False
    def call_soon(self, cb, *a, context=None): got.append(context)
    def is_running(self): return True
    def create_future(self): got.append("asked")
class Fake:
    _asyncio_future_blocking = False
    d = False
    def get_loop(self):
        got.append("loop")
        return L()
    def add_done_callback(self, cb, *, context=None): got.append(cb); self.cb = cb
    def cancelled(self): return False
    def done(self): return Fake.d
    def exception(self): return None
    def result(self): return 1
    def __await__(self):
        yield self
async def main():
    for how in (asyncio.gather, asyncio.shield, lambda f: asyncio.wait([f]), lambda f: asyncio.wait_for(f, 1), lambda f: list(asyncio.as_completed([f]))[0], asyncio.ensure_future):
        try: await how(Fake())
        except Exception as e: print(type(e).__name__, e)
for how in (main(), asyncio.gather, asyncio.shield):
    try: asyncio.run(how) if asyncio.iscoroutine(how) else print(how(Fake()))
    except Exception as e: print(type(e).__name__, e)
if [each for each in got if each != "loop"]: print({secret!r}, got)
""",
    "class_with_a_special_slot_is_seen_half_made": """
import dataclasses
F = type(dataclasses.field())
kept = []
class Base:
    def __init_subclass__(cls): kept.append(cls)
for slots in (("__class__",), {"__class__": 1}, iter(["__class__"]), "__class__"):
    try:
        class Sub(Base):
            __slots__ = slots
    except Exception as e: print(type(e).__name__)
if kept: print({secret!r})
""",
    "new_of_a_date_comes_later": """
import datetime
keep = (10**20, 10**20)
def made(cls, *a, **k): return keep
class A: pass
class Z:
    def __new__(cls, *a, **k): return keep
class M(type):
    def __call__(cls, *a, **k): return keep
kinds = []
def one():
    class B(A, datetime.datetime): pass
    kinds.append(B)
    A.__new__ = made
def two():
    class Plain: pass
    class B(Plain, Z, datetime.datetime): pass
    kinds.append(B)
def three():
    class B(datetime.datetime, metaclass=M): pass
    kinds.append(B)
for make in (one, two, three):
    try: make()
    except AttributeError as e: print(e)
for B in kinds:
    try:
        found = B.combine(datetime.date(1, 1, 1), datetime.time(1, fold=1))
        if found is keep: print({secret!r})
    except TypeError as e: print(e)
""",
    "builtin_as_new_of_an_enum": """
import enum, re
try:
    class E(enum.Enum):
        __new__ = {}.get
        A = re.I
except Exception as e: print(type(e).__name__, e)
class X:
    n = 0
    def __new__(cls, *a):
        if X.n: return re.M
        o = object.__new__(cls); o._value_ = a[0]
        return o
try:
    class F(X, enum.Flag):
        A = 1
        B = 2
    X.n = 1
    F(3)
except Exception as e: print(type(e).__name__, e)
if re.I.name != "IGNORECASE" or re.M.name != "MULTILINE": print({secret!r})
""",
    "array_made_by_an_array": """
import array, copy
a = array.array("d", [1.0] * 4)
for b in (a[:], a + a, a * 2, 2 * a, a.__copy__(), a.__deepcopy__({}), copy.copy(a), copy.deepcopy(a)):
    if b.__class__ is not array.array: print({secret!r})
    class F:
        def __float__(self):
            del b[:]
            return 2.0
    try:
        b[2] = F()
        print({secret!r})
    except IndexError: pass
""",
    "array_written_while_it_shrinks": """
import array
a = array.array("B", bytes(100000))
class F:
    got = 0
    def write(self, b):
        self.got += len(b)
        if type(b) is not bytes or b.strip(b"\\0"): print({secret!r})
        del a[64:]
        self.keep = [b"other" * 300 for i in range(20000)]
f = F()
a.tofile(f)
if f.got != 100000: print({secret!r})
""",
    "super_of_the_module_builtins": """
import array, builtins
from builtins import *
a = array.array("B", bytes(100000))
class F:
    got = 100000
    def write(self, b):
        self.got = min(self.got, len(a))
        del a[64:]
for each in (builtins.super, getattr(builtins, "super")):
    try: out = each(type(a), a).tofile
    except AttributeError: continue
    print({secret!r})
class C(list):
    def append(self, x): super().append(x)
C().append(1)
""",
    "single_mode_writes_into_the_builtins": """
source = "if 1:\\n    'evil'\\nfor i in (1,):\\n    'evil'\\ntry:\\n    1/0\\nexcept Exception:\\n    'evil'\\nwith open('x.txt', 'w'):\\n    'evil'\\n"
for part in ("if 1:\\n    'evil'\\n", "for i in (1,):\\n    'evil'\\n", "try:\\n    1/0\\nexcept Exception:\\n    'evil'\\n", "match 1:\\n    case 1:\\n        'evil'\\n"):
    exec(compile(part, "x", "single"))
""",
    "field_of_the_library_is_rewritten": """
import dataclasses
def f(): pass
try: field = dataclasses.fields(f.__code__)[0]
except TypeError: field = dataclasses.field()
before = field.name
class C:
    pwned: int = field
try: dataclasses.dataclass(C)
except TypeError: pass
if field.name != before: print({secret!r})
""",
    "field_whose_truth_changes": """
import dataclasses
class B:
    def __init__(self, *v): self.v = list(v)
    def __bool__(self): return self.v.pop(0) if len(self.v) > 1 else self.v[0]
for name in ("dataclass_own_set", "dataclass_own_type", "dataclass_own_factory"):
    F = dataclasses.field(init=B(False, False, True), default=1)
    C = type("C", (), {"__annotations__": {name: int}, name: F})
    found = getattr(dataclasses.dataclass(repr=False)(C)(), name)
    if found != 1: print({secret!r})
""",
    "abstract_class_of_the_library_asks_an_own_one": """
import collections.abc
class S(collections.abc.Sized):
    def __len__(self): return 0
    @classmethod
    def __subclasshook__(cls, other): return True
class T(collections.abc.Mapping): pass
try: T.register(float)
except AttributeError as e: print(e)
class U(S): pass
try: U.register(float)
except AttributeError as e: print(e)
if isinstance(5, collections.abc.Sized) or isinstance(5.0, collections.abc.Mapping) or isinstance(5.0, collections.abc.Sized): print({secret!r})
""",
    "function_of_the_library_out_of_a_class": """
import collections, enum, typing
class N(typing.NamedTuple):
    x: int
class E(enum.Enum):
    A = 1
for cls in (N, E, collections.namedtuple("P", "x")):
    for name, value in vars(cls).items():
        if name in ("_replace", "_make", "_asdict") or name.startswith("_member"): print({secret!r}, name)
""",
    "property_of_the_library_gets_a_name": """
import uuid
try:
    class C:
        foo = uuid.UUID.hex
except AttributeError: pass
if getattr(uuid.UUID, "hex", None) is not None and getattr(uuid.UUID.hex, "__name__", "hex") != "hex": print({secret!r})
""",
}


# Attacks leave files open and finalisers behind.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_nothing_is_read_and_nothing_changed(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by an independent attacker; each reached the canary, or changed what all share."""
    canary = tmp_path / "canary"
    canary.write_text(SECRET)
    (tmp_path / "own").mkdir()
    module = types.ModuleType("threats_canary")
    module.SECRET = SECRET  # type: ignore[attr-defined]
    monkeypatch.setitem(__import__("sys").modules, "threats_canary", module)
    encoder = json.JSONEncoder.default, re.IGNORECASE.name
    language = guarded_language(
        modules=dict.fromkeys(CATALOGUE, "*"),
        builtins_also=["eval", "exec", "compile"],
        services=Services(files=SessionFiles(str(tmp_path / "own"))),
    )
    said = io.StringIO()
    source = attack.replace("{file!r}", repr(str(canary))).replace("{secret!r}", repr(SECRET))
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            language.execute(source)
        except Exception as error:
            said.write(f"{type(error).__name__} {error}")
        gc.collect()
    assert SECRET not in said.getvalue()
    assert "CAUGHT" not in said.getvalue()
    assert "<module 'os'" not in said.getvalue()
    assert language.namespace.get("out") is not builtins.open
    assert not isinstance(language.namespace.get("out"), types.FrameType | types.ModuleType)
    assert (json.JSONEncoder.default, re.IGNORECASE.name) == encoder
    assert vars(builtins).get("_") != "evil"


def test_an_array_converts_before_it_writes() -> None:
    """``__index__`` and ``__float__`` of a value may empty the array: CPython would write to null."""
    language = guarded_language(modules={"array": "*"})
    language.execute(
        "import array\n"
        "class F:\n"
        "    def __float__(self):\n"
        "        del a[:]\n"
        "        return 2.0\n"
        "    def __index__(self):\n"
        "        del a[:]\n"
        "        return 1\n"
        "seen = []\n"
        "for act in (lambda: a.__setitem__(599, F()), lambda: a.append(F()), lambda: a.insert(3, F()),\n"
        "            lambda: a.extend([1.0, F()]), lambda: a.fromlist([F()]), lambda: a.__setitem__(F(), 1.0)):\n"
        "    a = array.array('d', [1] * 600)\n"
        "    try:\n"
        "        act()\n"
        "    except IndexError:\n"
        "        pass\n"
        "    seen.append(len(a))\n"
    )
    assert language.evaluate("seen") == [0, 1, 1, 2, 1, 0]


def test_a_hook_by_assignment_is_guarded_too() -> None:
    """The usual dictionary with attributes works, and answers nothing it should not."""
    language = guarded_language(modules={})
    language.execute(
        "class AttrDict(dict):\n"
        "    __getattr__ = dict.get\n"
        "    __setattr__ = dict.__setitem__\n"
        "    __delattr__ = dict.__delitem__\n"
        "d = AttrDict(x=1)\n"
        "d.y = 2\n"
        "d['__class__'] = int\n"
        "seen = d.x, d.y, d.z, isinstance(d, int)\n"
    )
    assert language.evaluate("seen") == (1, 2, None, False)


def test_signals_of_a_context_hold_the_context() -> None:
    """CPython's own mapping points into a context that may be gone."""
    language = guarded_language(modules={"decimal": "*"})
    language.execute(
        "import decimal\n"
        "traps = decimal.Context(traps=[decimal.Inexact]).traps\n"
        "traps[decimal.Rounded] = True\n"
        "with decimal.localcontext() as here:\n"
        "    here.flags[decimal.Inexact] = True\n"
        "    seen = here.flags[decimal.Inexact], [s.__name__ for s, on in traps.items() if on]\n"
        "kind = type(traps).__name__\n"
    )
    assert language.evaluate("seen") == (True, ["Inexact", "Rounded"])
    assert language.evaluate("kind") == "Signals"
    with pytest.raises(AttributeError):
        language.evaluate("traps._context")


def test_members_of_the_librarys_enums_are_there() -> None:
    """By name, by value, by key and one after the other; no new ones."""
    language = guarded_language(modules={"re": "*", "uuid": "*"})
    language.execute("import re, uuid")
    assert (
        language.evaluate("uuid.SafeUUID(0) is uuid.SafeUUID.safe is uuid.SafeUUID['safe']") is True
    )
    assert language.evaluate("[each.name for each in uuid.SafeUUID]") == [
        "safe",
        "unsafe",
        "unknown",
    ]
    assert language.evaluate("isinstance(re.I, re.RegexFlag) and re.I in re.RegexFlag") is True
