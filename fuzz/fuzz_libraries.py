"""Invariant: no chain of attributes and calls on numpy's and pandas's objects touches a file.

It also imports no module, ends in an object the language may hold or an ordinary error, and leaves
what is read-only as it was. A canary stands in a file of the directory the process is in; the
names are those that any class of the libraries has, the arguments those that open files elsewhere.
A second target gives the libraries objects that lie (``tools/grammars/science.txt``).
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import resource
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivation import Grammar, texts
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

_CANARY = "canary-of-a-library-3f"

_PRELUDE = """
import io, operator, functools, copy
import numpy as np, pandas as pd
a = np.arange(6.0)
b = np.arange(4).reshape(2, 2)
o = np.array([1, "x", None], dtype=object)
fixed = np.arange(3)
fixed.setflags(write=False)
df = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2, 3]}, index=pd.date_range("2024-01-01", periods=3))
s, g, c = df.v, df.groupby("k"), df.k.astype("category")
class Path:
    def __fspath__(self): return "canary.txt"
    def read(self, *a): return "x"
class Lying(str):
    def __eq__(self, other): return True
    def __hash__(self): return 1
def f(*args, **keywords): return args[0] if args else 1
"""  # noqa: E501

_ROOTS = st.sampled_from(
    """
    a b o fixed a[0] b.T a.dtype df s g c df.k.str df.index df.index.to_series().dt c.cat df.loc
    df.iloc df.at g.v s.rolling(2) s.expanding() s.ewm(1) s.resample('D') df.columns c.array c.dtype
    pd.NaT pd.NA pd.Timestamp(0) pd.Timedelta(1) pd.Period('2024') pd.Interval(0,1)
    pd.MultiIndex.from_tuples([(1,2)]) pd.offsets.Day() np.add np.sum np.float64(1) np.str_('x')
    np.random.default_rng(1) np.random.RandomState(1) np.vectorize(f) np.finfo(float) np pd np.random
    np.linalg pd.DataFrame pd.Series np.ndarray np.float64 pd.Timestamp type(df) pd.col('v')
    pd.options a.flat a.flags next(df.itertuples()) pd.Grouper(freq='D') np.r_ np.s_ super(np.float64,np.float64(1))
    pd.CategoricalDtype() pd.Index(['a']) np.polynomial.Polynomial([1,2]) functools.partial(f,a)
    """.split()  # noqa: SIM905, E501
)

_ARGUMENTS = st.lists(
    st.sampled_from(
        [
            "'canary.txt'",
            "'new.txt'",
            "Path()",
            "Lying('to_csv')",
            "'to_csv'",
            "'save'",
            "['sum', 'to_pickle']",
            "{'v': 'tofile'}",
            "f",
            "a",
            "df",
            "s",
            "o",
            "fixed",
            "c",
            "0",
            "1",
            "-1",
            "None",
            "True",
            "False",
            "'v'",
            "'k'",
            "'sum'",
            "object",
            "'i8'",
            "[0, 1]",
            "[10**6]",
            "io.StringIO('1 2')",
            "io.BytesIO(b'1 2')",
            "'@pd.io.common.os.system(\"touch new.txt\")'",
            "'v.to_pickle(\"new.txt\")'",
            "engine='numba'",
            "engine='python'",
            "validate=False",
            "verify_integrity=False",
            "inplace=True",
            "out=fixed",
            "refcheck=False",
            "axis=0",
        ]
    ),
    max_size=3,
)


@pytest.fixture(scope="module", autouse=True)
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the canary is, and where the process is meanwhile."""
    made = tmp_path_factory.mktemp("libraries")
    (made / "canary.txt").write_text(_CANARY)
    before = Path.cwd()
    os.chdir(made)
    yield made
    os.chdir(before)


@pytest.fixture(scope="module")
def language() -> GuardedLanguage:
    """One session for all examples; its objects are made anew for each."""
    return guarded_language(
        modules=dict.fromkeys(["numpy", "pandas", "io", "operator", "functools", "copy"], "*")
    )


def _names(language: GuardedLanguage) -> st.SearchStrategy[str]:
    judged = sorted(language._guards.vocabulary.judged)
    special = ["__array_interface__", "__reduce__", "_mgr", "__class__", "__dict__", "func_globals"]
    return st.one_of(st.sampled_from(judged), st.sampled_from(special))


