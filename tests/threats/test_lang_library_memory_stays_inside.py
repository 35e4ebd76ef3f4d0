# ruff: noqa: E501  (attacks stand on lines of their own)
"""Each way by which Python code can make numpy or pandas read or write memory out of bounds.

Some change an array's memory while compiled code works on it, some write bytes over references,
some change positions that pandas's compiled code does not check a second time.
"""

from __future__ import annotations

import pytest

from guardedflame.errors import GuardedFlameError
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

PRELUDE = """
import io, struct, array
import numpy as np
import pandas as pd
a = np.arange(6)
o = np.array([1, "x"], dtype=object)
r = np.zeros(2, dtype=[("a", "O"), ("b", "i8")])
cat = pd.Categorical([7, 8, 7])
class Capsule:
    capsule = object()
"""

#: Refused each.
ATTACKS = {
    "strides": [
        "np.lib.stride_tricks.as_strided(a, (10 ** 6,))", "np.ndarray((10 ** 6,), strides=(0,))",
        "np.ndarray((1,), dtype=object, buffer=b'AAAAAAAA')", "type(a)((1,), buffer=b'AAAAAAAA', dtype=object)",
        "np.typing.NDArray[int]((1,), buffer=b'AAAAAAAA', dtype=object)", "np.ndarray[int]((1,))",
        "a.strides = (10 ** 6,)", "a.__array_interface__", "a.ctypes.data", "a.data", "a.dtype.fields = 1",
        "np.from_dlpack(a)", "np.nditer(a)", "np.nested_iters(a, [[0]])", "np.flatiter", "np.memmap",
        "a.getfield('i8', 4)", "a.setfield(1, 'i8', 4)", "a.byteswap(True)", "a.__new__(type(a), 1)",
        "np.dtype(('i8', [('x', 'O')]))", "np.dtype({'names': ['a', 'b'], 'formats': ['O', 'i8'], 'offsets': [0, 0]})",
    ],
    "changing_under_its_feet": [
        "a.resize(10 ** 6)", "a.resize(1, refcheck=False)", "a.shape = (2, 3)", "a.dtype = 'i1'",
        "class F:\n def __float__(self):\n  b.shape = (1, 1000)\n  return 1.0\nb = np.zeros(1000)\nb[...] = [F() for _ in range(1000)]",
        "class F:\n def __float__(self):\n  b.resize(1, refcheck=False)\n  return 1.0\nb = np.zeros(1000)\nb[...] = [F() for _ in range(1000)]",
        "setattr(a, 'shape', (1, 6))", "object.__setattr__(a, 'shape', (1, 6))", "a.setflags(write=True)",
        "a.setflags(align=True)", "a.setflags(True)", "a.flags.writeable = True", "a.flags['WRITEABLE'] = True",
    ],
    "bytes_over_references": [
        "struct.pack_into('q', o, 0, 1)", "struct.Struct('q').pack_into(o, 0, 1)", "io.BytesIO(b'A' * 16).readinto(o)",
        "io.BytesIO(b'A' * 16).readinto1(o)", "memoryview(o)", "memoryview(object=o)", "type(memoryview(b''))(o)",
        "memoryview(r)", "memoryview(r[0])", "struct.pack_into('q', r, 0, 1)", "io.BytesIO(b'A' * 16).readinto(r)",
        "np.frombuffer(o, 'i8')", "np.frombuffer(r, 'i8')", "np.frombuffer(b'A' * 8, dtype=object)",
        "np.frombuffer(b'A' * 16, dtype=[('a', 'O'), ('b', 'i8')])", "o.view('i8')", "a.view(object)", "a.view([('x', 'O')])",
        "r.view('i8')", "a.view(np.recarray)", "a.view(np.matrix)", "a.view(type(a))", "np.fromstring('1', dtype=object, sep=' ')",
        "class B(io.BytesIO): pass\nB(b'A' * 16).readinto(o)",
        "class B(io.BytesIO):\n def go(self, x): return super().readinto(x)\nB(b'A' * 16).go(o)",
        "io.BytesIO.readinto(io.BytesIO(b'A' * 16), o)", "list(map(io.BytesIO(b'A' * 16).readinto, [o]))",
        "getattr(io.BytesIO(b'A' * 16), 'readinto')(o)", "class M(memoryview): pass",
        "import operator\noperator.methodcaller('readinto', o)(io.BytesIO(b'A' * 16))",
        "from struct import pack_into\npack_into('q', o, 0, 1)", "f = struct.Struct.pack_into\nf(struct.Struct('q'), o, 0, 1)",
    ],
    "positions": [
        "pd.Categorical.from_codes([100], [7], validate=False)", "pd.Categorical.from_codes([100], [7])",
        "type(cat).from_codes([100], [7], validate=False)", "cat.from_codes([100], [7])", "pd.Categorical._simple_new",
        "pd.MultiIndex([[7]], [[100]], verify_integrity=False)", "pd.MultiIndex([[7]], [[100]], None, None, False, None, False)",
        "pd.MultiIndex([[7]], [[0]]).set_codes([[100]], verify_integrity=False)",
        "pd.MultiIndex([[7, 8]], [[1]]).set_levels([[7]], verify_integrity=False)",
        "type(pd.MultiIndex([[7]], [[0]]))([[7]], [[100]], verify_integrity=False)", "pd.MultiIndex._simple_new",
        "np.add.at(cat.codes, [0], 100)", "np.ufunc.at(np.add, cat.codes, [0], 100)", "getattr(np.add, 'at')(cat.codes, [0], 100)",
        "cat.codes[0] = 100", "cat.codes.setflags(write=True)", "cat.codes.base[0] = 100", "cat.codes.flat[0] = 100",
        "cat.codes.view('u1')[0] = 100", "np.copyto(cat.codes, 100)", "np.put(cat.codes, [0], 100)", "cat.codes.sort()",
        "np.asarray(cat.codes)[0] = 100", "memoryview(cat.codes)[0] = 100", "np.random.shuffle(cat.codes)",
        "np.random.default_rng(1).shuffle(cat.codes)", "struct.pack_into('b', cat.codes, 0, 100)",
        "io.BytesIO(b'A' * 3).readinto(cat.codes)", "np.frombuffer(cat.codes, 'i1')[0] = 100", "cat.codes.T[0] = 100",
        "pd.Series(cat).cat.codes.values[0] = 100", "np.einsum('i->i', cat.codes)[0] = 100", "cat.codes.fill(100)",
        "np.lib.stride_tricks.sliding_window_view(cat.codes, 1, writeable=True)[0] = 100", "cat._codes",
        "pd.Series(cat).array.codes[0] = 100", "pd.CategoricalIndex(cat).codes[0] = 100",
        "pd.MultiIndex.from_arrays([[7, 8]]).codes[0][0] = 100", "pd.MultiIndex.from_arrays([[7, 8]]).codes.append(1)",
    ],
    "generators": [
        "np.random.default_rng(Capsule())", "np.random.RandomState(Capsule())", "np.random.Generator(Capsule())",
        "np.random.Generator(np.random.default_rng(1))", "np.random.default_rng(1).bit_generator.state = {}",
        "np.random.set_state(('MT19937', np.zeros(624, 'u4'), 10 ** 9))", "np.random.RandomState(1).set_state(1)",
        "np.random.SeedSequence(1).pool", "np.random.default_rng(1).bit_generator.capsule", "np.random.seed(Capsule())",
        "pd.DataFrame({'a': [1]}).sample(random_state=Capsule())", "np.random.RandomState(np.random.MT19937())",
    ],
}  # fmt: skip

