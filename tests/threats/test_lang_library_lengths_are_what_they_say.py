# ruff: noqa: E501  (attacks stand on lines of their own)
"""Each object that says another length, index or order than it has, given to numpy or pandas.

Compiled code that believed it read and wrote beyond the end of its memory, without any array or
list being changed under its feet. So did positions found in a table that has shrunk since, and a
table whose insides were an object of the session.
"""

from __future__ import annotations

import pytest

from guardedflame.errors import GuardedFlameError
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

# pandas announces that it will drop inplace= and rows of unequal length.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PRELUDE = """
import numpy as np
import pandas as pd
class Said:
    def __init__(self, length, *values): self.length, self.values = length, values
    def __len__(self): return self.length
    def __iter__(self): return iter(self.values)
    def __getitem__(self, at): return self.values[at]
class Changing:
    def __init__(self, *values): self.values = list(values)
    def next(self): return self.values.pop(0) if len(self.values) > 1 else self.values[0]
    def __index__(self): return self.next()
    def __len__(self): return len(self.values[0])
    def __iter__(self): return iter(self.next())
class Pair(tuple):
    def __len__(self): return 1
class Lying:
    told = 0
    after = 10 ** 9
    def __init__(self, value): self.value = value
    def __hash__(self): return hash(self.value)
    def answer(self, true):
        Lying.told += 1
        return True if Lying.told > Lying.after else true
    def __eq__(self, other): return self.answer(self.value == other.value)
    def __lt__(self, other): return self.answer(self.value < other.value)
    def __le__(self, other): return self.answer(self.value <= other.value)
    def __gt__(self, other): return self.value > other.value
    def __ge__(self, other): return self.value >= other.value
class Insides:
    asked = []
    def __getattr__(self, name): Insides.asked.append(name)
class Cell: pass
def cells(*values):
    made = np.empty(len(values), dtype=object)
    for at, each in enumerate(values): made[at] = each
    return made
df = pd.DataFrame({"a": [1.0] * 1000})
masked = pd.array(list(range(1000)), dtype="Int64")
intervals = pd.interval_range(0, 1000).array
multi = pd.MultiIndex.from_arrays([list(range(1000)), list(range(1000))])
def shrunk(make):
    table = pd.DataFrame({"k": ["a", "b"] * 500, "v": np.arange(1000.0), "o": ["x"] * 1000})
    made = make(table)
    table.drop(index=list(range(10, 1000)), inplace=True)
    return made
def grown(make):
    table = pd.DataFrame({"k": ["a", "b"] * 5, "v": np.arange(10.0)})
    made = make(table)
    for at in range(10, 50): table.loc[at] = ["a", 1.0]
    return made
