# ruff: noqa: E501, ISC004  (attacks stand on lines of their own)
"""Each way by which numpy or pandas would read or write a file, import, unpickle or read by name.

The test process is not confined. A canary file stands in the directory; a variant fails the test
when it is not refused, when the canary's text is in what it leaves, when there is another file than
before, or when a module was imported.
"""

from __future__ import annotations

import ast
import contextlib
import io
import pickle
import sys
from pathlib import Path

import pytest

from guardedflame.errors import Refused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

SECRET = "canary-of-a-file-77aa"

PRELUDE = """
import io, json, operator, functools, types
import numpy as np
import pandas as pd
a = np.arange(3.0)
o = np.array([1, "x"], dtype=object)
df = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2, 3]}, index=pd.date_range("2024-01-01", periods=3))
s, g = df.v, df.groupby("k")
class Text(str):
    def __eq__(self, other): return True
    def __hash__(self): return hash("sum")
    def __str__(self): return "sum"
    def __contains__(self, other): return True
    def startswith(self, *a): return True
class Path:
    def __fspath__(self): return "canary.txt"
    def read(self, *a): return ""
    def __iter__(self): return iter([])
class Mapping:
    def keys(self): return ["v"]
    def items(self): return [("v", "to_csv")]
    def values(self): return ["to_csv"]
    def __getitem__(self, key): return "to_csv"
    def __contains__(self, key): return True
    def __iter__(self): return iter(["v"])
    def __len__(self): return 1
    def __call__(self, *a): return 1
def disguised(*a): return 1
disguised.keys = lambda: ["v"]
disguised.items = lambda: [("v", "to_csv")]
"""

