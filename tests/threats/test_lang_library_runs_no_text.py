"""Attacks by text that a library evaluates, compiles or imports for its caller.

Each leaves the real ``open`` or its like in ``out``, and does so in plain Python.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from loot import taken_in_plain_python, taken_when_guarded

HEAD = """out = None
import json
def take(x):
    global out
    out = x
    return int
"""
#: Text that takes the interpreter's own open.
TEXT = "take(__import__('io').open_code)"

ATTACKS = {
    "annotation_of_a_function": f"""
import typing
def f(a: "{TEXT}"): pass
typing.get_type_hints(f)
""",
    "annotation_within_an_alias": f"""
import typing
def f(a: typing.List["{TEXT}"]): pass
typing.get_type_hints(f)
""",
    "annotation_of_a_class": f"""
import typing
class C:
    a: "{TEXT}"
typing.get_type_hints(C)
""",
    "annotation_with_globals_of_the_callers": """
import typing
class G(dict): pass
def f(a: "take(__builtins__['open'])"): pass
import builtins
typing.get_type_hints(f, {"take": take})
""",
    # The names of a class's module are looked up in sys.modules.
    "annotation_in_the_namespace_of_the_library": """
import dataclasses, typing
class C: pass
D = type("C", (), {"__module__": "dataclasses", "take": staticmethod(take),
                   "__annotations__": {"a": "C.take(inspect.sys.modules)"}})
typing.get_type_hints(D, None, {"C": D})
""",
    "signature_with_eval": f"""
import inspect
def f(a: "{TEXT}"): pass
inspect.signature(f, eval_str=True)
""",
    "get_annotations_with_eval": f"""
import inspect
class C: a: "{TEXT}"
inspect.get_annotations(C, eval_str=True)
""",
    "text_signature": """
import inspect
class D:
    def __get__(self, i, o): return self
    def __call__(self, *a, **k): pass
d = D()
vars(d)["__text_signature__"] = "(self, x=maxsize)"
vars(d)["__module__"] = "sys"
class M(type): __call__ = d
class C(metaclass=M): pass
out = inspect.signature(C).parameters["x"].default
""",
    "singledispatch_of_an_annotation": f"""
import functools
@functools.singledispatch
def f(x): pass
@f.register
def _(x: "{TEXT}"): pass
""",
    "singledispatchmethod_of_an_annotation": f"""
import functools
class C:
    @functools.singledispatchmethod
    def f(self, x): pass
    @f.register
    def _(self, x: "{TEXT}"): pass
""",
    "plural_form_in_a_catalogue": """
import gettext
c = gettext.c2py("n!=1")
out = c.__globals__
""",
    "timed_text": f"""
import timeit
timeit.timeit("{TEXT}", number=1, globals=globals())
""",
    "timed_setup": f"""
import timeit
timeit.Timer("pass", "{TEXT}", globals={{"take": take}}).timeit(1)
""",
    "timed_text_without_a_namespace": """
import timeit
timeit.timeit("default_timer.__self__.got = __import__", number=1)
out = timeit.default_timer.__self__.got
""",
    # A test's name is imported, and what it names is called.
    "test_by_name": """
import unittest
try: unittest.defaultTestLoader.loadTestsFromName("sys._getframe")
except TypeError as error: out = error
""",
    "test_of_a_module_that_is_not_listed": """
import unittest
case = unittest.defaultTestLoader.loadTestsFromName("subprocess")
out = case if not unittest.defaultTestLoader.errors else None
""",
    "option_values_of_a_module": """
import optparse, os
v = optparse.Values({"environ": None})
v.read_module("os", "careful")
out = v.environ
""",
    "module_by_name": """
import importlib
out = importlib.import_module("subprocess")
""",
    "module_of_a_relative_name": """
import importlib
out = importlib.import_module(".process", "concurrent.futures")
""",
    "tree_that_is_compiled": """
import ast
exec(compile(ast.parse("take(__import__('os').environ)"), "x", "exec"))
""",
    "tree_that_is_changed_after_it_was_judged": """
import ast
class N(str): pass
t = ast.parse("x.y", mode="eval")
t.body.attr = "__globals__"
t.body.value = ast.Name("f", ast.Load())
f = json.dumps
out = eval(compile(ast.fix_missing_locations(t), "x", "eval"))
""",
    "literal_that_is_none": """
import ast
class N(ast.Constant): pass
t = ast.Expression(ast.Constant(json.dumps))
out = getattr(ast.literal_eval(t), "__globals__", None)
""",
    "named_tuple_type_name": """
import collections
class S(str):
    def isidentifier(self): return True
T = collections.namedtuple(S("T"), ["x"], module="builtins")
out = T.__new__.__globals__
""",
    "converter_of_an_option": """
import builtins, configparser
builtins.take = take
c = configparser.ConfigParser(converters={"x": eval})
c.read_string("[a]\\nb = take(__import__('io').open_code)")
c["a"].getx("b")
""",
    "configuration_that_names_functions": """
import logging.config
logging.config.dictConfig({"version": 1, "formatters": {"a": {"()": take, "x": 1}}})
""",
    "cookie_that_is_pickled": """
import pickle
out = pickle.loads(b"cio\\nopen_code\\n.")
""",
    "codec_by_name": """
import codecs
out = codecs.lookup("idna").encode.__globals__
""",
    "type_argument_that_is_text": f"""
import typing
T = typing.TypeVar("T", bound="{TEXT}")
def f(a: typing.Optional[typing.ForwardRef("{TEXT}")]): pass
typing.get_type_hints(f)
""",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_plain_python_runs_it(name: str, tmp_path: Path) -> None:
    """Or the attack would prove nothing."""
    assert taken_in_plain_python(HEAD + ATTACKS[name], str(tmp_path))


@pytest.mark.parametrize("also", [(), ("eval", "exec", "compile")], ids=["without", "with_exec"])
@pytest.mark.parametrize("name", ATTACKS)
def test_no_text_runs_past_the_language(name: str, also: tuple[str, ...]) -> None:
    """Where the profile has no exec none runs, and where it has it runs as the client's own."""
    assert taken_when_guarded(HEAD + ATTACKS[name], also=also) is None