"""

#: Refused each.
ATTACKS = {
    "columns": [
        "pd.Series(Said(1000, 1.5, 2.5))", "pd.Series(Said(1000, 1.5, 2.5), index=range(1000))",
        "pd.Series(Said(1000, 'x', 'y'), dtype=object)", "df['c'] = Said(1000, 1.5, 2.5)",
        "df.insert(0, 'c', Said(1000, 1.5, 2.5))", "df.assign(c=Said(1000, 1.5, 2.5))",
        "df.loc[:, 'c'] = Said(1000, 1.5, 2.5)", "df.isetitem(0, Said(1000, 1.5, 2.5))",
        "pd.DataFrame({'a': df.a, 'b': Said(1000, 1.5, 2.5)})", "df.index = Said(1000, 1.5, 2.5)",
        "pd.MultiIndex.from_arrays([Said(1000, 1, 2), range(1000)])",
    ],
    "times": [
        "pd.date_range('2024-10-27', periods=1000, freq='min').tz_localize('Europe/Paris', ambiguous=Said(1000, True, False))",
        "pd.Series(pd.date_range('2024-10-27', periods=1000, freq='min')).dt.tz_localize('Europe/Paris', ambiguous=Said(1000, True, False))",
    ],
    "parts": [
        "masked[slice(Changing(998, 0), None)]", "masked[slice(Changing(0, 998), None)]",
        "masked.take(Changing(list(range(900)), [1]))", "intervals[slice(Changing(0, 998), None)]",
        "intervals.take(Changing(list(range(900)), [1]))", "intervals.repeat(Changing([1] * 1000, [2] * 1000))",
        "multi[slice(Changing(0, 998), None)]", "multi[Changing([1, 2], [1, 1, 1], [2, 2])]",
    ],
    "shrunk_and_grown": [
        "shrunk(lambda t: t.groupby('k')).shift(2)", "shrunk(lambda t: t.groupby('k')).o.shift(2)",
        "shrunk(lambda t: t.groupby('k')).v.diff()", "shrunk(lambda t: t.groupby('k')).v.pct_change()",
        "grown(lambda t: t.groupby('k')).shift(2)", "grown(lambda t: t.groupby('k')).v.shift(-1)",
    ],
    "insides": [
        "cell = Cell()\ncell._mgr = Insides()\nt = pd.DataFrame({'b': [cell]}, index=['x'])\nwhere = 'x', 'b'\nt.query('@where', inplace=True)",
        "t = pd.DataFrame({'b': [1, 2]}, index=['x', 'y'])\nwhere = 'x'\nt.query('@where', inplace=True)",
    ],
    "numbers_written": [
        f"pd.DataFrame({{'a': [1.5]}}).{name}(float_format={text!r})"
        for name in ("to_string", "to_csv", "to_html")
        for text in ("{0.data}", "{0.__reduce__}", "{0.__init__.__self__}")
    ],
}  # fmt: skip

#: What each is, by what was there and not by what was said.
HARMLESS = {
    "len(pd.Series(cells(Said(1, *range(10 ** 5)))).explode())": 10**5,
    "len(pd.Series(cells(Said(10 ** 5, 1), [2])).explode())": 2,
    "len(pd.DataFrame({'a': cells(Said(1, *range(10 ** 5)))}).explode('a'))": 10**5,
    "pd.DataFrame([[1], Said(1, *range(10 ** 4))]).shape": (2, 10**4),
    "pd.DataFrame([Pair((1,) * 10 ** 4), Pair((1, 2))]).shape": (2, 10**4),
    "pd.DataFrame([(1, 2), None, (3,)]).shape": (3, 2),
    "len(np.random.default_rng(1).dirichlet(Said(10 ** 6, 1.0, 1.0)))": 2,
    "len(np.random.RandomState(1).dirichlet(Said(10 ** 6, 1.0, 1.0)))": 2,
    "len(np.random.dirichlet(Said(10 ** 6, 1.0, 1.0)))": 2,
    "int(np.random.default_rng(1).choice(2, p=Said(10 ** 6, 1.0, 0.0)))": 0,
    "int(np.random.RandomState(1).choice(2, p=Said(10 ** 6, 1.0, 0.0)))": 0,
    "int(np.random.choice(2, p=Said(10 ** 6, 1.0, 0.0)))": 0,
    "Insides.asked": [],
}

#: What may be said of an attack; a slip in its text would be another exception.
REFUSED = (GuardedFlameError, ValueError, TypeError, IndexError, AssertionError)


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
    """An exception before any memory is read or written."""
    with pytest.raises(REFUSED):
        language.execute(attack)


@pytest.mark.parametrize("attack", HARMLESS, ids=lambda text: text[:60])
def test_each_is_taken_for_what_it_holds(attack: str, language: GuardedLanguage) -> None:
    """The content counts, in the count as in the copy."""
    assert language.evaluate(attack) == HARMLESS[attack]


@pytest.mark.parametrize("how", ["inner", "outer", "left", "right"])
def test_joins_compare_nothing_twice(how: str, language: GuardedLanguage) -> None:
    """Objects that compare otherwise the second time get no place beyond the end."""
    language.execute(
        f"""
one = pd.Index(cells(*[Lying(2 * at) for at in range(50)]))
two = pd.Index(cells(*[Lying(2 * at + 1) for at in range(50)]))
for after in range(0, 1500, 5):
    for operation in (lambda: one.join(two, how={how!r}, return_indexers=True),
                      lambda: one.intersection(two), lambda: one.union(two)):
        Lying.told, Lying.after = 0, after
        try:
            operation()
        except (ValueError, TypeError, KeyError, IndexError):
            pass
    Lying.after = 10 ** 9
"""
    )


def test_tables_work_as_before(language: GuardedLanguage) -> None:
    """Joins, shifts, explosions, takes and formats of honest values give what pandas gives."""
    program = """
left = pd.DataFrame({"k": ["a", "b", "c"], "v": [1, 2, 3]}).set_index("k")
right = pd.DataFrame({"k": ["b", "c", "d"], "w": [4, 5, 6]}).set_index("k")
out = [
    left.join(right, how=how).reset_index().fillna(-1).to_dict("list")
    for how in ("inner", "outer", "left", "right")
]
out.append(pd.Series([[1, 2], (), "ab", None, {3}, np.array([4, 5])]).explode().fillna(-1).tolist())
out.append(pd.DataFrame({"k": ["a", "b", "a"], "v": [1.0, 2.0, 3.0]}).groupby("k").v.shift().fillna(0).tolist())
out.append(pd.DataFrame([(1, "x"), [2], (3, "z")]).fillna("-").values.tolist())
out.append(pd.Series([1, 2], index=["a", "b"]).reindex(["b", "z", "a"]).fillna(0).tolist())
out.append(pd.DataFrame({"a": [1.23456]}).to_csv(float_format="{:.2f}"))
out.append(pd.DataFrame({"a": [1.23456]}).to_csv(float_format="%.3f"))
out.append(pd.array([1, None, 3], dtype="Int64")[::-1].tolist()[::2])
night = pd.DatetimeIndex(["2024-10-27 02:30", "2024-10-27 02:30"])
for ambiguous in ([True, False], np.array([False, True]), "NaT"):
    out.append(str(night.tz_localize("Europe/Paris", ambiguous=ambiguous)))
t = pd.DataFrame({"a": [1, 2, 3]})
t.query("a > 1", inplace=True)
out.append(t.a.tolist())
"""
    plain: dict[str, object] = {"np": np, "pd": pd}
    exec(program, plain)  # the same program, by CPython
    language.execute(program)
    assert language.namespace["out"] == plain["out"]