#: What may be said of an attack; a slip in its text would be another exception.
REFUSED = (GuardedFlameError, ValueError, TypeError, AttributeError)


@pytest.fixture
def language() -> GuardedLanguage:
    """A session with both libraries."""
    made = guarded_language(modules={**dict.fromkeys(CATALOGUE, "*"), "numpy": "*", "pandas": "*"})
    made.execute(PRELUDE)
    return made


@pytest.mark.parametrize(
    "attack", [each for group in ATTACKS.values() for each in group], ids=lambda text: text[:60]
)
def test_each_is_refused(attack: str, language: GuardedLanguage) -> None:
    """An exception, before the library is asked or by its own check."""
    with pytest.raises(REFUSED):
        language.execute(attack)
    language.execute("assert cat.tolist() == [7, 8, 7]\nassert o.tolist() == [1, 'x']")


def test_codes_belong_to_the_category_alone(language: GuardedLanguage) -> None:
    """An array that was given as codes can be changed later without changing them."""
    language.execute(
        """
c = np.zeros(3, "i1")
made = pd.Categorical.from_codes(c, [7])
d = np.zeros(3, "i1")
index = pd.MultiIndex([[7]], [d.view()])
again = index.set_codes([d[:]])
c[:] = d[:] = 100
out = made.tolist(), index.tolist(), again.tolist(), made.codes.tolist()
"""
    )
    assert language.namespace["out"] == ([7] * 3, [(7,)] * 3, [(7,)] * 3, [0] * 3)