@st.composite
def _chains(draw: st.DrawFn, names: st.SearchStrategy[str]) -> str:
    """An expression: attributes of something, called or not, read in one of several ways."""
    text = draw(_ROOTS)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(names)
        how = draw(st.integers(0, 5))
        if how < 4 and name[:2] != "__":
            text = f"{text}.{name}"
        elif how == 4:
            text = f"getattr({text}, {name!r})"
        else:
            text = f"operator.attrgetter({name!r})({text})"
        if draw(st.integers(0, 2)):
            given_arguments = draw(_ARGUMENTS)
            positional = [each for each in given_arguments if "=" not in each or each[0] == "'"]
            keywords = {each.partition("=")[0]: each for each in given_arguments if "=" in each}
            keywords = {key: each for key, each in keywords.items() if key.isidentifier()}
            text += f"({', '.join([*positional, *keywords.values()])})"
        elif draw(st.integers(0, 4)) == 0:
            text += draw(st.sampled_from(["[0]", "['v']", "[:1]", "[a > 1]"]))
    return text


_INTERNALS = (types.ModuleType, types.FrameType, types.CodeType, types.TracebackType)


@given(st.data())
def fuzz_chains_on_libraries_reach_nothing(
    language: GuardedLanguage, directory: Path, data: st.DataObject
) -> None:
    """Whatever the libraries answer, files, modules and read-only arrays are as they were."""
    source = data.draw(_chains(_names(language)))
    said = io.StringIO()
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        language.execute(_PRELUDE)
        before = set(sys.modules)
        language.namespace["out"] = None
        with contextlib.suppress(Exception):
            language.execute(f"out = {source}")
        out = language.namespace["out"]
        with contextlib.suppress(Exception):
            said.write(repr(out))
    assert sorted(each.name for each in directory.iterdir()) == ["canary.txt"], source
    assert set(sys.modules) == before, source
    assert _CANARY not in said.getvalue(), source
    assert not isinstance(out, _INTERNALS), source
    assert out is not type, source
    assert language.evaluate("fixed.tolist()") == [0, 1, 2], source
    assert language.evaluate("c.tolist()") == ["a", "b", "a"], source


_SCIENCE = Grammar("science.txt")
_MODULES = ("array", "copy", "functools", "io", "numpy", "operator", "pandas", "struct")
#: Bytes that a program may take, as a session's limit would have it.
_MEMORY = 2 << 30


@pytest.fixture(scope="module")
def bounded() -> Iterator[None]:
    """Bound the memory of this process: a lie about a length is a MemoryError."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + _MEMORY, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def _say(said: io.StringIO, value: object) -> None:
    said.write(repr(value))


def _attempt(step: Callable[[], object]) -> None:
    """A program may fail in any way that Python has."""
    with contextlib.suppress(Exception):
        step()


@given(st.lists(texts(_SCIENCE, "S", depth=4, fuel=16), min_size=1, max_size=6))
def fuzz_libraries_survive_hostile_objects(
    bounded: None, directory: Path, statements: list[str]
) -> None:
    """Objects that lie to the library's code in every way it asks reach no file and no module."""
    language = guarded_language(modules=dict.fromkeys(_MODULES, "*"))
    said = io.StringIO()
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        language.execute(_SCIENCE.texts["prelude"])
        before = set(sys.modules)
        for statement in statements:
            _attempt(functools.partial(language.execute, statement))
        for name in ("out", "kept", "df", "s", "a"):
            _attempt(functools.partial(_say, said, language.namespace.get(name)))
    assert sorted(each.name for each in directory.iterdir()) == ["canary.txt"], statements
    assert (directory / "canary.txt").read_text() == _CANARY, statements
    assert set(sys.modules) == before, statements
    assert _CANARY not in said.getvalue(), statements
    kept = language.namespace["kept"]
    out = [language.namespace.get("out"), *(kept if isinstance(kept, list) else ())]
    assert not any(isinstance(each, _INTERNALS) for each in out), statements
    assert not any(each is type for each in out), statements
    assert language.evaluate("fixed.tolist()") == [0, 1, 2], statements
