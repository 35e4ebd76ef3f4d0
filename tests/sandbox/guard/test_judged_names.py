"""Judged names: what a program of one's own sees of them, with libraries and without."""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import io
from types import CodeType

import pytest

from guardedflame.errors import GuardRefused, ImportRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

SOURCE = """
import types
class Order:
    def __init__(self, name, values):
        self.name, self.values, self.count = name, values, 0
    def sum(self):
        self.count += 1
        return sum(self.values)
    @classmethod
    def empty(cls):
        return cls("none", [])
order = Order("x", [1, 2])
parts = [order.sum(), order.name, order.count, Order.empty().name, [o.values for o in [order]]]
parts.append(" ".join("a-b".split("-")).replace("a", "c"))
parts.append((lambda text: text.upper().index("B"))("ab"))
parts.append({k: v.count(1) for k, v in {"q": [1, 1]}.items()})
space = types.SimpleNamespace(shape=(1, 2), name="s")
space.name += "!"
parts.append((space.shape, space.name, space))
match order:
    case Order(name=n, count=c):
        parts.append((n, c))
del order.count
parts.append(hasattr(order, "count"))
print(parts)
"""


def names_in(code: CodeType) -> set[str]:
    """Return every name that compiled code has."""
    found = set(code.co_names) | set(code.co_varnames)
    for const in code.co_consts:
        if isinstance(const, CodeType):
            found |= names_in(const)
    return found


def run(language: GuardedLanguage, source: str) -> str:
    """Return what a program prints."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        language.execute(source)
    return said.getvalue()


def test_a_profile_without_libraries_compiles_as_it_did() -> None:
    """No look before a public name; the guards are those without libraries."""
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    assert type(language._guards) is Guards
    assert language._guards.vocabulary == names.Vocabulary()
    code = language.programs.program(SOURCE, "<test>", language._compile)
    assert not [name for name in names_in(code) if name.startswith(("<ok", "<see"))]


def test_own_classes_have_any_name() -> None:
    """The same program prints the same where every one of its names is judged."""
    pytest.importorskip("pandas")
    plain = run(guarded_language(modules=dict.fromkeys(CATALOGUE, "*")), SOURCE)
    both = {**dict.fromkeys(CATALOGUE, "*"), "numpy": "*", "pandas": "*"}
    language = guarded_language(modules=both)
    assert run(language, SOURCE) == plain
    code = language.programs.program(SOURCE, "<test>", language._compile)
    assert {"<ok name>", "<ok values>", "<ok sum>", "<see join>"} - names_in(code) == {"<see join>"}


def test_libraries_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are not installed, the policy's line is refused with what to do."""
    monkeypatch.setitem(__import__("sys").modules, "numpy", None)
    language = guarded_language(modules={"numpy": "*"})
    with pytest.raises(ImportRefused, match="no module 'numpy'") as caught:
        language.module("numpy")
    assert "guardedflame[science]" in caught.value.hint


def test_a_library_built_on_numpy_brings_the_guards_along() -> None:
    """A module of no catalogue that returns arrays: they are judged all the same."""
    pytest.importorskip("pandas")
    language = guarded_language(
        modules={"dateutil": ["tz"], "pandas.testing": ["assert_index_equal"]}
    )
    assert type(language._guards) is not Guards


def test_parts_of_a_library_can_be_listed_by_name() -> None:
    """A list is a list; what comes with ``"*"`` only does not come along."""
    np = pytest.importorskip("numpy")
    language = guarded_language(modules={"numpy": ["array", "mean"], "numpy.linalg": "*"})
    language.execute("import numpy as np\nout = np.mean(np.array([1, 2])), np.linalg.norm([3, 4])")
    assert language.namespace["out"] == (np.float64(1.5), np.float64(5.0))
    with pytest.raises(GuardRefused, match=r"numpy\.zeros is not among"):
        language.evaluate("np.zeros(3)")
    with pytest.raises(GuardRefused, match=r"numpy\.random is not among"):
        language.evaluate("np.random")


def test_refusals_name_the_reason_and_what_to_do() -> None:
    """Of what is left out, of what nobody reviewed, of what is not there at all."""
    pytest.importorskip("pandas")
    language = guarded_language(modules={"numpy": "*", "pandas": "*"})
    language.execute("import numpy as np, pandas as pd\ndf = pd.DataFrame({'a': [1]})")
    for source, words in (
        ("np.arange(3).tofile('x')", "it writes files"),
        ("np.arange(3).resize(9)", "np.resize"),
        ("df.to_parquet('x')", "to_csv"),
        ("df.plot()", "draws"),
        ("df.groupby('a').rolling(1).obj", "not among what was reviewed"),
        ("df.agg('to_csv')", "is not among the functions that can be named"),
        ("np.load('x')", "is not among the names"),
    ):
        with pytest.raises(GuardRefused, match=words):
            language.evaluate(source)
    with pytest.raises(AttributeError, match="has no attribute 'colum'"):
        language.evaluate("df.colum")


def test_rows_of_a_table_are_read_by_label() -> None:
    """Columns as attributes, rows of itertuples, and assignment to a column that is there."""
    pytest.importorskip("pandas")
    language = guarded_language(modules={"pandas": "*"})
    printed = run(
        language,
        """
import pandas as pd
df = pd.DataFrame({"name": ["x", "y"], "format": [1, 2], "zebra": [3, 4], "obj": [5, 6]})
print(df.name.tolist(), df.format.sum(), df.zebra.max(), df.obj.sum(), getattr(df, "name")[0])
for row in df.itertuples():
    print(row.name, row.zebra, row.format, row.count(3), row._asdict()["obj"])
df.zebra = df.zebra * 2
df.columns = ["a", "b", "c", "d"]
df.index.name = "i"
df.a.name = "renamed"
setattr(df, "index", [7, 8])
print(df.c.tolist(), df.index.tolist(), df.columns.tolist(), df.groupby("a").c.sum().to_dict())
""",
    )
    assert printed == (
        "['x', 'y'] 3 4 11 x\nx 3 1 1 5\ny 4 2 0 6\n"
        "[6, 8] [7, 8] ['a', 'b', 'c', 'd'] {'x': 6, 'y': 8}\n"
    )
    with pytest.raises(GuardRefused, match="cannot be set"):
        language.execute("df.new = 1")


def test_the_library_can_look_at_its_own_classes() -> None:
    """What shields objects is seen on classes of the library; importlib.metadata reads it there."""
    pytest.importorskip("numpy")
    guarded_language(modules={"numpy": "*"})
    for cls in (importlib.metadata.PathDistribution, argparse.Namespace):
        assert all(hasattr(cls, name) for each in cls.__mro__ for name in vars(each))
    assert importlib.metadata.version("numpy")
    with pytest.raises(AttributeError):
        _ = argparse.Namespace(__array_interface__=1).__array_interface__
