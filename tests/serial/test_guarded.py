"""The guarded codec keeps exact types, or refuses."""

from __future__ import annotations

import datetime
import decimal
import enum
import math
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import Codec
from guardedflame.serial.ids import GUARDED

TWO = datetime.timezone(datetime.timedelta(hours=2))
VALUES = [
    None,
    True,
    0,
    -5,
    2**64 - 1,
    2**64,
    -(2**63) - 1,
    10**400,
    -(10**400),
    1.5,
    math.inf,
    "",
    "é",
    b"",
    b"ab",
    bytearray(b"x"),
    (),
    (1, 2),
    ((1,), [2]),
    [],
    [()],
    [(1, "a"), (2, "b")],
    [(1, 2**70)],
    [(1, b"x")],
    [(1, (2,))],
    set(),
    {1, 2},
    frozenset([(1, 2)]),
    {},
    {(1, 2): 3},
    {1: 2, None: 3, b"x": 4, 2.5: 5},
    {2**70: 1},
    {frozenset([1]): {(): [()]}},
    1 + 2j,
    decimal.Decimal("1.50"),
    decimal.Decimal("-Infinity"),
    uuid.UUID(int=7),
    datetime.datetime(2026, 1, 2, 3, 4, 5, 6),
    datetime.datetime(2026, 1, 2, tzinfo=TWO),
    datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
    datetime.datetime(1, 1, 1, fold=1),
    datetime.date(2026, 2, 3),
    datetime.time(1, 2, 3, 4),
    datetime.timedelta(-1, 5, 6),
    TWO,
    [[[[[[[[[[[[[7]]]]]]]]]]]]],
    [b"x", [b"y"]],
    {"a": {"b": (1, [{2}])}, "c": [2**70]},
]


def same(left: object, right: object) -> bool:
    """Compare types at all depths as well as values."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict) and isinstance(right, dict):
        return same(list(left.items()), list(right.items()))
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:40])
def test_exact_types_survive(value: object, codec: Callable[[int], Codec]) -> None:
    """Comes back equal, with the same types all the way down."""
    guarded = codec(GUARDED)
    assert same(value, guarded.loads(guarded.dumps(value)))
    assert same([value, (value,)], guarded.loads(guarded.dumps([value, (value,)])))


def test_nan_and_fold_survive(codec: Callable[[int], Codec]) -> None:
    """Keeps what == does not see."""
    guarded = codec(GUARDED)
    moment = datetime.datetime(2026, 10, 25, 2, 30, fold=1)
    value = guarded.loads(guarded.dumps([math.nan, (moment,)]))
    assert isinstance(value, list)
    assert math.isnan(value[0])
    assert value[1][0].fold == 1


@pytest.mark.parametrize("count", [1, 3])
def test_registered_objects_survive(count: int, order: Any, codec: Callable[[int], Codec]) -> None:
    """Builds registered classes: alone, in lists, nested and as dict values."""
    guarded = codec(GUARDED)
    for value in (
        [order(at, ["x"]) for at in range(count)],
        {"k": order(2**70, [])},
        (order(1, []), [order(2, [])]),
    ):
        assert guarded.loads(guarded.dumps(value)) == value


class Int(int):
    """A subclass that msgspec would flatten if it could."""


class List(list[int]):
    """Another."""


class Colour(enum.IntEnum):
    """A third."""

    RED = 1


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
@pytest.mark.parametrize("bad", [object(), Int(1), List([1]), Colour.RED, len, memoryview(b"x")])
def test_other_types_are_refused_by_name(
    bad: object, serializer: int, codec: Callable[[int], Codec]
) -> None:
    """Names the type and where it stands."""
    with pytest.raises(ValueRefused) as caught:
        codec(serializer).dumps({"a": [1, bad]})
    assert type(bad).__name__ in str(caught.value)
    assert "['a'][1]" in str(caught.value)


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_cycles_are_refused(serializer: int, codec: Callable[[int], Codec]) -> None:
    """A value that contains itself, directly, in a dict, through a tuple, or twice over."""
    itself: list[object] = []
    itself.append(itself)
    twice: list[object] = []
    twice += [twice, twice]
    mapping: dict[str, object] = {}
    mapping["self"] = mapping
    through: list[object] = []
    through.append((through,))
    for value in (itself, mapping, through, twice):
        with pytest.raises(ValueRefused):
            codec(serializer).dumps(value)


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_depth_and_bytes_are_exact(serializer: int, codec: Callable[[int], Codec]) -> None:
    """Reads what is just within the budget and refuses one more."""
    value: object = 1
    for _ in range(20):
        value = [value]
    chosen = codec(serializer)
    data = chosen.dumps(value)
    assert chosen.loads(data, Budget(depth=20)) == value
    with pytest.raises(ValueRefused, match="nested deeper than 19"):
        chosen.loads(data, Budget(depth=19))
    with pytest.raises(ValueRefused, match="bytes"):
        chosen.loads(data, Budget(bytes=len(data) - 1))
    with pytest.raises(ValueRefused, match="parts"):
        chosen.loads(chosen.dumps([0] * 50), Budget(nodes=50))


def test_tuple_depth_counts(codec: Callable[[int], Codec]) -> None:
    """Nesting inside extensions counts like any other."""
    guarded = codec(GUARDED)
    value: object = ()
    for _ in range(30):
        value = (value, {1})
    data = guarded.dumps(value)
    assert guarded.loads(data) == value
    with pytest.raises(ValueRefused):
        guarded.loads(data, Budget(depth=20))


def test_calls_round_trip(codec: Callable[[int], Codec]) -> None:
    """A call's array holds the four parts, each value whole."""
    guarded = codec(GUARDED)
    data = guarded.dumps_call("Pyro.Flame", "invokeModule", ["math.sqrt", (4,), {}], {"k": {1}})
    assert guarded.loads(data) == [
        "Pyro.Flame",
        "invokeModule",
        ["math.sqrt", (4,), {}],
        {"k": {1}},
    ]
