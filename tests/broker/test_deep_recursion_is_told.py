"""Calls nested as deep as sys.setrecursionlimit lets them end in a RecursionError, no crash."""

from __future__ import annotations

import pytest

from harness import ANALYST, Serve

NESTING = {
    "keys of sorted": "def f(x=0): return sorted([0], key=f)",
    "comparisons in sorted": "class A:\n def __lt__(s, o): return sorted([A(), A()])\n"
    "def f(): sorted([A(), A()])",
    "map": "def f(x=0): return list(map(f, [x]))",
    "iterators": "class A:\n def __iter__(s): return iter(list(s))\ndef f(): list(A())",
    "properties": "class A:\n @property\n def x(s): return s.x\ndef f(): A().x",
    "texts of objects": "class A:\n def __repr__(s): return repr(s)\ndef f(): repr(A())",
    "hooks": "class A:\n def __getattr__(s, n): return getattr(s, n + 'x')\ndef f(): A().q",
    "patterns": "import re\ndef f(m=0): return re.sub('x', f, 'x')",
    "functions": "def f(): f()",
}


def test_nesting_ends_in_an_error_and_the_session_goes_on(serve: Serve) -> None:
    """In every way that Python code is called by C code."""
    served = serve(
        ANALYST.replace("modules: {{", 'modules: {{sys: "*", re: "*", '),
        limits="cpu: 20s, wall: 40s, memory: 256 MiB",
    )
    flame = served.connect()
    flame.execute("import sys\nsys.setrecursionlimit(10 ** 9)\nkept = 1")
    for name, source in NESTING.items():
        flame.execute(source)
        with pytest.raises(RecursionError):
            flame.execute("f()")
        assert flame.evaluate("kept") == 1, name
