"""Attacks by format strings, paths of names and method names that a library reads for its caller.

Each leaves the real ``open``, a namespace or text of it in ``out``, and does so in plain Python.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from loot import taken_in_plain_python, taken_when_guarded

HEAD = "out = None\nimport json\n"
FIELD = "{0.__globals__[__builtins__][open]}"

ATTACKS = {
    # A log format in braces reads attributes of what is logged.
    "logging_format_in_braces": """
import io, logging
s = io.StringIO()
h = logging.StreamHandler(s)
h.setFormatter(logging.Formatter("{args[0].__globals__[__builtins__][open]}", style="{"))
log = logging.getLogger("a")
log.propagate = False
log.addHandler(h)
log.warning("%s", json.dumps)
out = s.getvalue() or None
""",
    "logging_style_by_hand": """
import logging
r = logging.makeLogRecord({"x": json.dumps})
out = logging.StrFormatStyle("{x.__globals__[__builtins__][open]}").format(r)
""",
    "logging_defaults": """
import logging
f = logging.Formatter("{x.__globals__[__builtins__][open]}", style="{", defaults={"x": json.dumps})
out = f.format(logging.makeLogRecord({}))
""",
    "string_formatter": f"""
import string
out = string.Formatter().format("{FIELD}", json.dumps)
""",
    "string_formatter_vformat": f"""
import string
out = string.Formatter().vformat("{FIELD}", (json.dumps,), {{}})
""",
    # get_field is public: a path of attributes, and what it finds itself.
    "string_formatter_get_field": """
import string
out, _ = string.Formatter().get_field("0.__globals__[__builtins__][open]", (json.dumps,), {})
""",
    "string_formatter_subclass_with_its_own_value": """
import string
class F(string.Formatter):
    def get_value(self, key, args, kwargs): return json.dumps
out, _ = F().get_field("x.__globals__", (), {})
""",
    "string_formatter_nested_format_spec": """
import string
text = "{1:{0.__globals__[__builtins__][open].__name__[0]}>9}"
out = string.Formatter().format(text, json.dumps, 1)
""",
    # UserString.format is str.format, written in Python.
    "user_string": f"""
import collections
out = collections.UserString("{FIELD}").format(json.dumps)
""",
    "user_string_subclass_of_own": """
import collections
class S(collections.UserString): pass
out = S("{a.__globals__[__builtins__][open]}").format_map({"a": json.dumps})
""",
    "user_string_data": f"""
import collections
out = collections.UserString("{FIELD}").data.format(json.dumps)
""",
    "getmembers": """
import inspect
out = dict(inspect.getmembers(json.dumps))["__globals__"]
""",
    "getattr_static": """
import inspect
out = inspect.getattr_static(json.dumps, "__globals__")
""",
    "getclosurevars": """
import inspect
out = inspect.getclosurevars(json.dumps).builtins
""",
    "iter_fields_reads_what_fields_name": """
import ast
class N:
    _fields = ("__globals__",)
n = N()
node = json.dumps
class Fields(ast.AST):
    _fields = ("__globals__",)
found = dict(ast.iter_fields(type("X", (), {"_fields": ("__class__", "__init__")})()))
out = found["__init__"].__objclass__
""",
    "attributes_of_a_node_class": """
import ast
ast.Name._fields = ("id", "__class__")
out = [v for k, v in ast.iter_fields(ast.Name("x")) if k == "__class__"][0].__subclasses__
""",
    # What is adopted is Python code of the session's own: its functions have globals too.
    "globals_of_an_adopted_function": """
import logging
out = getattr(logging.Formatter.format, "__globals__", None)
""",
    "globals_of_an_adopted_method": """
import argparse
out = getattr(argparse.ArgumentParser().parse_args, "__func__").__globals__
""",
    "globals_by_attrgetter": """
import operator, email.message
out = operator.attrgetter("walk.__globals__")(email.message.Message)
""",
    "builtins_of_an_adopted_function": """
import html.parser
out = getattr(html.parser.HTMLParser.feed, "__builtins__", None)
""",
    "private_module_of_an_adopted_one": """
import logging
out = vars(logging)["sys"].modules
""",
    # A repr, a visitor and a shell look their methods up by a name that the caller makes.
    "method_by_the_name_of_a_class": """
import reprlib, ast
class R(reprlib.Repr): pass
found = []
class V(ast.NodeVisitor):
    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        found.append(getattr(value, "__globals__", None))
        return value
V().visit(ast.parse("x"))
out = next((each for each in found if each and "ast" in each.get("__name__", "")), None)
""",
    "shell_reads_a_line_as_a_name": """
import cmd
class C(cmd.Cmd):
    def __getattr__(self, name):
        global out
        out = type(self).onecmd.__globals__ if "do_" in name else None
        raise AttributeError(name)
C().onecmd("x")
""",
    "documentation_of_what_is_no_text": """
import inspect
class D:
    @property
    def __doc__(self): return json.dumps
out = getattr(inspect.getdoc(D()) or json.dumps, "__globals__", None)
""",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_plain_python_gives_it_away(name: str, tmp_path: Path) -> None:
    """Or the attack would prove nothing."""
    assert taken_in_plain_python(HEAD + ATTACKS[name], str(tmp_path))


@pytest.mark.parametrize("name", ATTACKS)
def test_format_or_name_reads_nothing(name: str) -> None:
    """The attack ends with nothing in its hands."""
    assert taken_when_guarded(HEAD + ATTACKS[name]) is None
