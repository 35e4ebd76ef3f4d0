"""Attacks that borrow a class or a function of the library to read what the language refuses.

Found by an independent attacker (attack round 2). Each left its loot in ``out``.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys

import pytest

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

ATTACKS = {
    # The origin of typing.Type is the real type, which makes classes of dictionaries.
    "get_origin_gives_type": """
import typing
out = typing.get_origin(typing.Type[int])("X", (), {"__reduce_ex__": 1})
""",
    # A method that believes any self reads and writes it (Random's setstate did).
    "class_of_an_object_lends_no_method": """
import statistics
out = type(statistics.NormalDist()).overlap
""",
    # Properties of the library lend functions too.
    "property_lends_setter": """
import statistics
out = type(statistics.NormalDist()).mean.fget
""",
    # dataclass asks inspect.signature, which evaluates the dotted names in __text_signature__.
    "text_signature_reads_constants": """
import dataclasses
class D:
    def __get__(self, i, o): return self
    def __call__(self, *a, **k): pass
d = D()
vars(d)["__text_signature__"] = "(self, x=pathsep)"
vars(d)["__module__"] = "os"
class C:
    __init__ = d
dataclasses.dataclass(init=False)(C)
out = C.__doc__ if ":" in C.__doc__ else None
""",
    # A shared constant is made anew in place.
    "init_of_a_shared_constant": """
import uuid
uuid.NAMESPACE_DNS.__init__(int=0)
out = 1
""",
    "unbound_init_of_a_shared_constant": """
import uuid
uuid.UUID.__init__(uuid.NAMESPACE_DNS, int=0)
out = 1
""",
    # super().__get__ of a cached_property subclass reads (and writes)
    # instance.__dict__[attrname] of any object.
    "cached_property_subclass_reads_any_dict": """
import functools, json
class CP(functools.cached_property):
    def read(self, x, name):
        self.attrname = name
        return super().__get__(x)
read = CP(len).read(object, "__getattribute__")
out = read(json.dumps, "__globals__")["__builtins__"]["open"]
""",
    # Library methods called with a class as self call self.__class__: type(name, bases, dict)
    # and type itself.
    "chainmap_new_child_calls_type": """
import collections
class C: maps = [(), {"__getattribute__": lambda s, n: "lied:" + n}]
X = collections.ChainMap.new_child(C, "X")
found = X().__class__
out = found if found is not X else None
collections.UserList.copy(C)("Y", (), {"__reduce_ex__": 1})
""",
    # super().__get__ of a classmethod subclass applies a raw descriptor to any object: a code
    # object.
    "classmethod_subclass_applies_descriptors": """
class D(classmethod):
    def go(self, x): return super().__get__(None, x)
class G(type(list[int])): pass
def f(): pass
out = D(vars(G(type(f), ()))["__code__"]).go(f)
""",
    # dataclass takes an inherited private attribute as a default and hands it out:
    # ForwardRef._evaluate.
    "dataclass_default_reads_inherited_private": """
import typing, dataclasses
@dataclasses.dataclass
class F(type(typing.get_args(typing.Optional["x"])[0]), _root=True):
    _evaluate: object
out = dataclasses.fields(F)[0].default
""",
    # dataclass takes str.format as the default of a field named format: the raw method.
    "dataclass_default_reads_raw_format": """
import dataclasses, json
@dataclasses.dataclass
class S(str):
    format: object
out = dataclasses.fields(S)[0].default("{0.__globals__[__builtins__][open]}", json.dumps)
""",
    # list[int].mro and GenericAlias(error, ()).obj get past the guard that looks at the type
    # of the alias only.
    "genericalias_gives_mro_and_exception_obj": """
try:
    (1).x
except AttributeError as e:
    out = type(list[int])(e, ()).obj, list[int].mro()
""",
    # A subclass of types.GenericAlias is pure and forwards __dict__ of any class: raw
    # object.__getattribute__, the guards, the token.
    "genericalias_subclass_reads_any_dict": """
class G(type(list[int])): pass
read = vars(G(object, ()))["__getattribute__"]
def f(): pass
out = read(print, "__self__"), read(getattr, "__self__"), read(f, "__builtins__")["<token>"]
""",
    # A private read through a pure GenericAlias subclass reaches ForwardRef._evaluate, which
    # evaluates text with real builtins.
    "genericalias_subclass_runs_forwardref": """
import typing
fr = typing.get_args(typing.Optional["__import__('os').getpid"])[0]
class G(type(list[int])): pass
out = G(fr, ())._evaluate({}, {}, frozenset())
""",
    # vars() of a GenericAlias subclass is the live dictionary of a facade.
    "genericalias_subclass_writes_facade": """
import json
class G(type(list[int])): pass
vars(G(json, ()))["dumps"] = "pwned"
out = json.dumps if json.dumps == "pwned" else None
""",
    # A mappingproxy compared with a client object hands over its dict: dataclasses' shared
    # empty metadata.
    "mappingproxy_comparison_gives_shared_dict": """
import dataclasses
class E:
    __hash__ = None
    def __eq__(self, other):
        global out
        out = other
dataclasses.field().metadata == E()
out["attack"] = 1
out = dataclasses.field().metadata.get("attack")
""",
    # A descriptor as __match_args__ answers the guard and CPython differently: any attribute
    # of anything is read.
    "match_args_descriptor_reaches_globals": """