#: Refused each; one statement or expression a line.
ATTACKS: dict[str, list[str]] = {
    "numpy_files": [
        "a.tofile('new')", "a.dump('new')", "a.dumps()", "np.save('new', a)", "np.load('canary.txt')",
        "np.fromfile('canary.txt', 'u1')", "np.memmap('canary.txt')", "np.savez('new', a)",
        "np.loadtxt('canary.txt', dtype=str)", "np.genfromtxt('canary.txt', dtype=str)",
        "np.loadtxt(Path(), dtype=str)", "np.genfromtxt(Path(), dtype=str)", "np.loadtxt(b'canary.txt')",
        "np.loadtxt(Text('canary.txt'), dtype=str)", "np.genfromtxt('http://127.0.0.1:9/x')",
        "np.savetxt('new', a)", "np.savetxt(Path(), a)", "np.fromregex('canary.txt', 'x', 'u1')",
        "np.DataSource", "np.lib.npyio", "np.lib.format", "np.f2py", "np.testing", "np.ctypeslib",
        "np.float64(1).tofile('new')", "np.float64.tofile(np.float64(1), 'new')",
        "super(np.float64, np.float64(1)).tofile('new')",
        "getattr(a, 'tofile')('new')",
        "getattr(a, Text('tofile'))('new')", "operator.methodcaller('tofile', 'new')(a)",
        "operator.attrgetter('tofile')(a)('new')", "'{0.tofile}'.format(a)", "'{0.ctypes.data}'.format(a)",
        "list(map(operator.attrgetter('dump'), [a]))",
        "np.generic.tofile(np.int8(1), 'new')", "np.array(['x'])[0].tofile('new')",
        "(lambda: a)().tofile('new')", "[a][0].tofile('new')", "a[:].tofile('new')",
        "types.SimpleNamespace(x=a).x.tofile('new')", "vars(a)", "a.__dict__", "np.__dict__",
        "exec('a.tofile(\"new\")')", "np.show_config()", "np.get_include()", "np.info(a)",
        "np.recarray", "np.rec", "np.matrix", "np.bmat('a')", "np.asmatrix(a)",
    ],
    "numpy_in_patterns": [
        "match a:\n case object(tofile=f): f('new')",
        "match np.float64(1):\n case float(tofile=f): f('new')",
        "import abc\nclass C(abc.ABC): pass\nC.register(np.float64)\nmatch np.float64(1):\n case C(tofile=f): f('new')",
        "import abc\nclass M(abc.ABCMeta): pass\nclass C(metaclass=M): __match_args__ = ('tofile',)\n"
        "C.register(np.ndarray)\nmatch a:\n case C(f): f('new')",
        "import abc\nclass C(abc.ABC): pass\nC.register(io.BytesIO)\nmatch io.BytesIO(b'A' * 16):\n case C(readinto=f): f(o)",
        "import abc\nclass C(abc.ABC): pass\nC.register(float)\nmatch np.float64(1):\n case C(tofile=f): f('new')",
        "import typing\n@typing.runtime_checkable\nclass P(typing.Protocol):\n tofile: object\n"
        "match np.float64(1):\n case P(tofile=f): f('new')",
        "import numbers\nmatch np.int64(1):\n case numbers.Integral(tofile=f): f('new')",
        "class K: d = np.float64\nmatch np.float64(1):\n case K.d(tofile=f): f('new')",
        "match 1:\n case a.ctypes: pass", "match {1: 2}:\n case {a.ctypes: x}: pass",
    ],
    "numpy_by_other_ways": [
        "class A: m = classmethod(np.float64)\nA.m.tofile(np.float64(1), 'new')",
        "class A: pass\nA().x = 1\nA.f = np.float64.tofile",
        "class A(np.ndarray): pass", "class A(np.generic): pass", "class A(np.float64): pass",
        "class A(type(a)): pass", "class A(np.dtype): pass", "class A(np.vectorize): pass",
        "type('A', (np.float64,), {})", "type('A', (type(a),), {})",
        "np.r_['__builtins__']", "np.r_['a']", "np.c_['a']", "np.r_['a', 1]", "np.r_[Text('__builtins__')]",
        "np.vectorize(abs).pyfunc", "np.sum.__globals__", "np.sum.__wrapped__", "np.sum._implementation",
        "np.sum.__self__", "np.random.rand.__self__", "np.random.default_rng(1).bit_generator",
        "np.random.default_rng(1).bit_generator.ctypes", "np.random.get_state()", "np.random.set_state(1)",
        "np.random.RandomState(1).get_state()", "np.random.PCG64()", "np.linspace.__code__",
        "import numpy._core", "from numpy import _core", "import numpy.ctypeslib", "import numpy.f2py",
        "from numpy.lib import format", "from numpy import load", "import numpy.testing",
        "np.seterrcall(print)",
    ],
    "pandas_files": [
        "df.to_csv('new')", "df.to_csv(Path())", "df.to_csv(Text('new'))", "df.to_csv(path_or_buf='new')",
        "df.to_csv(b'new')", "df.to_csv(3)", "df.to_json('new')", "df.to_string('new')", "df.to_html('new')",
        "df.to_string(buf='new')", "df.info(buf=Path())", "df.info(None, 'new')", "s.to_csv('new')",
        "s.to_json('new')", "s.to_string('new')", "df.to_pickle('new')", "df.to_parquet('new')",
        "df.to_feather('new')", "df.to_orc('new')", "df.to_excel('new.xlsx')", "df.to_hdf('new', key='x')",
        "df.to_sql('t', 'sqlite:///new')", "df.to_stata('new')", "df.to_xml('new')", "df.to_latex('new')",
        "df.to_markdown('new')", "df.to_clipboard()", "df.to_records()", "df.style", "df.plot", "df.hist()",
        "pd.read_csv('canary.txt')", "pd.read_csv(Path())", "pd.read_csv(Text('canary.txt'))",
        "pd.read_csv(b'canary.txt')", "pd.read_csv('http://127.0.0.1:9/x')", "pd.read_csv(3)",
        "pd.read_csv('file:canary.txt')", "pd.read_table('canary.txt')", "pd.read_fwf('canary.txt')",
        "pd.read_json('canary.txt')", "pd.read_json(Path())", "pd.read_pickle('canary.txt')",
        "pd.read_csv(io.StringIO('a'), compression='gzip')", "pd.read_csv(io.StringIO('a'), engine='pyarrow')",
        "pd.read_csv(io.StringIO('a'), storage_options={'a': 1})", "pd.read_csv(io.StringIO('a'), memory_map=True)",
        "pd.read_csv(io.StringIO('a'), engine=Text('pyarrow'))", "pd.read_csv(io.StringIO('a'), chunksize=1)",
        "pd.read_json(io.StringIO('[]'), engine='pyarrow')", "df.to_csv(None, compression='gzip')",
        "class B(io.StringIO): pass\npd.read_csv(B('canary.txt'))", "class B(io.StringIO): pass\ndf.to_csv(B())",
        "pd.read_excel('x')", "pd.read_html('x')", "pd.read_sql('x', 'y')", "pd.HDFStore('new')", "pd.ExcelWriter('new')",

        "df.index.to_series().to_pickle('new')", "getattr(df, 'to_pickle')('new')", "'{0.to_pickle}'.format(df)",
        "operator.methodcaller('to_pickle', 'new')(df)", "df['v'].to_pickle('new')", "df.T.to_pickle('new')",
        "pd.io.common.os.system('touch new')", "pd.io", "pd.core", "pd.compat", "pd.util", "pd.plotting",
        "pd.show_versions()", "pd.test()", "import pandas.io", "from pandas.io import common", "import pandas.core",
        "from pandas import read_pickle", "import pandas.util", "df._mgr", "df._mgr.blocks", "s._values", "df.attrs",
        "df.attrs = {}", "df.flags", "df.set_flags()", "pd.api.extensions", "pd.api.indexers", "df._to_pickle",
    ],
    "names_of_functions": [
        "df.agg('to_csv')", "df.agg('to_pickle')", "df.apply('to_pickle', args=('new',))", "df.agg('save')",
        "df.agg('plot')", "df.agg('style')", "df.agg('__class__')", "df.agg('_mgr')", "df.agg(['sum', 'to_csv'])",
        "df.agg({'v': 'to_csv'})", "df.agg({'v': ['sum', 'to_csv']})", "df.agg(x=('v', 'to_csv'))",
        "df.agg(x=pd.NamedAgg('v', 'to_csv'))", "df.transform('to_csv')", "df.transform(['abs', 'to_csv'])",
        "s.agg('to_csv')", "s.agg(['to_csv'])", "s.apply('to_csv')", "s.transform('to_pickle')", "s.agg(x='to_csv')",
        "g.agg('to_csv')", "g.agg({'v': 'to_csv'})", "g.agg(x=('v', 'to_csv'))", "g.agg(x=pd.NamedAgg('v', 'plot'))",
        "g.apply('to_csv')", "g.apply('plot')", "g.transform('to_csv')", "g.filter('to_csv')", "g.v.agg('to_csv')",
        "g.v.agg(['to_csv'])", "g.v.agg(x='to_csv')", "g.v.filter('to_csv')", "g.v.transform('to_csv')",
        "g.v.apply('to_csv')", "df.rolling(2).agg('to_csv')", "s.rolling(2).agg(['obj'])", "s.rolling(2).agg('obj')",
        "s.ewm(1).agg('obj')", "s.expanding().agg('obj')", "s.resample('D').agg('obj')", "s.resample('D').apply('to_csv')",
        "s.resample('D').transform('to_csv')", "df.resample('D').agg({'v': 'to_csv'})",
        "df.pivot_table(index='k', aggfunc='to_csv')", "pd.pivot_table(df, index='k', aggfunc=['sum', 'to_csv'])",
        "pd.crosstab(df.k, df.v, values=df.v, aggfunc='to_csv')", "df.agg(Text('to_csv'))", "df.agg([Text('to_csv')])",
        "g.agg(Text('to_csv'))", "df.agg(pd.Series({'v': 'to_csv'}))", "df.agg(pd.Index(['to_csv']))",
        "df.agg(np.array(['to_csv']))", "df.agg(('to_csv',))", "df.agg({'to_csv'})", "df.agg('quantile', 0, 'new')",
        "df.apply('sum', args=(1,))", "g.agg('sum', True, 0, True, 'numba')", "pd.col('v').to_csv('new')",
        "df.assign(x=pd.col('v').to_csv('new'))", "df.assign(x=getattr(pd.col('v'), 'to_pickle')('new'))",
    ],
    "queries": [
        "df.query('@pd.io.common.os.system(\"touch new\")')", "df.query('@pd.core.x')", "df.query('v.__class__')",
        "df.query('v.to_pickle(\"new\")')", "df.query('v.values.tofile(\"new\")')", "df.query('@df.to_csv(\"new\")')",
        "df.query('@print.__self__')", "df.query('index._data')", "df.query('__import__(\"os\")')", "df.query('print(1)')",
        "df.query('open(\"new\", \"w\")')", "df.query('(lambda: 1)()')",
        "df.query('[x for x in v]')", "df.query('v if v else v')", "df.query('f\"{v}\"')",
        "df.query('v', engine='numexpr')",
        "df.query('v > 1', parser='python')", "df.query('{**v}')",
        "df.query('__quoted_6b')", "df.query('__local_pd')", "df.eval('x = @pd.io')", "df.eval('v.to_pickle(\"new\")')",
        "df.eval('import os')", "df.eval('x.y = 1')", "df.eval('x[0] = 1')", "df.eval('def f(): pass')",
        "df.eval('__import__(\"os\").system(\"touch new\")')", "pd.eval('1')", "df.query(Text('v.to_pickle(\"new\")'))",
        "df.query('@np.load(\"canary.txt\")')", "df.eval('x = @a.tofile(\"new\")')", "df.query('@df._mgr')",
        "df.query('v > 1 ' * 9000)",
    ],
    "engines_and_imports": [
        "s.map(abs, engine='numba')", "df.apply(abs, engine='numba')", "df.apply(abs, 0, False, None, (), 'compat', 'numba')",
        "g.sum(engine='numba')", "g.sum(False, 0, True, 'numba')", "g.agg('sum', engine='numba')", "g.transform(abs, engine='numba')",
        "g.v.mean(engine='numba')", "g.agg(x=pd.NamedAgg('v', 'sum', engine='numba'))", "df.agg('sum', engine='numba')",
        "s.rolling(2).mean(engine='numba')", "s.rolling(2).apply(abs, engine='numba')", "s.rolling(2).apply(abs, True, 'numba')",
        "s.ewm(1).mean(engine='numba')", "s.ewm(1).online()", "s.expanding().sum(engine='numba')",
        "s.rolling(2, win_type='triang')", "s.rolling(2, None, False, 'triang')", "s.rolling(2, win_type='__class__')",
        "s.interpolate('cubic')", "s.interpolate(method='spline', order=2)", "s.corr(s, method='kendall')",
        "s.corr(s, 'spearman')", "df.corr('kendall', numeric_only=True)", "df.corrwith(df, method='kendall')",
        "df.to_xarray()", "df.from_arrow(df)", "pd.set_option('plotting.backend', 'os')",
        "pd.set_option('compute.use_numba', True)", "pd.set_option('io.excel.xlsx.reader', 'x')",
        "pd.set_option('mode.sim_interactive', True)", "pd.options.plotting.backend = 'os'",
        "pd.options.compute.use_numba = True", "pd.option_context('plotting.backend', 'os')", "pd.set_option({'plotting.backend': 1})",
        "pd.get_option('plotting.backend')", "pd.reset_option('all')", "pd.set_option(Text('plotting.backend'), 'os')",
        "pd.set_option('display.encoding', 'x')", "pd.options._prefix",
        "pd.describe_option('plotting.backend')", "pd.CategoricalDtype().construct_array_type()",
        "pd.NamedFunc", "pd.Flags", "pd.arrays",
    ],
    "what_hangs_on_objects": [
        "g.obj", "g.keys", "df.k.str._parent", "s.rolling(2).obj", "df.loc.obj", "df.iloc.name",
        "s.resample('D').binner", "s.resample('D').ax", "df.index.asi8", "df.index._engine", "df.index.view('i8')",
        "pd.Categorical(['a']).view()", "s.array._ndarray",
        "pd.Timestamp('2024').normalize.func_globals", "pd.Timestamp('2024').normalize.func_code",
        "pd.to_datetime.__globals__", "pd.DataFrame.__init__(df, 1)", "df.__init__(1)",
        "df.__reduce__()", "df.__getstate__()", "df.__setstate__({})", "df.__array_interface__", "a.__array_interface__",
        "a.__array_struct__", "a.__setstate__((1,))", "a.__reduce__()", "pd.DataFrame.__new__(a)", "type(a).__new__(type(a), 1)", "df.__getattr__('_mgr')",
        "object.__getattribute__(df, '_mgr')", "object.__setattr__(df, 'x', 1)", "object.__getattribute__(a, 'ctypes')",
        "df.x = 1", "df.sum = 1", "del df.v", "s.foo = 1", "setattr(df, '_mgr', 1)", "df.loc = 1", "a.dtype = 'i8'",
        "a.strides = (0,)", "a.shape = (1, 3)", "a.flags.writeable = True", "a.data = b''", "setattr(a, 'shape', (1, 3))",
        "class A:\n _typ = 'series'", "class A: pass\nA._typ = 'series'", "class A: pass\nsetattr(A(), '_typ', 'series')",
        "type('A', (), {'_typ': 'series'})", "def f(): pass\nf._typ = 'x'", "_typ = 1", "import json as _typ",
        "class A: pass\nx = A()\nx._typ = 1", "class A: pass\nfor A()._typ in [1]: pass",
    ],
}  # fmt: skip

