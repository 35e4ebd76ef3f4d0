"""Bytes made to cost: lying headers, deep nesting, node floods, hash floods, huge numbers."""

from __future__ import annotations

import pytest

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import codec_for
from guardedflame.serial.envelope import read_batch, read_call, read_handshake, read_text
from guardedflame.serial.registry import Registry

M61 = 2**61 - 1


@pytest.mark.parametrize("serializer", [0, 2, 5, 102, 255])
def test_marshal_and_unknown_serializers_are_refused(serializer: int) -> None:
    """By name, by every entrance, before a byte of the payload is read."""
    for read in (
        read_call,
        read_handshake,
        lambda s, p: read_batch(s, p, 9),
        lambda s, p: read_text(s, p, 9),
    ):
        with pytest.raises(ValueRefused, match="marshal" if serializer == 2 else "not accepted"):
            read(serializer, b"x")
    with pytest.raises(ValueRefused):
        codec_for(serializer, Registry())


@pytest.mark.parametrize("serializer", [4, 103])
@pytest.mark.parametrize(
    "data",
    [
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xc9\xff\xff\xff\xff\x11",
        b"\x91" * 100_000,
        b"\x81\x91\x01\x01",
        b"\xc1",
        b"",
        b"\x91",
        b"\xd6\xff\x00\x00\x00\x01",
        b"\xd4\x7f\x00",
        b"\x01\x01",
        b"\x81\xd4\x31\x31\x01",
        b"\xa1\xff",
    ],
)
def test_lying_and_malformed_msgpack_is_refused(serializer: int, data: bytes) -> None:
    """Nothing is allocated for a claim; timestamps, unknown extensions and odd keys included."""
    for payload in (data, b"\x92\xa1x" + data, b"\xdc\x00\x02\x01" + data):
        with pytest.raises(ValueRefused):
            codec_for(serializer, Registry()).loads(payload)
    with pytest.raises(ValueRefused):
        read_call(serializer, data)


@pytest.mark.parametrize("serializer", [4, 103])
def test_empty_containers_count_as_nodes(serializer: int) -> None:
    """Sixteen million one-byte empty dicts would be a gigabyte."""
    with pytest.raises(ValueRefused, match="parts"):
        codec_for(serializer, Registry()).loads(
            b"\xdd\x00\x10\x00\x00" + b"\x80" * (1 << 20), Budget(nodes=1000)
        )


def test_nested_extensions_share_one_budget() -> None:
    """Tuples in tuples are measured as they are opened."""
    codec = codec_for(103, Registry())
    data = codec.dumps(tuple((at,) for at in range(400)))
    with pytest.raises(ValueRefused):
        codec.loads(data, Budget(nodes=300))


@pytest.mark.parametrize("serializer", [1, 103])
def test_colliding_keys_are_refused(serializer: int) -> None:
    """Multiples of 2**61-1 all hash to 0; a table of them takes quadratic time."""
    codec = codec_for(serializer, Registry())
    if serializer == 1:
        data = b"{" + b",".join(b"%d" % (M61 * at) for at in range(2, 9000)) + b"}"
    else:
        data = codec.dumps({M61 * at for at in range(2, 200)})
    with pytest.raises(ValueRefused, match="share a hash"):
        codec.loads(data)


@pytest.mark.parametrize(
    ("serializer", "data"),
    [
        (3, b"9" * 5000),
        (3, b"[1e5," + b"9" * 5000 + b"]"),
        (4, b"\xc8\x13\x88\x31" + b"9" * 5000),
        (103, b"\xc8\x13\x88\x11" + b"\x01" * 5000),
        (4, b"\xc7\x04\x31 1_0"),
        (4, b"\xc7\x02\x31--"),
    ],
)
def test_huge_and_odd_integers_are_refused(serializer: int, data: bytes) -> None:
    """No conversion of more digits than the budget, no Python spellings."""
    with pytest.raises(ValueRefused):
        codec_for(serializer, Registry()).loads(data)


