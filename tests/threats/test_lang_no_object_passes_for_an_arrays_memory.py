# ruff: noqa: E501  (attacks stand on lines of their own)
"""No object of a session makes numpy read or write memory that is not an array's.

numpy looks for ``__array_interface__`` and ``__array_struct__`` on instances and believes the
address it finds there. The test process is not confined: a canary's address is told to each
variant, which fails the test when what it returns holds the canary's bytes, or the canary changed.
Nor does pandas take one for a part of its own, whose insides its code would read.
"""

from __future__ import annotations

import contextlib
import ctypes
import io

import pytest

from guardedflame.errors import Refused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

np = pytest.importorskip("numpy")

SECRET = b"canary-9c41-of-another-owner....."

#: Each leaves an object in ``evil``; ``wanted`` is what numpy would believe.
PASSING = {
    "in_the_live_dictionary": "class A: pass\nevil = A()\nvars(evil)['__array_interface__'] = wanted",
    "in_dunder_dict": "class A: pass\nevil = A()\nevil.__dict__['__array_interface__'] = wanted",
    "dict_update": "class A: pass\nevil = A()\nevil.__dict__.update({'__array_interface__': wanted})",
    "struct_in_the_dictionary": "class A: pass\nevil = A()\nvars(evil)['__array_struct__'] = wanted",
    "array_method_in_the_dictionary": "class A: pass\nevil = A()\n"
    "vars(evil)['__array__'] = lambda *a, **k: wanted",
    "namespace": "import types\nevil = types.SimpleNamespace(**{'__array_interface__': wanted})",
    "namespace_dictionary": "import types\nevil = types.SimpleNamespace()\n"
    "vars(evil)['__array_interface__'] = wanted",
    "namespace_subclass": "import types\nclass N(types.SimpleNamespace): pass\n"
    "evil = N(**{'__array_interface__': wanted})",
    "namespace_of_the_library": "import time\nevil = time.get_clock_info('time')\n"
    "vars(evil)['__array_interface__'] = wanted",
    "type_of_namespace_of_the_library": "import time\n"
    "evil = type(time.get_clock_info('time'))(**{'__array_interface__': wanted})",
    "getattr_hook": "class A:\n def __getattr__(self, n):\n  if 'interface' in n: return wanted\n"
    "  raise AttributeError(n)\nevil = A()",
    "getattribute_hook": "class A:\n def __getattribute__(self, n):\n"
    "  if 'interface' in n: return wanted\n  return object.__getattribute__(self, n)\nevil = A()",
    "getattr_assigned": "class A: pass\nA.__getattr__ = lambda self, n: wanted\nevil = A()",
    "getattr_by_setattr": "class A: pass\nsetattr(A, '__getattr__', lambda self, n: wanted)\nevil = A()",
    "getattr_inherited_dictionary": "class B:\n def __getattr__(self, n):\n  return vars(self)['d'][n]\n"
    "class A(B): pass\nevil = A()\nvars(evil)['d'] = {'__array_interface__': wanted}",
    "descriptor": "class D:\n def __get__(self, o, t=None): return wanted\n"
    "class A: pass\nsetattr(A, '__array_interface__', D())\nevil = A()",
    "class_body": "class A:\n __array_interface__ = wanted\nevil = A()",
    "class_body_property": "class A:\n @property\n def __array_interface__(self): return wanted\nevil = A()",
    "class_keyword": "class A:\n def __init_subclass__(cls, **k):\n  for n in k: setattr(cls, n, k[n])\n"
    "class B(A, **{'__array_interface__': wanted}): pass\nevil = B()",
    "type_of_three": "evil = type('A', (), {'__array_interface__': wanted})()",
    "type_of_three_class": "evil = type('A', (), {'__array_interface__': wanted})",
    "metaclass": "class M(type):\n def __getattr__(cls, n): return wanted\n"
    "class A(metaclass=M): pass\nevil = A",
    "metaclass_new": "class M(type):\n def __new__(m, n, b, d):\n"
    "  d['__array_interface__'] = wanted\n  return super().__new__(m, n, b, d)\n"
    "class A(metaclass=M): pass\nevil = A()",
    "metaclass_dictionary": "class M(type): pass\nclass A(metaclass=M): pass\n"
    "vars(A)['__array_interface__'] = wanted\nevil = A()",
    "slots": "class A:\n __slots__ = ('__array_interface__',)\nevil = A()\n"
    "setattr(evil, '__array_interface__', wanted)",
    "slots_by_list": "names = ['__array_interface__']\nclass A:\n __slots__ = names\nevil = A()\n"
    "object.__setattr__(evil, '__array_interface__', wanted)",
    "object_setattr": "class A: pass\nevil = A()\nobject.__setattr__(evil, '__array_interface__', wanted)",
    "super_setattr": "class A:\n def go(self): super().__setattr__('__array_interface__', wanted)\n"
    "evil = A()\nevil.go()",
    "own_setattr": "class A:\n def __setattr__(self, n, v): self.__dict__[n] = v\n"
    "evil = A()\nsetattr(evil, '__array_interface__', wanted)",
    "enum": "import enum\nevil = enum.Enum('E', {'__array_interface__': wanted})",
    "enum_member_dictionary": "import enum\nclass E(enum.Enum): x = 1\nevil = E.x\n"
    "vars(evil)['__array_interface__'] = wanted",
    "namedtuple": "import collections\n"
    "evil = collections.namedtuple('T', ['__array_interface__'])(wanted)",
    "make_dataclass": "import dataclasses\n"
    "evil = dataclasses.make_dataclass('D', ['__array_interface__'])(wanted)",
    "make_dataclass_namespace": "import dataclasses\n"
    "evil = dataclasses.make_dataclass('D', [], namespace={'__array_interface__': wanted})()",
    "dataclass_slots": "import dataclasses\n@dataclasses.dataclass(slots=True)\nclass A:\n x: int = 1\n"
    "evil = A()\nvars(evil)['__array_interface__'] = wanted",
    "dataclass_slots_off": "import dataclasses\n@dataclasses.dataclass(slots=True)\nclass A:\n x: int = 1\n"
    "class B(A): pass\nevil = B()\nvars(evil)['__array_interface__'] = wanted",
    "exception": "class X(Exception): pass\nevil = X()\nvars(evil)['__array_interface__'] = wanted",
    "list_subclass": "class L(list): pass\nevil = L()\nvars(evil)['__array_interface__'] = wanted",
    "float_subclass": "class F(float): pass\nevil = F(1)\nvars(evil)['__array_interface__'] = wanted",
    "function": "def evil(): pass\nvars(evil)['__array_interface__'] = wanted",
    "function_wraps": "import functools\ndef f(): pass\nf.x = 1\nvars(f)['__array_interface__'] = wanted\n"
    "@functools.wraps(f)\ndef evil(): pass",
    "partial": "import functools\nevil = functools.partial(print)\n"
    "setattr(evil, '__array_interface__', wanted)",
    "protocol": "import typing\nclass P(typing.Protocol): pass\nclass A(P): pass\nevil = A()\n"
    "vars(evil)['__array_interface__'] = wanted",
    "protocol_itself": "import typing\nclass P(typing.Protocol):\n x: int\nevil = P",
    "generic": "import typing\nT = typing.TypeVar('T')\nclass A(typing.Generic[T]): pass\nevil = A[int]()\n"
    "vars(evil)['__array_interface__'] = wanted",
    "before_the_class_is_done": "class D:\n def __set_name__(self, owner, name):\n"
    "  global evil\n  evil = owner()\n  vars(evil)['__array_interface__'] = wanted\n  use()\n"
    "def use(): np.add(7, 7, out=evil) if hasattr(evil, 'x') else print(bytes(np.array(evil)))\n"
    "class A:\n d = D()",
    "says_it_is_a_protocol": "class A:\n _is_protocol = True\nevil = A()\n"
    "vars(evil)['__array_interface__'] = wanted",
    "copied": "import copy\nclass A: pass\na = A()\nvars(a)['__array_interface__'] = wanted\n"
    "evil = copy.copy(a)",
    "deepcopied": "import copy\nclass A: pass\na = A()\nvars(a)['__array_interface__'] = wanted\n"
    "evil = copy.deepcopy(a)",
    "alias_of_array": "import numpy as np\nevil = np.ndarray[int]",
    "alias_of_typing": "import numpy as np\nevil = np.typing.NDArray[np.float64]",
    "exec": "exec('class A: pass\\nevil = A()')\nvars(evil)['__array_interface__'] = wanted",
    "weak_proxy": "import weakref\nclass A: pass\na = A()\nvars(a)['__array_interface__'] = wanted\n"
    "evil = weakref.proxy(a)",
    "argparse": "import argparse\nevil = argparse.Namespace(**{'__array_interface__': wanted})",
    "argparse_defaults": "import argparse\np = argparse.ArgumentParser()\n"
    "p.set_defaults(**{'__array_interface__': wanted})\nevil = p.parse_args([])",
    "argparse_dest": "import argparse\np = argparse.ArgumentParser()\n"
    "p.add_argument('--x', dest='__array_interface__', default=wanted)\nevil = p.parse_args([])",
    "log_record": "import logging\nevil = logging.makeLogRecord({'__array_interface__': wanted})",
    "pointer_in_ctypes": "import ctypes",
}