#: No such name, or no such value, as Python says it: and no more than that.
ORDINARY: dict[str, str] = {
    "np.ndarray.tofile(a, 'new')": "no attribute 'tofile'",
    "type(a).tofile(a, 'new')": "no attribute 'tofile'",
    "np.ndarray[int].tofile(a, 'new')": "no attribute 'tofile'",
    "functools.partial(np.ndarray.tofile, a)('new')": "no attribute 'tofile'",
    "np.seterr(call=print)": "no error setting",
    "np.errstate(call=print)": "no error setting",
    "pd.DataFrame.to_pickle(df, 'new')": "no attribute 'to_pickle'",
    "pd.Series.to_pickle(s, 'new')": "no attribute 'to_pickle'",
    "type(df).to_pickle(df, 'new')": "no attribute 'to_pickle'",
    "pd.DataFrame.from_arrow(df)": "no attribute 'from_arrow'",
    "pd.Int64Dtype.construct_from_string": "no attribute 'construct_from_string'",
    "pd.CategoricalDtype.reset_cache()": "no attribute 'reset_cache'",
    "pd.Timestamp.normalize.func_globals": "no attribute 'func_globals'",
    "pd.option_context('display.precision', 2).func": "no attribute 'func'",
    "pd.Timestamp('2024', tz='dateutil//etc/passwd')": "no time zone of this name",
    "pd.Timestamp('2024').tz_localize('dateutil/canary.txt')": "no time zone of this name",
    "pd.DatetimeTZDtype('ns', 'dateutil/./canary.txt')": "no time zone of this name",
    "pd.to_datetime(['2024']).tz_localize('dateutil/../x')": "no time zone of this name",
    "pd.date_range('2024', periods=1, tz='dateutil//dev/null')": "no time zone of this name",
    "s.astype('datetime64[ns, dateutil//etc/passwd]')": "Invalid datetime unit",
    "pd.Timestamp('2024', tz='/etc/passwd')": "absolute paths",
    "df.query('v > 1', local_dict={'v': 1})": "unexpected keyword argument",
    "df.query('v > 1', resolvers=[{}])": "unexpected keyword argument",
    "df.query('@nothing(**k)')": "is not defined",
    "df.query('v := 1')": "invalid syntax",
    "df.query('(' * 9000)": "malformed",
    "df.query('@')": "has to follow @",
    "df.query('`v')": "backticks",
    "df.query('')": "empty string",
    "df.select_dtypes('f2py')": "not understood",
    "pd.offsets.CustomBusinessDay(calendar=Path())": "only accept np.busdaycalendar",
    "df.select_dtypes(['number', 'testing'])": "not understood",
    "df.select_dtypes(exclude=('ctypeslib',))": "not understood",
    "df.select_dtypes(include=[Text('matlib')])": "not understood",
    "df.select_dtypes({'distutils'})": "not understood",
    **{
        f"df.{how}('@{name}')": "is not defined"
        for how in ("eval", "query")
        for name in ("__builtins__", "__import__", "__loader__", "__spec__", "__build_class__")
    },
    **dict.fromkeys(
        (
            "(lambda: df.eval('@__builtins__'))()",
            "[df.eval('@__builtins__') for _ in [1]]",
            "df.eval('@Text.__class__') if 0 else df.eval('v + @__builtins__')",
        ),
        "is not defined",
    ),
}

