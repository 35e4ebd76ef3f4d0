"""What numpy and pandas objects of all documented kinds lead to, by names the language can read."""

from __future__ import annotations

import builtins
import ctypes
import datetime
import io
import types
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language
from guardedflame.sandbox.guard.libraries.classes import module_of
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.library_classes import OpaqueMeta, lends_nothing

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

DEPTH = 4
INTERNALS = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.TracebackType,
    types.CellType,
    io.IOBase,
    ctypes.Structure,
)
FORBIDDEN = (builtins.eval, builtins.exec, builtins.open, builtins.__dict__, builtins.type)
#: Containers that are the object's own content and not the library's.
OWN = {"tolist", "to_list", "to_dict"}
#: Take long, print, or end in what is random; each is called in the programs.
NOT_CALLED = {"info", "to_html", "to_string", "to_csv", "to_json", "reset", "seed"}


@pytest.fixture(scope="module")
def language() -> GuardedLanguage:
    """A session that has both libraries."""
    return guarded_language(modules={"numpy": "*", "pandas": "*", "io": "*", "datetime": "*"})


def guards_of(language: GuardedLanguage) -> LibraryGuards:
    """Return the session's guards."""
    guards = language._guards
    assert isinstance(guards, LibraryGuards)
    return guards


def arrays() -> Iterator[tuple[str, object]]:
    """Arrays and scalars of each kind of dtype, and what hangs on them."""
    for kind in ("?", "i1", "u8", "f2", "f8", "g", "c16", "S3", "U3", "O", "M8[s]", "m8[ms]"):
        array = np.zeros((2, 2), "i8").astype(kind)
        yield f"array {kind}", array
        yield f"scalar {kind}", array[0, 0]
        yield f"dtype {kind}", array.dtype
    record = np.zeros(2, [("a", "i8"), ("b", "O")])
    yield "structured", record
    yield "void", record[0]
    yield "structured dtype", record.dtype
    yield "flat", np.zeros(3).flat
    yield "broadcast", np.broadcast(np.zeros(3), 1)
    yield "ufunc", np.add
    yield "dispatcher", np.sum
    yield "vectorized", np.vectorize(abs)
    yield "finfo", np.finfo(float)
    yield "iinfo", np.iinfo(int)
    yield "generator", np.random.default_rng(1)
    yield "random state", np.random.RandomState(1)
    yield "seeds", np.random.SeedSequence(1)
    yield "polynomial", np.polynomial.Polynomial([1, 2])
    yield "poly1d", np.poly1d([1, 2])
    yield "slogdet", np.linalg.slogdet(np.eye(2))
    yield "unique_all", np.unique_all(np.arange(3))
    yield "errstate", np.errstate()
    yield "ndindex", np.ndindex(2)
    yield "business days", np.busdaycalendar()
    yield "string dtype", np.dtypes.StringDType()


def tables() -> Iterator[tuple[str, object]]:
    """Tables, indexes, groups, windows, accessors, scalars and types."""
    frame = pd.DataFrame(
        {"n": [1, 2, 3], "x": [0.5, None, 2.5], "s": ["a", "b", "a"], "o": [1, "b", None]},
        index=pd.date_range("2024-01-01", periods=3, name="day"),
    )
    yield "frame", frame
    for name in frame:
        yield f"series {name}", frame[name]
    for name, index in {
        "range": pd.RangeIndex(3),
        "numbers": pd.Index([1, 2]),
        "texts": pd.Index(["a", "b"]),
        "objects": pd.Index([1, "b"], dtype=object),
        "dates": frame.index,
        "dates with zone": frame.index.tz_localize("Europe/Paris"),
        "spans": pd.to_timedelta([1, 2], unit="s"),
        "periods": frame.index.to_period("M"),
        "categories": pd.CategoricalIndex(["a", "b"]),
        "intervals": pd.interval_range(0, 2),
        "levels": pd.MultiIndex.from_tuples([(1, "a"), (2, "b")], names=["p", "q"]),
    }.items():
        yield f"index {name}", index
        if name != "levels":
            yield f"array of index {name}", index.array
        yield f"type of index {name}", index.dtype
        yield f"item of index {name}", index[0]
    for kind in ("Int64", "Float64", "boolean", "string", "category"):
        yield (
            f"array {kind}",
            pd.array([1, 0], dtype=kind if kind != "string" else "Int64").astype(kind),
        )
    text, dates = frame["s"], frame.index.to_series()
    yield "str", text.str
    yield "dt", dates.dt
    yield "dt of spans", dates.diff().dt
    yield "dt of periods", dates.dt.to_period("D").dt
    yield "cat", text.astype("category").cat
    yield "loc", frame.loc
    yield "iloc", frame.iloc
    yield "at", frame.at
    yield "iat", frame.iat
    yield "groups", frame.groupby("s")
    yield "groups of a series", frame.groupby("s")["n"]
    yield "nth", frame.groupby("s").nth
    yield "rolling", frame[["n"]].rolling(2)
    yield "rolling over time", frame["n"].rolling("2D")
    yield "rolling groups", frame.groupby("s")["n"].rolling(2)
    yield "expanding", frame["n"].expanding()
    yield "expanding groups", frame.groupby("s")["n"].expanding()
    yield "weighted", frame["n"].ewm(span=2)
    yield "weighted groups", frame.groupby("s")["n"].ewm(span=2)
    yield "resampler", frame["n"].resample("2D")
    yield "resampler of frame", frame[["n"]].resample("2D")
    yield "resampled groups", frame.groupby("s")["n"].resample("2D")
    yield "row", next(frame.itertuples())
    yield "pairs", next(frame.iterrows())
    yield "timestamp", pd.Timestamp("2024-01-01", tz="UTC")
    yield "timestamp in a zone", pd.Timestamp("2024-01-01", tz="Europe/Paris")
    yield "dateutil zone", pd.Timestamp("2024-01-01", tz="dateutil/Europe/Paris")
    yield "timedelta", pd.Timedelta("1h")
    yield "period", pd.Period("2024-01", "M")
    yield "interval", pd.Interval(0, 1)
    yield "NaT", pd.NaT
    yield "NA", pd.NA
    for offset in (
        pd.offsets.Day(2),
        pd.offsets.MonthEnd(),
        pd.offsets.BusinessDay(),
        pd.offsets.CustomBusinessDay(),
        pd.offsets.Week(weekday=1),
        pd.DateOffset(months=1),
        pd.offsets.Hour(),
        pd.offsets.BusinessHour(),
    ):
        yield f"offset {offset}", offset
    for dtype in (
        pd.CategoricalDtype(["a"]),
        pd.Int64Dtype(),
        pd.BooleanDtype(),
        pd.StringDtype(),
        pd.DatetimeTZDtype("ns", "UTC"),
        pd.PeriodDtype("D"),
        pd.IntervalDtype("int64"),
    ):
        yield f"type {dtype}", dtype
    yield "grouper", pd.Grouper(key="s")
    yield "time grouper", pd.Grouper(freq="D")
    yield "named aggregation", pd.NamedAgg("n", "sum")
    yield "slices", pd.IndexSlice
    yield "column", pd.col("n")