#: What numpy is asked to do with it.
USES = {
    "array": "out = np.array(evil)",
    "asarray": "out = np.asarray(evil)",
    "in_a_list": "out = np.array([evil])",
    "add": "out = np.zeros(33, 'u1') + evil",
    "reflected": "out = evil + np.zeros(33, 'u1')",
    "scalar": "out = np.uint8(0) + evil",
    "assign": "out = np.zeros(33, 'u1')\nout[...] = evil",
    "copyto": "out = np.zeros(33, 'u1')\nnp.copyto(out, evil)",
    "concatenate": "out = np.concatenate([evil, evil])",
    "index": "out = np.arange(256)[evil]",
    "out": "np.add(7, 7, out=evil)\nout = 1",
    "out_tuple": "np.add(7, 7, out=(evil,))\nout = 1",
    "put_into": "np.asarray(evil)[...] = 7\nout = 1",
    "sum": "out = np.sum(evil)",
    "where": "out = np.where(True, evil, 0)",
    "frombuffer": "out = np.frombuffer(evil, 'u1')",
    "fromiter": "out = np.fromiter(evil, 'u1')",
    "dtype": "out = np.zeros(3, evil)",
    "shape": "out = np.zeros(evil)",
    "equal": "out = np.zeros(33, 'u1') == evil",
}