#: Taken for functions and nothing else, whatever methods they have.
FUNCTIONS = [
    f"{table}.{how}({form})"
    for table in ("df", "g", "s", "g.v")
    for how in ("agg", "transform", "apply")
    for form in ("Mapping()", "disguised", "[Mapping()]", "[disguised]", "{'v': disguised}")
]


@pytest.fixture
def language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GuardedLanguage:
    """A session in a directory with a canary; numpy and pandas are there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "canary.txt").write_text(SECRET + "\n")
    made = guarded_language(modules={**dict.fromkeys(CATALOGUE, "*"), "numpy": "*", "pandas": "*"})
    made.execute(PRELUDE)
    return made


def _run(attack: str, language: GuardedLanguage, directory: Path) -> Exception:
    """Run one, which must raise; nothing may have happened beside."""
    before = set(sys.modules)
    said = io.StringIO()
    try:
        ast.parse(attack, mode="eval")
        source = f"out = {attack}"
    except SyntaxError:
        source = attack
    with contextlib.redirect_stdout(said), pytest.raises(Exception) as caught:
        language.execute(source)
    assert [each.name for each in directory.iterdir()] == ["canary.txt"]
    assert (directory / "canary.txt").read_text() == SECRET + "\n"
    assert SECRET not in said.getvalue()
    assert set(sys.modules) == before
    return caught.value


@pytest.mark.parametrize(
    "attack", [each for group in ATTACKS.values() for each in group], ids=lambda text: text[:60]
)
def test_each_is_refused(attack: str, language: GuardedLanguage, tmp_path: Path) -> None:
    """By the language, for a reason; no file, no import, nothing of the canary."""
    assert isinstance(_run(attack, language, tmp_path), Refused)


@pytest.mark.parametrize("attack", ORDINARY, ids=lambda text: text[:60])
def test_each_is_an_ordinary_error(attack: str, language: GuardedLanguage, tmp_path: Path) -> None:
    """Python's own, which says that this name or value is not there; and no file, no import."""
    assert ORDINARY[attack] in str(_run(attack, language, tmp_path))


