"""Invariant: ``loads`` of any bytes under any budget is a value or ValueRefused.

What ``dumps`` wrote comes back equal, and what a stock client wrote means what it means to Pyro5.
"""

from __future__ import annotations

import ast
import contextlib
import datetime
import decimal
import warnings
from typing import Any

import Pyro5.serializers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import codec_for
from guardedflame.serial.failures import rebuild_failure
from guardedflame.serial.registry import Registry

STOCK = {1: "serpent", 3: "json", 4: "msgpack"}
IDS = (1, 3, 4, 103)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
keys = text.filter(lambda key: key != "__class__")
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(2**62, 2**66),
    st.floats(allow_nan=False),
    text,
)
common = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5)
)
hashable = st.recursive(
    scalars
    | st.binary(max_size=9)
    | st.decimals(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.uuids()
    | st.dates()
    | st.times()
    | st.timedeltas()
    | st.datetimes(timezones=st.none() | st.just(datetime.UTC)),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.frozensets(inner, max_size=4),
    max_leaves=8,
)
exact = st.recursive(
    hashable,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(hashable, inner, max_size=4)
        | st.sets(hashable, max_size=4)
        | st.lists(st.tuples(scalars, scalars), max_size=5)
    ),
    max_leaves=20,
)
budgets = st.builds(
    Budget, bytes=st.integers(1, 500), depth=st.integers(1, 20), nodes=st.integers(1, 200)
)


def shape(value: object) -> object:
    """Return something that differs when a type differs anywhere."""
    if isinstance(value, dict):
        return (dict, [(shape(key), shape(each)) for key, each in value.items()])
    if isinstance(value, list | tuple):
        return (type(value), [shape(each) for each in value])
    if isinstance(value, set | frozenset):
        return (type(value), sorted(repr(shape(each)) for each in value))
    if isinstance(value, decimal.Decimal):
        return (type(value), str(value))
    return (type(value), repr(value))


@given(exact)
def fuzz_guarded_round_trip(value: object) -> None:
    """Exact types, all depths."""
    codec = codec_for(103, Registry())
    back = codec.loads(codec.dumps(value))
    assert back == value
    # Sets may iterate in another order; dicts and sequences may not.
    assert shape(back) == shape(value)


@pytest.mark.parametrize("serializer", IDS)
@given(data=st.binary(max_size=200), budget=budgets)
def fuzz_any_bytes(serializer: int, data: bytes, budget: Budget) -> None:
    """Nothing but ValueRefused."""
    with contextlib.suppress(ValueRefused):
        codec_for(serializer, Registry()).loads(data, budget)


@pytest.mark.parametrize("serializer", IDS)
@given(value=exact, budget=budgets, at=st.integers(0, 300), byte=st.integers(0, 255))
def fuzz_damaged_messages(
    serializer: int, value: object, budget: Budget, at: int, byte: int
) -> None:
    """One byte of a good message changed."""
    codec = codec_for(serializer, Registry())
    try:
        data = bytearray(codec.dumps(value))
        data[at % len(data)] = byte
        codec.loads(bytes(data), budget)
    except ValueRefused:
        pass


LITERAL = st.lists(
    st.sampled_from(
        [
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "'",
            '"',
            "'''",
            "\\",
            "\\'",
            "\\x41",
            "\\n",
            "1",
            "-1",
            "1.5",
            "1e5",
            "e",
            "j",
            "+2j",
            "None",
            "True",
            "b",
            "r",
            "f",
            "#",
            "a",
            "'a'",
            '"b"',
            "(1+2j)",
            "(1,)",
            "{1:2}",
            "__class__",
            "'state'",
            "é",
            "",
        ]
    ),
    max_size=12,
).map("".join)


@given(LITERAL)
def fuzz_literals_mean_what_python_says(source: str) -> None:
    """Whatever this reader takes, ast.literal_eval reads as the very same value."""
    try:
        value = codec_for(1, Registry()).loads(source.encode())
    except ValueRefused:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert shape(ast.literal_eval(source)) == shape(value)


@pytest.mark.parametrize("serializer", sorted(STOCK))
@given(value=common)
def fuzz_stock_values_mean_the_same(serializer: int, value: object) -> None:
    """Both directions, against the real serializer."""
    real: Any = Pyro5.serializers.serializers[STOCK[serializer]]
    codec = codec_for(serializer, Registry())
    data = real.dumps(value)
    assert shape(codec.loads(data)) == shape(real.loads(data))
    assert shape(real.loads(codec.dumps(value))) == shape(real.loads(data))


@given(exact)
def fuzz_failures(value: object) -> None:
    """Whatever a server sends as a failure, our client has an exception to raise."""
    made = rebuild_failure(value)
    assert isinstance(made, Exception)


@given(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(
                [
                    "builtins.OSError",
                    "guardedflame.CodeRefused",
                    "builtins.SyntaxError",
                    "builtins.ExceptionGroup",
                    "x",
                ]
            )
            | text,
            "args": st.lists(exact, max_size=4),
            "traceback": st.lists(exact, max_size=3),
            "attributes": st.dictionaries(
                st.sampled_from(["lineno", "text", "rule", "code", "__class__"]), exact
            ),
        }
    )
)
def fuzz_shaped_failures(value: dict[str, object]) -> None:
    """The same with the right fields and wrong contents."""
    made = rebuild_failure(value)
    assert isinstance(made, Exception)
    str(made)