import abc, json
class D:
    n = 0
    def __get__(self, i, o):
        D.n += 1
        return ("x",) if D.n % 2 else ("__globals__",)
class C(abc.ABC):
    __match_args__ = D()
C.register(type(json.dumps))
match json.dumps:
    case C(g):
        out = g["__builtins__"]["open"]
""",
    # PrettyPrinter keeps the process's stream in _stream, an instance attribute a subclass
    # reads; its classes open files.
    "prettyprinter_subclass_opens_files": """
import pprint
class P(pprint.PrettyPrinter): pass
s = P()._stream
out = getattr(s, "buffer", None) or getattr(s, "fileno", None)
""",
    # groupindex | own hands over the dict inside a compiled pattern, which the re cache
    # shares.
    "re_groupindex_gives_shared_dict": """
import re
class E:
    __hash__ = None
    def __ror__(self, other):
        global out
        out = other
re.compile("(?P<attack>a)").groupindex | E()
out["more"] = 1
out = re.compile("(?P<attack>a)").groupindex.get("more")
""",
    # vars(o)["__dataclass_fields__"] gives dataclasses.replace attribute names of the
    # client's choice.
    "replace_reads_any_own_attribute": """
import dataclasses
@dataclasses.dataclass
class O: pass
class F:
    init, default, name = True, 1, "__reduce_ex__"
    def __getattr__(self, n): return None
class I(O):
    def __init__(self, **kw):
        global out
        if kw: out = kw
i = I(); i.a = 1
vars(i)["__dataclass_fields__"] = {"a": F()}
dataclasses.replace(i)
""",
    # super().__getattribute__ in a classmethod is unbound: it reads any attribute of a text,
    # such as its raw format.
    "super_on_class_getattribute_gives_raw_format": """
import json
class C:
    @classmethod
    def go(cls):
        return super().__getattribute__
out = C.go()("{0.__globals__[__builtins__][open]}", "format")(json.dumps)
""",
    # A subclass of super sets Field.name, the text that dataclass puts into the code it runs.
    "super_subclass_renames_dataclass_field": """
import dataclasses
class S(super): pass
f = dataclasses.field()
S(type(f), f).__setattr__("name", "evil")
out = f.name
""",
    # Private reads on a pure subclass of super reach the library's private methods:
    # ForwardRef._evaluate runs text.
    "super_subclass_runs_forwardref": """
import typing
FR = type(typing.get_args(typing.Optional["x"])[0])
class F(FR, _root=True): pass
class S(super): pass
out = S(F, F("__import__('os').getpid"))._evaluate({}, {}, frozenset())
""",
    # A subclass of super is pure, its __setattr__ is the other object's: facades and library
    # objects are written.
    "super_subclass_writes_facade": """
import json
class S(super): pass
S(type(json), json).__setattr__("dumps", "pwned")
out = json.dumps if json.dumps == "pwned" else None
""",
    # textwrap passes TextWrapper's shared translation table to the translate method of a str
    # subclass.
    "textwrap_hands_out_shared_table": """
import calendar, textwrap
class S(str):
    def expandtabs(self, n): return self
    def translate(self, table):
        table[120] = 121
        return str(self)
textwrap.wrap(S("x"))
class T(calendar.TextCalendar):
    def formatweek(self, week, width):
        global out
        out = "yy" if calendar.TextWrapper.wrap("xx") != ["xx"] else None
T().formatmonth(2024, 1)
""",
    # TypedDict takes any text as a key; a session subclass of it given to dataclass has that
    # text compiled and run.
    "typeddict_dataclass_runs_text": """
import typing, dataclasses
Evil = typing.TypedDict("Evil", {"y, self.take(__import__('os'))": int})
class T(Evil): pass
T = dataclasses.dataclass(init=False, repr=False)(T)
class O:
    y = 1
    def take(self, x):
        global out
        out = x
o = O()
T.__eq__(o, o)
""",
    # UserString.format calls str.format itself: attributes of anything as text
    # (CVE-2023-41039 again).
    "userstring_format_reads_attributes": """
import collections, json
out = collections.UserString("{0.__globals__[__builtins__][open]}").format(json.dumps)
""",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_borrowed_class_reads_nothing(name: str) -> None:
    """The attack ends with nothing in its hands."""
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    with contextlib.suppress(Exception):
        language.execute(ATTACKS[name])
    assert language.namespace.get("out") is None


@pytest.mark.filterwarnings("ignore")
def test_shlex_does_not_read_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """``shlex.split(None)`` asks the client, as ``input`` does."""
    monkeypatch.setattr("sys.stdin", io.StringIO("secret"))
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    with contextlib.suppress(Exception):
        language.execute("import shlex\nout = shlex.split(None)\nshlex.shlex().read_token()")
    assert sys.stdin.read() == "secret"


_ALIASES = """
class G(type(list[int])): pass
g = None
for i in range(300000): g = G(g, ())
g._x
"""
_RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from guardedflame.sandbox.guard.language import guarded_language
try: guarded_language(modules={}).execute(sys.argv[1])
except Exception: pass
"""


def test_chain_of_aliases_ends_in_an_exception() -> None:
    """Not in a signal: C code follows no chain that a client made of aliases."""
    done = subprocess.run([sys.executable, "-c", _RUN, _ALIASES], check=False)
    assert done.returncode == 0