@pytest.mark.parametrize("call", FUNCTIONS)
def test_what_looks_like_a_dict_of_names_is_a_function(
    call: str, language: GuardedLanguage, tmp_path: Path
) -> None:
    """Whatever comes of calling it, no method is looked up by what it says it holds."""
    with contextlib.suppress(Exception):
        language.execute(f"out = {call}")
    assert "k,v" not in str(language.namespace.get("out")), "to_csv was called"
    assert [each.name for each in tmp_path.iterdir()] == ["canary.txt"]


@pytest.mark.parametrize(
    "classes",
    [
        "[np.float64, *np.float64.__mro__, np.void, np.str_, np.datetime64, np.bool_]",
        "[type(each) for each in (a, o, df, s, g, df.index, np.add, pd.Timestamp(0), np.dtype('i8'))]",
        "[pd.Timestamp, pd.DataFrame, pd.Index, pd.Categorical, np.ndarray, np.ufunc, np.vectorize]",
    ],
)
def test_the_names_of_a_class_are_those_it_may_be_asked_for(
    classes: str, language: GuardedLanguage
) -> None:
    """Neither ``vars`` nor ``__dict__`` of a class holds a method that its objects do not give."""
    for how in ("vars(each)", "each.__dict__"):
        found = language.evaluate(f"{{name for each in {classes} for name in {how}}}")
        assert isinstance(found, set)
        assert not found & {"tofile", "dump", "setfield", "getfield", "resize", "byteswap", "data"}
        assert not found & {"to_pickle", "to_parquet", "plot", "attrs", "ctypes"}


