"""Attacks that have the library set attributes, or fill tables, of what is not the client's.

Each leaves in ``out`` what it changed, and does so in plain Python.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from loot import taken_in_plain_python, taken_when_guarded

HEAD = "out = None\nimport fractions, json\n"

ATTACKS = {
    # argparse sets the options on any object that it is given.
    "argparse_namespace": """
import argparse
p = argparse.ArgumentParser()
p.add_argument("--mark")
p.parse_args(["--mark", "1"], namespace=json.dumps)
out = getattr(json.dumps, "mark", None)
""",
    "argparse_dest_is_special": """
import argparse
class C: pass
class D(C): secret = 1
p = argparse.ArgumentParser()
class A(argparse.Action):
    def __call__(self, parser, space, values, option=None): setattr(space, self.dest, D)
p.add_argument("--x", dest="__class__", action=A, nargs=0)
c = C()
p.parse_args(["--x"], namespace=c)
out = getattr(c, "secret", None)
""",
    "argparse_set_defaults": """
import argparse
p = argparse.ArgumentParser()
p.set_defaults(mark=1)
p.parse_args([], namespace=fractions.Fraction)
out = getattr(fractions.Fraction, "mark", None)
""",
    "optparse_values": """
import optparse
p = optparse.OptionParser()
p.add_option("--mark")
p.parse_args(["--mark", "1"], values=json.dumps)
out = getattr(json.dumps, "mark", None)
""",
    # unittest marks what it decorates.
    "unittest_skip": """
import unittest
unittest.skip("why")(fractions.Fraction)
out = getattr(fractions.Fraction, "unittest_skip_why", None) or getattr(
    fractions.Fraction, "__unittest_skip_why__", None)
""",
    "unittest_expected_failure": """
import unittest
unittest.expectedFailure(json.dumps)
out = getattr(json.dumps, "__unittest_expecting_failure__", None) or getattr(
    json.dumps, "unittest_expecting_failure", None)
""",
    "update_wrapper": """
import functools
def f(): pass
f.mark = 1
functools.update_wrapper(json.dumps, f)
out = getattr(json.dumps, "mark", None)
""",
    "wraps": """
import functools
def f(): pass
f.mark = 1
functools.wraps(f)(json.loads)
out = getattr(json.loads, "mark", None)
""",
    # The test's class is the client's, and its module is what unittest keeps its marks in.
    "unittest_set_up_of_a_class_of_the_library": """
import unittest
suite = unittest.TestSuite()
class T(unittest.TestCase):
    def test(self): pass
result = unittest.TestResult()
class Lie(unittest.TestCase):
    def test(self): pass
    def __call__(self, result): pass
    __class__ = fractions.Fraction
suite.addTest(Lie("test"))
suite.run(result)
out = getattr(fractions.Fraction, "_classSetupFailed", None)
out = 1 if out is not None else None
""",
    "name_that_is_set_for_a_descriptor": """
import functools
class D:
    def __set_name__(self, owner, name): fractions.Fraction.mark = name
class C: d = D()
out = getattr(fractions.Fraction, "mark", None)
""",
    "environment_of_other_code": """
import os
os.environ["MARK"] = "1"
import posixpath
out = "1" if posixpath.expandvars("$MARK") == "1" else None
""",
    "total_ordering": """
import functools
class L: pass
functools.total_ordering(type("C", (json.JSONDecodeError,), {"__lt__": lambda a, b: 1}))
def less(a, b): return True
json.JSONDecodeError.__lt__ = less
functools.total_ordering(json.JSONDecodeError)
out = json.JSONDecodeError.__gt__
""",
    # A descriptor asks for __set_name__, and cached_property writes into the object's dictionary.
    "cached_property": """
import functools
@functools.cached_property
def mark(self): return 1
mark.__set_name__(None, "mark")
mark.__get__(json.dumps, None)
out = vars(json.dumps).get("mark")
""",
    "no_type_check": """
import typing
typing.no_type_check(fractions.Fraction)
out = getattr(fractions.Fraction, "__no_type_check__", None)
""",
    "overrides": """
import typing
typing.final(json.dumps)
out = getattr(json.dumps, "__final__", None)
""",
    # A log record and a namespace update their dictionaries with what they are given.
    # The loggers of other code are in the tree that everybody has.
    "log_record_of_everybody": """
import logging, asyncio
logging.LogRecord.mark = 1
got = []
class H(logging.Handler):
    def emit(self, record): got.append(record)
logging.getLogger().addHandler(H())
async def f():
    asyncio.get_running_loop().call_exception_handler({"message": "x"})
asyncio.run(f())
out = got[0].mark
""",
    "proxy_of_a_library_object": """
import weakref
weakref.proxy(json.dumps).mark = 1
out = getattr(json.dumps, "mark", None)
""",
    "proxy_in_a_weak_table": """
import weakref
class K(weakref.ref): pass
r = K(json.dumps)
r().mark = 1
out = json.dumps.mark
""",
    "locations_of_a_class_of_nodes": """
import ast
ast.increment_lineno(ast.parse("x"))
ast.Name.lineno = 5
out = ast.Name.lineno
""",
    # One Load serves all trees of the process.
    "the_context_that_all_trees_share": """
import ast
ast.parse("x").body[0].value.ctx.mark = 1
out = getattr(ast.parse("y").body[0].value.ctx, "mark", None)
""",
    "types_in_an_abstract_class": """
import collections.abc
collections.abc.Sized.register(fractions.Fraction)
out = True if isinstance(fractions.Fraction(1), collections.abc.Sized) else None
""",
    "tables_of_the_library": """
import html.entities, html
html.entities.html5["mark;"] = "taken"
out = "1" if html.unescape("&mark;") == "taken" else None
""",
    "module_attribute": """
import json.encoder
json.encoder.ESCAPE = None
json.dumps = None
out = 1
""",
    "redirect_with_another_stream_name": """
import contextlib, sys
class R(contextlib.redirect_stdout): _stream = "argv"
with R(json.dumps):
    out = 1 if sys.argv is json.dumps else None
""",
    "enum_members_made_later": """
import http
http.HTTPStatus.OK.mark = 1
out = http.HTTPStatus.OK.mark
""",
    "exec_body_of_new_class": """
import types
def body(space):
    space["__set_name__"] = None
    space["x"] = fractions.Fraction.numerator
C = types.new_class("C", (fractions.Fraction,), {}, body)
C.mark = 1
fractions.Fraction.mark = C.x
out = fractions.Fraction.mark
""",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_plain_python_lets_it_be_changed(name: str, tmp_path: Path) -> None:
    """Or the attack would prove nothing."""
    assert taken_in_plain_python(HEAD + ATTACKS[name], str(tmp_path))


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_but_the_clients_own_is_changed(name: str) -> None:
    """The attack ends with the library as it was."""
    assert taken_when_guarded(HEAD + ATTACKS[name]) is None
