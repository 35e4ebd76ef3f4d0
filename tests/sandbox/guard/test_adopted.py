"""Modules whose own text runs in the session: what they share, what they may, what of them shows."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping

import pytest

from guardedflame.errors import CallRefused, GuardedFlameError, GuardRefused, ImportRefused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import (
    GuardedLanguage,
    client_traceback,
    guarded_language,
)

ALL = {name: "*" for name, entry in CATALOGUE.items() if not entry.why}


def _said(source: str, language: GuardedLanguage | None = None) -> str:
    language = language or guarded_language(modules=ALL)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        language.execute(source)
    return out.getvalue()


#: What one session does, and what another then sees as if nothing had been done.
STATE = {
    "random": ("import random\nrandom.seed(1)\nrandom.random()", "random.seed(1)\nrandom.random()"),
    "logging": (
        "import logging\nlogging.basicConfig(level=10)\nlogging.addLevelName(5, 'FIVE')",
        "(logging.root.level, logging.root.handlers, logging.getLevelName(5))",
    ),
    "warnings": (
        "import warnings\nwarnings.simplefilter('error')",
        "warnings.warn('x')",
    ),
    "calendar": ("import calendar\ncalendar.setfirstweekday(6)", "calendar.firstweekday()"),
    "csv": ("import csv\ncsv.register_dialect('mine', delimiter='|')", "csv.list_dialects()"),
    "os": ("import os\nos.environ['A'] = '1'", "dict(os.environ)"),
    "sys": ("import sys\nsys.argv.append('x')", "sys.argv"),
    "mimetypes": (
        "import mimetypes\nmimetypes.add_type('a/b', '.mine')",
        "mimetypes.guess_type('x.mine')",
    ),
    "keyword": ("import keyword\nkeyword.kwlist.clear()", "len(keyword.kwlist)"),
    "html.entities": (
        "import html.entities\nhtml.entities.html5.clear()",
        "len(html.entities.html5)",
    ),
    "xml.etree.ElementTree": (
        "import xml.etree.ElementTree as E\nE.register_namespace('p', 'urn:x')",
        "E.tostring(E.Element('{urn:x}a'))",
    ),
    "unittest": (
        "import unittest\nunittest.TestCase.longMessage = 5",
        "unittest.TestCase.longMessage",
    ),
    "argparse": (
        "import argparse\nargparse.Action.option = 1",
        "hasattr(argparse.Action, 'option')",
    ),
    "weakref": ("import weakref\nweakref.WeakSet.mine = 1", "hasattr(weakref.WeakSet, 'mine')"),
    "locale": (
        "import locale\nlocale.setlocale(locale.LC_ALL, 'C')\nlocale.str = None",
        "locale.setlocale(locale.LC_ALL)",
    ),
    "email.charset": (
        "import email.charset\nemail.charset.add_alias('mine', 'utf-8')",
        "email.charset.Charset('mine').input_charset",
    ),
}


@pytest.mark.parametrize("module", STATE)
def test_state_of_a_module_is_the_sessions(module: str) -> None:
    """Registries, generators, roots and classes are made for each session."""
    changing, asking = STATE[module]
    head = changing.partition("\n")[0] + "\n"
    *lines, last = asking.split("\n")
    asked = head + "\n".join([*lines, f"print({last})"])
    before = _said(asked)
    changed = guarded_language(modules=ALL)
    with contextlib.suppress(AttributeError):  # of the line that sets a name of a facade
        changed.execute(changing)
    assert _said(asked) == before


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "import logging\n"
            "class H(logging.Handler):\n def emit(self, record): print(self.format(record))\n"
            "log = logging.getLogger('a.b')\nlog.addHandler(H())\nlog.warning('%s is %d', 'x', 5)",
            "x is 5\n",
        ),
        (
            "import json\n"
            "class E(json.JSONEncoder):\n def default(self, o): return sorted(o)\n"
            "print(json.dumps({'a': {3, 1}}, cls=E))",
            '{"a": [1, 3]}\n',
        ),
        (
            "from html.parser import HTMLParser\n"
            "class P(HTMLParser):\n def handle_data(self, data): print(data)\n"
            "P().feed('<p>one<b>two</b></p>')",
            "one\ntwo\n",
        ),
        (
            "from collections import UserDict, Counter\n"
            "class Lower(UserDict):\n"
            " def __setitem__(self, k, v): super().__setitem__(k.lower(), v)\n"
            "class C(Counter):\n def top(self): return self.most_common(1)[0]\n"
            "print(Lower(A=1), C('abca').top())",
            "{'a': 1} ('a', 2)\n",
        ),
        (
            "import argparse\n"
            "class Up(argparse.Action):\n"
            " def __call__(self, parser, space, values, option=None):\n"
            "  setattr(space, self.dest, values.upper())\n"
            "p = argparse.ArgumentParser(prog='x')\np.add_argument('--n', action=Up)\n"
            "print(p.parse_args(['--n', 'a']))",
            "Namespace(n='A')\n",
        ),
        (
            "import ast\n"
            "class V(ast.NodeVisitor):\n def visit_Name(self, node): print(node.id)\n"
            "V().visit(ast.parse('a + b'))",
            "a\nb\n",
        ),
        (
            "import string\n"
            "class F(string.Formatter):\n"
            " def get_value(self, key, args, kwargs): return kwargs.get(key, '?')\n"
            "print(F().format('{a} {b}', a=1))",
            "1 ?\n",
        ),
        (
            "import random\nclass R(random.Random):\n def random(self): return 0.5\n"
            "print(R().uniform(0, 4))",
            "2.0\n",
        ),
        (
            "import unittest\n"
            "class T(unittest.TestCase):\n def test(self): self.assertEqual(1, 1)\n"
            "out = unittest.main(argv=['x'], exit=False)\nprint(out.result.wasSuccessful())",
            "True\n",
        ),
    ],
)
def test_classes_are_derived_from(source: str, expected: str) -> None:
    """As in Python: a class of an adopted module is the session's own."""
    assert _said(source).endswith(expected)