def test_a_pickle_in_text_is_not_loaded(language: GuardedLanguage) -> None:
    """Bytes of a pickle stay bytes in every reader there is."""
    language.namespace["payload"] = pickle.dumps(Path("x"))
    for reading in (
        "pd.read_csv(io.BytesIO(payload), encoding='latin-1')",
        "pd.read_json(io.BytesIO(payload))",
        "np.loadtxt(io.BytesIO(payload), encoding='latin-1')",
        "np.frombuffer(payload, dtype=object)",
    ):
        with contextlib.suppress(Exception):
            language.execute(f"out = {reading}")
        assert not isinstance(language.namespace.get("out"), Path)


def test_json_of_an_object_is_not_what_it_is_made_of(language: GuardedLanguage) -> None:
    """Pandas's own writer would walk an object's attributes, and those of its functions."""
    for source in (
        "class A:\n  secret = 1\nout = pd.Series([A()]).to_json()",
        "out = pd.Series([pd.Timestamp('2024').normalize]).to_json()",
        "out = pd.Series([np.random.default_rng(1)]).to_json()",
        "out = pd.Series([g]).to_json(default_handler=None)",
        "out = pd.DataFrame({'x': [len]}).to_json(orient='records')",
    ):
        with pytest.raises((TypeError, OverflowError)):
            language.execute(source)


def test_copy_hooks_in_a_table_are_not_obeyed(language: GuardedLanguage) -> None:
    """Pandas copies dataclasses and nested dicts with the library's ``copy``."""
    language.execute(
        """
import dataclasses
called = []
class Evil: pass
def evil():
    one = Evil()
    vars(one)["__reduce_ex__"] = lambda protocol: (called.append, (1,))
    vars(one)["__deepcopy__"] = lambda memo: one
    return one
@dataclasses.dataclass
class Point:
    x: object
pd.DataFrame([Point(evil())])
pd.json_normalize([{"a": {"b": evil()}}])
"""
    )
    assert language.namespace["called"] == []
