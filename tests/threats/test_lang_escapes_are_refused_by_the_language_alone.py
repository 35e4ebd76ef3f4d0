# ruff: noqa: E501, ISC004  (attacks stand on lines of their own)
"""Each escape technique, in several variants, against the language wall with no other wall behind.

The test process is not confined. Canaries: a secret in the environment, in a file and in a module;
a variant fails the test when it returns one, reaches an object of the interpreter, or does not raise.
"""

from __future__ import annotations

import contextlib
import io
import types
from pathlib import Path

import pytest

from guardedflame.errors import GuardedFlameError
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

SECRET = "canary-5d1f"
ORDINARY = (
    GuardedFlameError,
    AttributeError,
    TypeError,
    NameError,
    ValueError,
    KeyError,
    SyntaxError,
)

PRELUDE = """
class Own:
    def method(self): return 1
    def gen(self):
        yield 1
def function(): return 1
def generator(): yield 1
g = generator()
async def coroutine(): return 1
"""

ATTACKS: dict[str, list[str]] = {
    "01_dunder_walk": [
        "out = ().__class__.__base__.__subclasses__()",
        "out = ''.__class__.__mro__[-1].__subclasses__()",
        "out = getattr(getattr((), '__class__'), '__base__').__subclasses__",
        "out = object.__subclasses__()",
        "out = getattr(object, '__subclasses__')()",
        "out = int.mro()[-1].__subclasses__()",
        "out = getattr(getattr(int, 'mro')()[1], '__subclasses__')()",
        "out = type.__subclasses__(object)",
        "out = vars(object)['__subclasshook__']",
        "out = int.__dict__['__class__']",
        "class S(str): pass\nout = getattr(object, S('__subclasses__'))",
        "class S(str):\n def startswith(self, *a): return False\nout = getattr(function, S('__globals__'))",
    ],
    "02_format": [
        "out = '{0.__globals__}'.format(function)",
        "out = '{x.__code__.co_consts}'.format_map({'x': function})",
        "f = str.format\nout = f('{0.__globals__}', function)",
        "f = ''.join(['{0.__glo', 'bals__}']).format\nout = f(function)",
        "class S(str): pass\nout = S('{0.__globals__}').format(function)",
        "class S(str):\n def go(self, x): return super().format(x)\nout = S('{0.__globals__}').go(function)",
        "out = list(map('{0.__globals__}'.format, [function]))",
        "import functools\nout = functools.partial(str.format, '{0.__globals__}')(function)",
        "import operator\nout = operator.methodcaller('format', function)('{0.__globals__}')",
        "out = getattr('{0.__globals__}', 'format')(function)",
        "out = '{:{0.__globals__}}'.format(function)",
        "out = '{0[0].__globals__}'.format([function])",
        "out = '{0.gi_frame}'.format(g)",
        "import string\nout = string.Formatter()",
        "from string import Formatter",
        "match '{0.__globals__}':\n case str(format=f): out = f(function)",
    ],
    "05_generator_frame": [
        "out = g.gi_frame",
        "out = getattr(g, 'gi_frame')",
        "out = g.gi_code",
        "out = (x for x in ()).gi_frame.f_back",
        "match g:\n case object(gi_frame=f): out = f",
        "import operator\nout = operator.attrgetter('gi_frame.f_back')(g)",
        "out = g.gi_yieldfrom",
    ],
    "06_async_frames": [
        "c = coroutine()\ntry: out = c.cr_frame\nfinally: c.close()",
        "c = coroutine()\ntry: out = getattr(c, 'cr_' + 'frame')\nfinally: c.close()",
        "async def ag(): yield 1\nout = getattr(ag(), 'ag_' + 'frame')",
    ],
    "07_traceback_frames": [
        "try: 1/0\nexcept Exception as e: out = getattr(e.__traceback__.tb_frame, 'f_globals')",
        "try: 1/0\nexcept Exception as e: out = getattr(getattr(e, '__traceback__').tb_frame, 'f_' + 'back')",
        "class C:\n def __enter__(self): return self\n def __exit__(self, a, b, t):\n"
        "  global out\n  out = getattr(getattr(t, 'tb_' + 'frame'), 'f_builtins')\n  return True\nwith C(): 1/0",
        "try: 1/0\nexcept Exception as e: out = getattr(e.with_traceback(None), 'tb_' + 'frame')",
        "out = Exception.with_traceback",
    ],
    "08_except_star": [
        "class G(ExceptionGroup):\n def split(self, t): return 1\ntry: raise G('', [KeyError()])\nexcept* Exception as e: out = e.split.__globals__"
    ],
    "09_match": [
        "import abc\nclass C(abc.ABC): __match_args__ = ('__globals__',)\nC.register(type(function))\n"
        "match function:\n case C(x): out = x",
        "import abc, collections\nN = collections.namedtuple('N', 'a')\n"
        "class C(abc.ABC): __match_args__ = ('gi_frame',)\nC.register(type(g))\nmatch g:\n case C(x): out = x",
        "match function:\n case object(__globals__=x): out = x",
        "match function:\n case object(_x=x): out = x",
        "match 1:\n case __builtins__: out = __builtins__",
        "match [1]:\n case [*__import__]: pass",
        "match {1: 2}:\n case {1: 2, **__builtins__}: pass",
    ],
    "10_class_assignment": [
        "o = Own()\no.__class__ = int",
        "setattr(Own(), '__class__', int)",
        "Own.__bases__ = (object,)",
        "function.__code__ = None",
        "object.__setattr__(Own(), '__class__', int)",
        "class Z:\n __class__ = int",
        "class Z:\n __getattribute__ = 5",
    ],
    "11_decorators": [
        "@eval\ndef f(): pass",
        "@exec\nclass X: pass",
        "@__import__\ndef os(): pass",
    ],
    "12_exception_objects": [
        "try: (1).x\nexcept AttributeError as e: out = e.obj",
        "try: (1).x\nexcept AttributeError as e: out = getattr(e, 'obj')",
        "out = AttributeError.obj",
        "try: (1).x\nexcept AttributeError as e: out = '{0.obj}'.format(e)",
    ],
    "14_operator": [
        "import operator\nout = operator.attrgetter('__globals__')(function)",
        "import operator\nout = operator.attrgetter('method.__func__.__globals__')(Own())",
        "import operator\nout = operator.methodcaller('__reduce_ex__', 4)(Own())",
        "from operator import attrgetter as a\nout = list(map(a('gi_frame'), [g]))",
    ],
    "15_callees_out_of_sight": [
        "out = list(map(eval, ['1']))",
        "import functools\nout = functools.partial(eval, '1')()",
        "out = sorted(['__globals__'], key=lambda n: getattr(function, n))",
        "import functools\nout = functools.reduce(getattr, ['__globals__'], function)",
    ],
    "16_modules_as_attributes": [
        "import statistics\nout = statistics.sys",
        "import json\nout = json.codecs",
        "import statistics\nout = getattr(statistics, 'random')",
        "from json import decoder as out",
        "import random\nout = random._os",
        "import collections\nout = collections._sys",
        "from random import _os as out",
        "import os.path\nout = os.path.os",
        "import os.path\nout = os.environ",
        "from os import environ as out",
        "from os import *\nout = environ",
    ],
    "18_code_generation": [
        "from dataclasses import make_dataclass\nmake_dataclass('X', ['__reduce__'])",
        "import typing\nout = typing.get_type_hints",
        "import dataclasses\nF = type(dataclasses.field())\nclass X(F): pass",
        "import collections\nout = collections.namedtuple('X', ['a=__import__(\"os\")'])",
        "import collections\nout = collections.namedtuple('X', ['gi_frame'])",
        "import enum\nout = enum.Enum('X', {'__reduce_ex__': function})",
        "import functools\nout = functools.singledispatch",
        "from enum import EnumType",
        "import enum\nclass M(type(enum.Enum)):\n def __eq__(c, o): return True",
        "class M(type):\n def mro(c): return [int, object]",
        "class X(metaclass=type):\n __reduce__ = 1",
        "import abc\nclass M(abc.ABCMeta): pass\nclass X(metaclass=M): pass",
        "type('X', (), {'__reduce__': 1})",
        "type(type)('X', (), {'__getattribute__': 1})",
        "type(Own)('X', (), {'__reduce_ex__': function})",
        "type(function)(function.__code__, {})",
        "import types\nclass X(types.SimpleNamespace(**{'__mro_entries__': lambda b: (object,)})): pass",
    ],
    "19_object_graph": ["import gc", "import inspect", "import traceback", "import linecache"],
    "20_files": [
        "open('/etc/passwd')",
        "import io\nio.open('x')",
        "from io import FileIO",
        "import pathlib",
        "import codecs",
        "from io import open_code",
    ],
    "21_memory": ["import ctypes", "import mmap", "import _ctypes"],
    "22_reduce": [
        "class X:\n def __reduce__(self): return (print, ())",
        "class X:\n __reduce_ex__ = 1",
        "class X:\n import math as __reduce__",
        "class X:\n for __reduce__ in (1,): pass",
        "class X:\n def __setstate__(self, s): pass",
        "import pickle",
        "out = Own().__reduce_ex__(4)",
        "setattr(Own, '__reduce__', function)",
    ],
    "23_site_builtins": [
        "help()",
        "license()",
        "breakpoint()",
        "input.__self__",
        "globals()['__builtins__']",
        "locals()['__builtins__']",
        "compile('1', '', 'eval')",
    ],
    "24_self_of_builtins": [
        "out = print.__self__",
        "out = getattr(print, '__self__')",
        "out = [].append.__self__",
        "out = getattr.__self__",
        "out = Own().method.__func__.__globals__",
        "out = function.__builtins__",
    ],
    "28_shadowing": [
        "def f(__import__, /): pass",
        "lambda __builtins__: 1",
        "__builtins__ = {}",
        "global __builtins__",
        "import math as __import__",
        "for __build_class__ in (): pass",
        "(__builtins__ := 1)",
        "[0 for __builtins__ in ()]",
        "class __builtins__: pass",
        "def __import__(): pass",
        "try: 1/0\nexcept Exception as __builtins__: pass",
        "with Own() as __import__: pass",
        "a, *__builtins__ = 1, 2",
        "del __builtins__",
        "def f(*__builtins__): pass",
        "def f(**__import__): pass",
        "def f(*, __builtins__): pass",
        "__name__ = 'os'",
        "from math import pi as __name__",
        "__import__ += 1",
    ],
    "27_shared_state": [
        "import json\njson.dumps = function",
        "import math\ndel math.pi",
        "import json\nsetattr(json, 'dumps', function)",
        "import collections\ncollections.Counter.most_common = function",
        "import json\njson.JSONEncoder.default = function",
        "import math\nmath.pi += 1",
        "import math\nmath['pi'] = 3",
        "import functools\nfunctools.update_wrapper(function, int, ('__globals__',))",
        "import functools, json\nfunctools.total_ordering(json.JSONEncoder)",
        "import dataclasses, json\ndataclasses.dataclass(json.JSONEncoder)",
        "import math\nfor math.pi in (1,): pass",
        "import math\n[0 for math.pi in (1,)]",
        "import math\nwith Own() as math.pi: pass",
        "import math\n(math.pi, x) = 1, 2",
        "import math\nvars(math)['pi'] = 3",
        "import math\nobject.__setattr__(math, 'pi', 3)",
        "import math\nclass F(type(math)): pass",
        "int.x = 1",
        "Exception.x = 1",
    ],
    "30_unicode": [
        "out = ().__\u1d9class__.__\u1d47ase__.__subclasses__()",
        "out = function.__\u02e2lobals__\u0020",
        "out = g.g\u1d62_frame",
        "\uff3f\uff3fbuiltins__ = 1",
        "out = getattr(function, '__\uff47lobals__')",
    ],
    "29_flags_and_rebinding": [
        "import json\ndef f(b, n):\n b.x = 1\n b = json\n b.dumps = n\nf(Own(), 1)",
        "import json\ndef f(n):\n b = Own()\n b.x = 1\n b, b.dumps = json, n\nf(1)",
        "import json\ndef f(n):\n b = Own()\n b.x = 1\n b.dumps = (b := json) and n\nf(1)",
        "import json\ndef f(n):\n b = Own()\n b.x = 1\n for b in [json]: b.dumps = n\nf(1)",
        "import json\ndef f(self):\n def g(): self.dumps = 1\n self = json\n g()\nf(Own())",
        "import json\ndef f(self):\n def g():\n  nonlocal self\n  self = json\n g()\n self.dumps = 1\nf(Own())",
        "import json\ndef outer():\n b = Own()\n def w():\n  b.x = 1\n  next(it)\n  b.dumps = 2\n yield w\n"
        " b = json\n yield\nit = outer()\nnext(it)()",
        "import random\ndef f(self):\n x = self._x\n self = random.Random()\n return self._randbelow\n"
        "o = Own()\no._x = 1\nf(o)\nout = f(o)",
        "import json\nb = Own()\ndef f():\n global b\n b.x = 1\n h()\n b.dumps = 2\ndef h():\n global b\n b = json\nf()",
        "import json\ndef f(b):\n b.x = 1\n try: b.y = 2\n finally: b = json\n b.dumps = 1\nf(Own())",
        "import json\ndef f():\n b = Own()\n b.x = 1\n while True:\n  b.dumps = 1\n  b = json\nf()",
    ],
    "private": [
        "import json\nclass E(json.JSONEncoder): pass\nout = E()._one_shot",
        "import random\nout = random.Random()._randbelow",
        "import typing\nout = typing.List._inst",
        "import enum\nout = enum.Enum._member_map_",
        "import fractions\nout = fractions.Fraction._from_coprime_ints",
        "out = Own._abc_impl",
        "import random\nclass R(random.Random):\n def leak(self): return self._randbelow\nout = R().leak()",
        "import random\nclass R(random.Random):\n def leak(self):\n  self._randbelow += 1\nR().leak()",
    ],
}
VARIANTS = [(name, code) for name, codes in ATTACKS.items() for code in codes]


@pytest.mark.filterwarnings("ignore:coroutine")
@pytest.mark.parametrize(
    ("name", "code"),
    VARIANTS,
    ids=[f"{name}-{number}" for number, (name, _) in enumerate(VARIANTS)],
)
def test_escape_is_refused(
    name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variant raises an ordinary error and leaves nothing of the interpreter's behind."""
    del name
    monkeypatch.setenv("CANARY", SECRET)
    (tmp_path / "canary").write_text(SECRET)
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    language.execute(PRELUDE)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), pytest.raises(ORDINARY):
        language.execute(code)
    out = language.namespace.get("out")
    assert not isinstance(
        out,
        types.ModuleType
        | types.FrameType
        | types.CodeType
        | types.TracebackType
        | types.MemberDescriptorType
        | types.MappingProxyType,
    )
    assert SECRET not in output.getvalue()
    assert "environ" not in repr(out)