def test_groups_believe_their_own_indices(language: GuardedLanguage) -> None:
    """What ``indices`` and ``groups`` give is a copy, down to the arrays."""
    language.execute(
        """
t = pd.DataFrame({"k": ["a", "b", "a"], "v": [1.0, 2.0, 3.0]})
g = t.groupby("k")
w = g.rolling(2)
g.indices["a"] = np.arange(10 ** 5)
g.indices["b"][0] = 10 ** 6
g.groups["a"] = 1
out = len(w.v.sum()), len(g.rolling(2).v.sum()), g.get_group("b").v.tolist()
"""
    )
    assert language.namespace["out"] == (3, 3, [2.0])


def test_numpy_writes_to_nothing_that_is_read_only(language: GuardedLanguage) -> None:
    """Only ``ufunc.at`` did, of all functions and methods there are; it is checked."""
    language.execute(
        """
b = np.arange(6)
b.setflags(write=False)
raised = 0
for function in (np.add.at, np.multiply.at, np.maximum.at):
    try:
        function(b, [0], 9)
    except ValueError:
        raised += 1
np.add.at(a, [0, 0], 1)
"""
    )
    assert language.namespace["raised"] == 3
    assert language.evaluate("b.tolist()") == list(range(6))
    assert language.evaluate("a.tolist()") == [2, 1, 2, 3, 4, 5]


def test_lying_integers_are_what_they_are(language: GuardedLanguage) -> None:
    """A window as wide as the array, whatever the integer answers when it is compared."""
    language.execute(
        """
class Lying(int):
    def __gt__(self, other): return False
    def __lt__(self, other): return True
    def __sub__(self, other): return -10 ** 6
out = np.lib.stride_tricks.sliding_window_view(a, Lying(6)).shape
"""
    )
    assert language.namespace["out"] == (1, 6)


def test_a_read_only_base_stays_out_of_reach(language: GuardedLanguage) -> None:
    """``base`` is given where it can do no more than the view."""
    language.execute("v = a[1:]\nout = v.base is a, a.base, np.arange(3).base")
    assert language.namespace["out"] == (True, None, None)


@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize("how", ["grown", "shrunk"])
@pytest.mark.parametrize(
    "use",
    [
        "g[['v', 'w']].cumsum()",
        "g.v.sum()",
        "g[['v']].rank()",
        "g.agg({'v': ['sum', 'mean']})",
        "g.v.transform('cummax')",
        "g.first()",
        "g.idxmax()",
        "g[['w']].any()",
        "one.cumsum()",
        "one.ohlc()",
        "one.transform('mean')",
        "window.mean()",
        "window.agg('mean')",
    ],
)
def test_a_table_that_changed_since_it_was_grouped_is_refused(
    how: str, use: str, language: GuardedLanguage
) -> None:
    """Compiled code takes the length of the table for that of the groups; it wrote beyond the end."""
    language.execute(
        """
df = pd.DataFrame({"k": [0, 1, 2] * 4, "v": [1.0, 2, 3] * 4, "w": [1, 2, 3] * 4})
s = pd.Series([1.0, 2, 3] * 4)
g, one = df.groupby("k"), s.groupby([0, 1, 2] * 4)
window = s.ewm(halflife="1D", times=pd.date_range("2024", periods=12))
"""
    )
    language.execute(
        "for i in range(12, 40): df.loc[i], s.loc[i] = [0, 1.0, 4], 1.0"
        if how == "grown"
        else "df.drop(range(3, 12), inplace=True)\ns.drop(range(3, 12), inplace=True)"
    )
    with pytest.raises(ValueError, match="grown or shrunk"):
        language.evaluate(use)


def test_a_table_that_has_a_new_column_is_still_grouped(language: GuardedLanguage) -> None:
    """Its length is what counts; keys that are missing are left out as ever."""
    language.execute(
        """
df = pd.DataFrame({"k": ["a", None, "a", "b"], "v": [1, 2, 3, 4], "t": pd.date_range("2024", periods=4)})
g = df.groupby("k")
df["w"] = df.v * 2
out = [g["w"].sum().tolist(), g.v.cumsum().tolist(), g.v.quantile(0.5).tolist(), g.t.max().dt.day.tolist(),
       df.groupby("k").ewm(halflife="1D", times=df.t).v.mean().round(2).tolist(),
       df.resample("2D", on="t").v.sum().tolist()]
"""
    )
    assert str(language.namespace["out"]) == (
        "[[8, 8], [1.0, nan, 4.0, 4.0], [2.0, 4.0], [3, 4], [1.0, 2.6, 4.0], [3, 7]]"
    )