def _canary() -> ctypes.Array[ctypes.c_char]:
    return ctypes.create_string_buffer(SECRET, len(SECRET))


@pytest.mark.parametrize("how", PASSING)
def test_no_object_passes_for_an_array(how: str) -> None:
    """By a dictionary, a hook, a class, a metaclass, the library: numpy finds no address."""
    canary = _canary()
    wanted = {
        "data": (ctypes.addressof(canary), False),
        "shape": (len(SECRET),),
        "typestr": "|u1",
        "version": 3,
    }
    language = guarded_language(modules={**dict.fromkeys(CATALOGUE, "*"), "numpy": "*"})
    language.execute("import numpy as np")
    for use, source in USES.items():
        language.namespace.update(wanted=wanted, evil=None, out=None)
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.suppress(Exception):
            language.execute(f"{PASSING[how]}\n{source}\nprint(bytes(out))")
        assert canary.raw == SECRET, use
        out = language.namespace["out"]
        assert not isinstance(out, np.ndarray) or SECRET not in out.tobytes(), use
        assert repr(SECRET)[2:12] not in said.getvalue(), use


#: Each makes ``evil``, whose class answers names that pandas asks of an object, or has them.
ANSWERING = {
    "getattr_hook": "class A(datetime.tzinfo):\n def __getattr__(self, n): return asked.append(n) or 'series'",
    "getattribute_hook": "class A(datetime.tzinfo):\n def __getattribute__(self, n):\n"
    "  if n[:1] == '_' and n[:2] != '__': return asked.append(n) or 'series'\n  raise AttributeError(n)",
    "getattr_of_a_base": "class B:\n def __getattr__(self, n): return asked.append(n) or 'series'\n"
    "class A(datetime.tzinfo, B): pass",
    "metaclass": "class M(type):\n def __getattr__(cls, n): return asked.append(n) or 'series'\n"
    "class A(metaclass=M):\n def __new__(cls): return cls",
}


@pytest.mark.parametrize("how", ANSWERING)
def test_no_object_passes_for_a_table_or_a_zone(how: str) -> None:
    """A hook is not asked for the names by which pandas takes an object for its own, or pytz's."""
    pytest.importorskip("pandas")
    language = guarded_language(modules={"numpy": "*", "pandas": "*", "datetime": "*"})
    language.execute(f"import datetime, pandas as pd\nasked = []\n{ANSWERING[how]}\nevil = A()")
    for source in (
        "pd.concat([evil])",
        "pd.concat([pd.Series([1]), evil])",
        "pd.Series(evil)",
        "pd.DataFrame({'a': [1]}) + evil",
        "pd.DataFrame([[1]]).join(evil)",
        "pd.Timestamp(0, tz=evil)",
        "pd.date_range('2024', periods=3, tz=evil)",
        "pd.to_datetime(['2024']).tz_localize(evil)",
    ):
        with contextlib.suppress(Exception):
            language.execute(source)
    asked = language.namespace["asked"]
    assert isinstance(asked, list)
    assert not set(asked) & {"_typ", "_utc_transition_times", "_transition_info"}
    assert asked, "the hook is not asked at all"


@pytest.mark.parametrize(
    "source",
    [
        "class Z: _typ = 'series'",
        "class Z: _utc_transition_times = []",
        "class Z: pass\nsetattr(Z, '_transition_info', [])",
        "type('Z', (), {'_utc_transition_times': []})",
        "class Z: pass\nsetattr(Z(), '_utc_transition_times', [])",
    ],
)
def test_no_class_has_what_passes_for_a_table_or_a_zone(source: str) -> None:
    """Neither can it be bound, nor set."""
    language = guarded_language(modules={"pandas": "*"})
    with pytest.raises(Refused, match="cannot be"):
        language.execute(source)


def test_the_canary_is_found_where_nothing_guards_it() -> None:
    """The same in plain Python reads the canary and writes to it: the test can fail."""
    canary = _canary()

    class Evil:
        pass

    evil = Evil()
    vars(evil)["__array_interface__"] = {
        "data": (ctypes.addressof(canary), False),
        "shape": (len(SECRET),),
        "typestr": "|u1",
        "version": 3,
    }
    assert bytes(np.array(evil)) == SECRET
    np.asarray(evil)[...] = 7
    assert canary.raw == b"\x07" * len(SECRET)