def test_a_profile_that_denies_builtins_does_not_break_modules() -> None:
    """Harmless ones are there for the module, and are not for the client."""
    language = guarded_language(
        modules=ALL, builtins_denied=("isinstance", "sorted", "print", "super")
    )
    out = io.StringIO()
    with contextlib.redirect_stderr(out):
        language.execute("import logging, argparse\nlogging.warning('there')")
        language.execute("argparse.ArgumentParser().add_argument('x')")
    assert out.getvalue() == "WARNING:root:there\n"
    with pytest.raises(CallRefused):
        language.execute("sorted([1])")


@pytest.mark.parametrize(
    "source",
    [
        "import logging\nlogging.FileHandler('/etc/passwd')",
        "import configparser\nconfigparser.ConfigParser().read_file(open('/etc/passwd'))",
        "import zipfile\nzipfile.ZipFile('/etc/passwd')",
        "import pathlib\npathlib.Path('/etc/passwd').read_text()",
        "import gzip\ngzip.open('/etc/passwd').read()",
        "import timeit\ntimeit.timeit('1')",
        "import xml.etree.ElementTree as E\nE.parse('/etc/passwd')",
        "import shutil\nshutil.copy('/etc/passwd', 'x')",
        "import tempfile\ntempfile.TemporaryFile()",
        "import argparse\n"
        "p = argparse.ArgumentParser(fromfile_prefix_chars='@')\np.parse_args(['@/etc/passwd'])",
    ],
)
def test_a_module_opens_and_runs_what_the_client_could(source: str) -> None:
    """No file for a profile without files, no text that runs for one without exec."""
    with pytest.raises((CallRefused, GuardRefused, SystemExit)):
        _said(source)


def test_what_runs_text_for_the_client_runs_it_as_the_clients() -> None:
    """Where the profile has exec, ``timeit`` has the client's own: guarded, and no more."""
    language = guarded_language(modules=ALL, builtins_also=("exec", "eval", "compile"))
    language.execute("import timeit\nassert timeit.timeit('x = 1', number=3) > 0")
    with pytest.raises(GuardedFlameError):
        language.execute("timeit.timeit('import os; os.environb', number=1)")


def test_frames_of_a_module_are_not_shown() -> None:
    """Of an error within a module the traceback has the client's own lines."""
    language = guarded_language(modules=ALL)
    with pytest.raises(ValueError, match="literal") as caught:
        language.execute(
            "import configparser\nc = configparser.ConfigParser()\n"
            "c.read_string('[a]\\nb = x')\nc.getint('a', 'b')"
        )
    told = "".join(client_traceback(caught.value, language))
    assert "line 4" in told
    assert "getint" in told  # the client's line
    assert "<library" not in told
    assert told.count("File") == 1


@pytest.mark.parametrize(
    "source",
    [
        "import logging\nlogging.os",
        "import logging\ngetattr(logging.Formatter.format, '__globals__')",
        "import argparse\nargparse._sys",
        "import inspect\ninspect._session",
        "import os\nos._files",
        "import _session",
        "import _files",
        "from adopted import support",
        "import logging\nvars(logging)",
        "import logging\ngetattr(logging.Handler.format, '__builtins__')",
    ],
)
def test_private_parts_of_a_module_are_not_read(source: str) -> None:
    """Its globals are its own, though they hold nothing that the client may not."""
    with pytest.raises((AttributeError, ImportRefused, TypeError)):
        _said(source)


def test_a_module_that_is_not_listed_serves_those_that_are() -> None:
    """``logging`` uses ``string``, ``traceback``, ``weakref``; the client has none of them."""
    language = guarded_language(modules={"logging": "*"})
    out = io.StringIO()
    with contextlib.redirect_stderr(out):
        language.execute(
            "import logging\ntry: 1 / 0\nexcept ZeroDivisionError: logging.exception('oh')"
        )
    assert out.getvalue().splitlines()[0] == "ERROR:root:oh"
    assert out.getvalue().splitlines()[-1] == "ZeroDivisionError: division by zero"
    for name in ("string", "traceback", "weakref"):
        with pytest.raises(ImportRefused):
            language.execute(f"import {name}")


SETTABLE: Mapping[str, tuple[str, ...]] = {
    name: entry.settable for name, entry in CATALOGUE.items() if entry.settable
}


def test_names_that_programs_set_are_set_in_the_sessions_module() -> None:
    """Those, and no others."""
    assert SETTABLE.keys() >= {"sys", "logging", "warnings"}
    said = _said(
        "import warnings, logging\n"
        "warnings.showwarning = lambda m, c, f, n, file=None, line=None: print('shown', m)\n"
        "warnings.warn('w')\n"
        "logging.raiseExceptions = False\nprint(logging.raiseExceptions)\n"
        "logging.warning('%d', 'x')\n"
    )
    assert said == "shown w\nFalse\n"
    for source in ("import logging\nlogging.getLogger = 1", "import sys\nsys.exit = 1"):
        with pytest.raises(GuardRefused, match="cannot be set"):
            _said(source)
