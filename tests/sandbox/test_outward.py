"""What arrives of numpy's and pandas's objects, by each codec, and what says why it does not."""

from __future__ import annotations

import datetime
import math

import pytest

from guardedflame.errors import ValueRefused
from guardedflame.sandbox.outward import simpler
from guardedflame.serial.codec import codec_for
from guardedflame.serial.ids import GUARDED, JSON, MSGPACK, SERPENT
from guardedflame.serial.registry import Registry

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")


def sent(value: object, serializer: int = GUARDED) -> object:
    """Return what a client receives."""
    codec = codec_for(serializer, Registry(simpler))
    return codec.loads(codec.dumps(value))


@pytest.mark.parametrize("serializer", [GUARDED, SERPENT, JSON, MSGPACK])
def test_numbers_and_lists_arrive_by_every_codec(serializer: int) -> None:
    """Exact Python types, nested ones too."""
    for value, plain in (
        (np.float64(1.5), 1.5),
        (np.int8(-3), -3),
        (np.bool_(True), True),
        (np.str_("x"), "x"),
        (np.float32(0.5), 0.5),
        (np.longdouble(2), 2.0),
        (np.arange(3), [0, 1, 2]),
        (np.eye(2), [[1.0, 0.0], [0.0, 1.0]]),
        (np.array(["a"]), ["a"]),
        (np.array([None, 1, [np.int64(2)]], dtype=object), [None, 1, [2]]),
        ({"mean": np.mean([1, 2]), "all": [np.int64(1)]}, {"mean": 1.5, "all": [1]}),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (pd.Series([1, 2], index=["a", "b"]), {"a": 1, "b": 2}),
        (pd.DataFrame({"v": [1]}, index=["x"]), {"v": {"x": 1}}),
        (pd.Categorical(["x"]), ["x"]),
        (pd.array([1, None]), [1, None]),
        (pd.NA, None),
        (np.dtype("f8"), "float64"),
        (pd.DataFrame({"v": [1], "s": ["a"]}).dtypes, {"v": "int64", "s": "str"}),
    ):
        assert sent(value, serializer) == plain
        assert type(sent(value, serializer)) is type(plain)


def test_times_arrive_as_datetime_says_them() -> None:
    """Cut to microseconds, a zone as its offset, what is missing as None."""
    moment = datetime.datetime(2024, 1, 1, 0, 0, 1, 123456)
    assert sent(np.datetime64("2024-01-01T00:00:01.123456789")) == moment
    assert sent(np.array(["2024-01-01T00:00:01.123456789", "NaT"], "M8[ns]")) == [moment, None]
    assert sent(np.datetime64("2024-01-01")) == datetime.date(2024, 1, 1)
    assert sent(np.timedelta64(90, "s")) == datetime.timedelta(seconds=90)
    assert sent(pd.Timestamp(moment)) == moment
    assert sent(pd.NaT) is None
    assert sent(pd.Timedelta("1h")) == datetime.timedelta(hours=1)
    zone = datetime.timezone(datetime.timedelta(hours=1))
    assert sent(pd.Timestamp("2024-01-01", tz="Europe/Paris")) == datetime.datetime(
        2024, 1, 1, tzinfo=zone
    )
    assert sent(pd.period_range("2024-01", periods=1, freq="M")) == ["2024-01"]
    assert sent(pd.Interval(0, 1)) == "(0, 1]"


def test_tables_arrive_as_to_dict_gives_them() -> None:
    """Several levels as tuples, gaps as nan; describe() in one piece."""
    frame = pd.DataFrame({"k": ["a", "b"], "v": [1.0, None]})
    arrived = sent(frame)
    assert isinstance(arrived, dict)
    assert arrived["k"] == {0: "a", 1: "b"}
    assert math.isnan(arrived["v"][1])
    assert sent(frame.groupby(["k"]).size()) == {"a": 1, "b": 1}
    assert sent(pd.Series([1], index=pd.MultiIndex.from_tuples([("a", 1)]))) == {("a", 1): 1}
    numbers = pd.DataFrame({"v": [1, 2, 3]})
    assert sent(numbers.describe()) == numbers.describe().to_dict()
    assert sent(next(frame.itertuples())) == (0, "a", 1.0)


@pytest.mark.parametrize("serializer", [GUARDED, SERPENT, JSON, MSGPACK])
def test_what_has_no_plain_form_says_what_to_return(serializer: int) -> None:
    """Groups, windows, generators, functions; tables whose labels repeat."""
    frame = pd.DataFrame({"k": [1, 1], "v": [1, 2]})
    for value in (
        frame.groupby("k"),
        frame.rolling(2),
        np.random.default_rng(1),
        np.add,
        np.timedelta64(1, "Y"),
        frame.set_index("k"),
        frame.set_index("k").v,
        pd.offsets.Day(),
    ):
        with pytest.raises(ValueRefused) as caught:
            sent(value, serializer)
        assert ".to_" in caught.value.hint or ".tolist()" in caught.value.hint


def test_other_objects_are_refused_as_before() -> None:
    """With their type and place."""
    with pytest.raises(ValueRefused, match=r"builtins.object cannot be sent \(at \['a'\]"):
        sent({"a": object()})
