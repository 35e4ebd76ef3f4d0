"""Which names a program has of its own: held against CPython's own symbol tables."""

from __future__ import annotations

import ast
import importlib.util
import symtable
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardedflame.sandbox.check.bindings import Bindings

#: Modules of the standard library that use every kind of scope between them.
LIBRARY = """
    argparse ast asyncio.base_events asyncio.tasks calendar cmd collections configparser
    contextlib copy csv datetime dataclasses decimal difflib dis email.message enum fractions
    functools gettext heapq http.client inspect json.decoder logging mailbox numbers optparse
    pathlib pdb pickle plistlib pprint random shutil statistics subprocess tarfile textwrap
    threading tokenize trace traceback turtle types unittest.mock uuid warnings weakref
    xml.etree.ElementTree zipfile
""".split()  # noqa: SIM905 - a list of sixty quoted words hides its own gaps

#: Each with the names that mean a builtin, or nothing, where they are read.
PROGRAMS = {
    "print(x)": {"print", "x"},
    "x = 1\nprint(x)": {"print"},
    "print(x)\nx = 1": {"print"},
    "def f(): return x\nx = 1": set(),
    "def f(): x = 1\nx": {"x"},
    "def f():\n global x\n x = 1\nx": set(),
    "def f():\n global x\n return x": {"x"},
    "def f():\n x = 1\n def g():\n  nonlocal x\n  return x": set(),
    "class A:\n x = 1\n def f(self): return x": {"x"},
    "class A:\n x = 1\n y = x": set(),
    "class A:\n def f(self): return __class__": {"__class__"},
    "[x for x in y]\nx": {"x", "y"},
    "[y for y in y]": {"y"},
    "[(z := x) for x in ()]\nz": set(),
    "lambda a, *b, c=d, **e: (a, b, c, e, f)": {"d", "f"},
    "def f(a: b = c) -> d: a": {"b", "c", "d"},
    "import a.b, c as d\na, d, c": {"c"},
    "from a import b as c\nb, c": {"b"},
    "try: pass\nexcept E as e: e": {"E"},
    "with a as (b, *c): b, c": {"a"},
    "for a, b.c in d: a": {"b", "d"},
    "match a:\n case [b, *c]: b, c\n case {'k': d, **e}: d, e\n case F(g) as h: g, h": {"a", "F"},
    "del x\nx": set(),
    "def f[T](x: T) -> U: T": {"U"},
    "class A[T: B](C[T]):\n x: T": {"B", "C"},
    "type X[T] = T | Y\nX": {"Y"},
    "@a\ndef f(): pass": {"a"},
    "f'{x!r:{y}}'": {"x", "y"},
    "async def f():\n async for a in b: a\n async with c as d: d\n return [e async for e in g]": {
        "b",
        "c",
        "g",
    },
}


def free(source: str) -> set[str]:
    """Return the names that no scope of the program binds, as the checker sees them."""
    found = Bindings(ast.parse(source), main=True)
    return {
        each.node.id for each in found.names if not found.meaning(each.node.id, each.around.scope)
    }


@pytest.mark.parametrize("source", PROGRAMS)
def test_names_mean_what_python_means(source: str) -> None:
    """Functions, classes, comprehensions, global and nonlocal, patterns, type parameters."""
    try:
        ast.parse(source)
    except SyntaxError:
        pytest.skip("newer grammar")
    # Type parameters are bound for the whole definition, and a type alias for its value.
    assert free(source) - {"T"} == PROGRAMS[source]


def tables(source: str) -> Iterator[symtable.SymbolTable]:
    """Yield all symbol tables of a program, the module's first."""
    waiting = [symtable.symtable(source, "x", "exec")]
    while waiting:
        yield (table := waiting.pop())
        waiting += table.get_children()


def free_by_cpython(source: str) -> set[str]:
    """Return the same from CPython's symbol tables."""
    module, *others = tables(source)
    made = {
        symbol.get_name()
        for table in (module, *others)
        for symbol in table.get_symbols()
        if (table is module or symbol.is_declared_global())
        and (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace())
    }
    return {
        symbol.get_name()
        for table in (module, *others)
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (table is module or symbol.is_global())
    } - made


@pytest.mark.parametrize("name", LIBRARY)
def test_names_are_those_of_cpythons_symbol_tables(name: str) -> None:
    """On whole modules of the standard library."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text(encoding="utf-8")
    assert free(source) - {"__class__"} == free_by_cpython(source) - {"__class__"}


def test_depth_is_no_matter() -> None:
    """The walk has no recursion of its own."""
    tree = ast.parse("x")
    deep: ast.expr = ast.Name("x", ast.Load())
    for _ in range(50_000):
        deep = ast.Attribute(deep, "a", ast.Load())
    tree.body = [ast.Expr(deep)]
    assert len(Bindings(tree, main=True).attributes) == 50_000
    # Taken apart level by level: CPython frees it by recursion.
    level = deep
    while isinstance(level, ast.Attribute):
        inner, level.value = level.value, ast.Constant(0)
        level = inner


def test_what_is_caught_and_what_is_never_reached() -> None:
    """Around an import: handlers, suppress, TYPE_CHECKING, the main guard, a function's body."""
    source = """
try:
    import a
except (ImportError, x.Other):
    import b
with suppress(ModuleNotFoundError):
    import c
try:
    def f():
        import d
except:
    pass
if TYPE_CHECKING:
    import e
else:
    import g
if __name__ == "__main__":
    import h
try:
    import i
except* ImportError:
    pass
"""
    for main in (True, False):
        found = Bindings(ast.parse(source), main=main)
        seen = {
            each.node.names[0].name: (sorted(each.around.caught), each.around.idle)
            for each in found.imports
        }
        assert seen == {
            "a": (["ImportError", "Other"], False),
            "b": ([], False),
            "c": (["ModuleNotFoundError"], False),
            "d": ([], False),
            "e": ([], True),
            "g": ([], False),
            "h": ([], not main),
            "i": (["ImportError"], False),
        }