class Walk:
    """Goes where the language lets it."""

    def __init__(self, guards: LibraryGuards) -> None:
        self.guards = guards
        self.seen: dict[int, int] = {}
        self.kept: list[object] = []
        self.found: list[str] = []
        self.unjudged: set[str] = set()
        self.visited: set[type] = set()

    def visit(self, value: Any, path: str, depth: int) -> None:
        if self.seen.get(id(value), -1) >= depth:
            return
        self.seen[id(value)] = depth
        self.kept.append(value)
        cls = type(value)
        inside = isinstance(value, INTERNALS) and not isinstance(value, io.StringIO | io.BytesIO)
        if inside or any(value is each for each in FORBIDDEN):
            self.found.append(f"{path} ({cls.__name__})")
            return
        if issubclass(cls, type):
            self._judge_class(value, path)
        rules = self.guards.rules_of(cls)
        if rules is not None:
            self.visited.add(cls)
        public = {name for name in dir(value) if name[:1] != "_"}
        public |= {name for name in getattr(value, "__dict__", ()) if name[:1] != "_"}
        labels = set[str]()
        if rules is not None:
            if rules.labels:
                labels = public - rules.defined - getattr(value, "__dict__", {}).keys()
            judged = self.guards.vocabulary.judged | names.JUDGED_PUBLIC
            open_to_all = public - judged - labels - rules.plain
            self.unjudged |= {f"{cls.__module__}.{cls.__name__}.{name}" for name in open_to_all}
        if depth == 0:
            return
        for name in sorted(public - labels):
            try:
                member = self.guards.attribute(value, name)
            except Exception:  # refused, or not there
                continue
            if (
                type(member) in {dict, list, set}
                and rules is not None
                and self.guards.attribute(value, name) is member
            ):
                self.found.append(f"{path}.{name} (mutable, and the library's own)")
            self.visit(member, f"{path}.{name}", depth - 1)
        self.visit(self.guards.type_of(value), f"type({path})", depth - 1)
        if isinstance(value, tuple | list):
            for index, each in enumerate(value[:20]):
                self.visit(each, f"{path}[{index}]", depth - 1)
        if callable(value) and depth > 1 and path.rpartition(".")[2] not in NOT_CALLED:
            try:
                result = value()
            except (Exception, SystemExit):
                return
            self.visit(result, f"{path}()", depth - 1)

    def _judge_class(self, value: type, path: str) -> None:
        library = module_of(value).partition(".")[0] in {"numpy", "pandas", "dateutil"}
        if library and not issubclass(type(value), OpaqueMeta):
            if not issubclass(value, np.generic | BaseException):
                self.found.append(f"{path} (a class of the library, not an opaque one)")
        elif not library and not (
            lends_nothing(value)
            or isinstance(value, OpaqueMeta)
            or value is self.guards._stand_in
            or self.guards.lend(value) is value
        ):
            self.found.append(f"{path} (a class that believes any self)")


def scan(language: GuardedLanguage, objects: Iterator[tuple[str, object]], depth: int) -> Walk:
    """Walk from each of the objects."""
    walk = Walk(guards_of(language))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, value in objects:
            walk.visit(value, name, depth)
    return walk


def test_arrays_lead_nowhere(language: GuardedLanguage) -> None:
    """No module, frame, code, file, ctypes, eval, open; no class that lends what it should not."""
    walk = scan(language, arrays(), 3)
    assert walk.found == []
    assert walk.unjudged == set()
    assert len(walk.visited) > 30


def test_tables_lead_nowhere(language: GuardedLanguage) -> None:
    """The same of pandas; a mapping of pandas's own would be found as well."""
    walk = scan(language, tables(), 3)
    assert walk.found == []
    assert walk.unjudged == set()
    assert len(walk.visited) > 60


def test_facades_lead_nowhere(language: GuardedLanguage) -> None:
    """The modules themselves, and what their functions return without an argument."""
    modules = [(name, language.module(name)) for name in ("numpy", "pandas")]
    walk = scan(language, iter(modules), 3)
    assert walk.found == []


def test_dates_are_the_standard_librarys_where_they_say_so() -> None:
    """``to_pydatetime`` and friends: an exact datetime, not a subclass."""
    assert type(pd.Timestamp("2024-01-01").to_pydatetime()) is datetime.datetime
