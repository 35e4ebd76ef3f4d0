"""Invariant: the broker's envelope says what the worker's codec would have decoded.

Slice by slice, for every call a stock or guarded client writes; other bytes are ValueRefused.
"""

from __future__ import annotations

import contextlib
from typing import Any

import Pyro5.serializers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardedflame.errors import ValueRefused
from guardedflame.serial.codec import codec_for
from guardedflame.serial.envelope import (
    read_batch,
    read_call,
    read_handshake,
    read_text,
    split_mapping,
    split_values,
)
from guardedflame.serial.registry import Registry

STOCK = {1: "serpent", 3: "json", 4: "msgpack"}
IDS = (1, 3, 4, 103)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
tricky = text | st.sampled_from(["'", '"', "\\", "',(", "\n", "\x00", "'''", "{}", "é\u2028", "#"])
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
keys = tricky.filter(lambda key: key != "__class__")
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | tricky,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
calls = st.tuples(
    names, names, st.lists(values, max_size=4), st.dictionaries(keys, values, max_size=3)
)


def encoded(serializer: int, call: tuple[str, str, list[object], dict[str, object]]) -> bytes:
    """Return the call as a stock client (103: ours) writes it."""
    name, method, args, kwargs = call
    if serializer == 103:
        return codec_for(103, Registry()).dumps_call(name, method, args, kwargs)
    real: Any = Pyro5.serializers.serializers[STOCK[serializer]]
    made = real.dumpsCall(name, method, tuple(args), kwargs)
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("serializer", IDS)
@given(call=calls)
def fuzz_envelope_agrees_with_codec(
    serializer: int, call: tuple[str, str, list[object], dict[str, object]]
) -> None:
    """Slices decode to what the whole decodes to."""
    codec = codec_for(serializer, Registry())
    name, method, args, kwargs = call
    envelope = read_call(serializer, encoded(serializer, call))
    assert (envelope.object, envelope.method) == (name, method)
    assert [codec.loads(each) for each in envelope.args] == args
    assert {key: codec.loads(each) for key, each in envelope.kwargs.items()} == kwargs
    for raw, value in zip(envelope.args, args, strict=True):
        if isinstance(value, str):
            assert read_text(serializer, raw, 200) == value
        elif isinstance(value, list):
            assert [codec.loads(each) for each in split_values(serializer, raw)] == value
        elif isinstance(value, dict):
            parts = split_mapping(serializer, raw)
            assert {key: codec.loads(each) for key, each in parts.items()} == value


@pytest.mark.parametrize("serializer", sorted(STOCK))
@given(call=calls, at=st.integers(0, 400), byte=st.integers(0, 255))
def fuzz_damaged_calls_are_read_alike(
    serializer: int,
    call: tuple[str, str, list[object], dict[str, object]],
    at: int,
    byte: int,
) -> None:
    """One byte changed: if the broker takes it, whole and slices still mean the same."""
    data = bytearray(encoded(serializer, call))
    data[at % len(data)] = byte
    payload = bytes(data)
    codec = codec_for(serializer, Registry())
    try:
        envelope = read_call(serializer, payload)
        whole: Any = codec.loads(payload)
    except ValueRefused:
        return
    parts = (
        [whole[k] for k in ("object", "method", "params", "kwargs")] if serializer == 3 else whole
    )
    assert (envelope.object, envelope.method) == tuple(parts[:2])
    assert repr([codec.loads(each) for each in envelope.args]) == repr(list(parts[2]))
    got = {key: codec.loads(each) for key, each in envelope.kwargs.items()}
    assert repr(got) == repr(parts[3] or {})


@pytest.mark.parametrize("serializer", [*IDS, 2, 7])
@given(data=st.binary(max_size=120))
def fuzz_any_bytes(serializer: int, data: bytes) -> None:
    """No entrance raises anything but ValueRefused."""
    for payload in (data, b"# serpent utf-8 python3.2\n" + data, b"\x94\xa1o\xa1m" + data):
        for read in (read_call, read_handshake, split_values, split_mapping):
            with contextlib.suppress(ValueRefused):
                read(serializer, payload)
        for sized in (read_batch, read_text):
            with contextlib.suppress(ValueRefused):
                sized(serializer, payload, 10)