@pytest.mark.parametrize("serializer", [3, 4, 103, 1])
def test_deep_nesting_is_refused_everywhere(serializer: int) -> None:
    """A hundred thousand levels are a refusal in the broker and in the worker."""
    deep = {1: b"[" * 100_000 + b"]" * 100_000, 3: b"[" * 100_000 + b"]" * 100_000}.get(
        serializer, b"\x91" * 100_000 + b"\x01"
    )
    call = {
        1: b"# serpent utf-8 python3.2\n('o','m',(" + deep + b",),{})",
        3: b'{"object":"o","method":"m","params":[' + deep + b'],"kwargs":{}}',
    }.get(serializer, b"\x94\xa1o\xa1m\x91" + deep + b"\x80")
    with pytest.raises(ValueRefused, match="nested deeper"):
        codec_for(serializer, Registry()).loads(deep)
    with pytest.raises(ValueRefused):
        read_call(serializer, call)


def test_duplicate_keys_are_refused() -> None:
    """Two readers cannot pick different ones."""
    for serializer, data in ((1, b"{'a':1,'a':2}"), (3, b'{"a":1,"a":2}')):
        with pytest.raises(ValueRefused, match="twice"):
            codec_for(serializer, Registry()).loads(data)
    for serializer in (4, 103):
        with pytest.raises(ValueRefused, match="twice"):
            read_call(serializer, b"\x94\xa1o\xa1m\x90\x82\xa1k\x01\xa1k\x02")
    with pytest.raises(ValueRefused):
        read_call(1, b"# serpent utf-8 x\n('o','m',(),{'k':1,'k':2})")


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_odd_calls_are_refused(serializer: int) -> None:
    """Wrong number or types of parts, long names, too many arguments, code texts that are none."""
    codec = codec_for(serializer, Registry())
    bads: list[object] = [
        "x",
        [],
        ["o", "m", [], {}, 1],
        ["o", 1, [], {}],
        [None, "m", [], {}],
        ["o", "m", 5, {}],
    ]
    for bad in bads:
        with pytest.raises(ValueRefused):
            read_call(serializer, codec.dumps(bad))
    for call in (
        codec.dumps_call("o" * 999, "m", [], {}),
        codec.dumps_call("o", "", [], {}),
        codec.dumps_call("o", "m", [0] * 5000, {}),
    ):
        with pytest.raises(ValueRefused):
            read_call(serializer, call)
    for value in (1, None, ["x"], b"x"):
        with pytest.raises(ValueRefused):
            read_text(serializer, codec.dumps(value), 100)
    with pytest.raises(ValueRefused, match="longer"):
        read_text(serializer, codec.dumps("é" * 60), 100)


def test_utf16_json_is_refused() -> None:
    """json.loads would guess the encoding; the broker's reader does not."""
    with pytest.raises(ValueRefused):
        codec_for(3, Registry()).loads('{"a":1}'.encode("utf-16"))


def test_a_million_arguments_are_refused_before_they_are_cut_out() -> None:
    """Sixteen million one-byte arguments held the broker's loop for four seconds."""
    count = 1_000_000
    packed = b"\x94\xa1o\xa1m\xdd" + count.to_bytes(4, "big") + b"\x00" * count + b"\x80"
    texts = b"0," * count + b"0"
    for serializer, payload in (
        (103, packed),
        (4, packed),
        (3, b'{"object":"o","method":"m","params":[' + texts + b'],"kwargs":{}}'),
        (1, b"# serpent utf-8 x\n('o','m',(" + texts + b"),{})"),
    ):
        with pytest.raises(ValueRefused):
            read_call(serializer, payload)
    prose = b'{"object":"o","method":"m","params":["' + b'a,\\"' * count + b'"],"kwargs":{}}'
    assert len(read_call(3, prose).args) == 1
