"""Values, calls, batches and proxies between our codecs and the real Pyro5 serializers."""

from __future__ import annotations

import datetime
import decimal
import math
import uuid
from collections.abc import Callable
from typing import Any

import Pyro5.api
import Pyro5.client
import Pyro5.errors
import Pyro5.serializers
import pytest

from guardedflame.errors import ValueRefused
from guardedflame.serial.codec import Codec
from guardedflame.serial.envelope import (
    join_values,
    read_batch,
    read_call,
    read_handshake,
    read_text,
    split_mapping,
    split_values,
)

STOCK = {1: "serpent", 3: "json", 4: "msgpack"}
IDS = sorted(STOCK)
VALUES = [
    None,
    True,
    0,
    -7,
    2**63 - 1,
    -(2**63),
    2**64,
    10**300,
    1.5,
    -0.0,
    math.inf,
    "",
    'it\'s "é" \\ \n\t\x00',
    [],
    [1, [2, []]],
    {},
    {"a": {"b": [None]}},
]


def stock(serializer: int) -> Any:
    """Return the real thing."""
    return Pyro5.serializers.serializers[STOCK[serializer]]


@pytest.mark.parametrize("serializer", IDS)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_pass_both_ways(
    value: object, serializer: int, codec: Callable[[int], Codec]
) -> None:
    """What one side writes, the other reads as the same value."""
    ours = codec(serializer)
    assert stock(serializer).loads(ours.dumps(value)) == value
    assert ours.loads(stock(serializer).dumps(value)) == value


@pytest.mark.parametrize("serializer", IDS)
@pytest.mark.parametrize(
    "value",
    [
        (1, 2),
        (1,),
        (),
        {1, 2},
        decimal.Decimal("1.5"),
        uuid.UUID(int=3),
        1.25,
        datetime.date(2026, 1, 2),
        datetime.datetime(2026, 1, 2, 3, 4, 5),
        {"a": (1, {2})},
    ],
    ids=repr,
)
def test_other_values_arrive_as_stock_would_send_them(
    value: object, serializer: int, codec: Callable[[int], Codec]
) -> None:
    """A stock client gets from us what it would get from a stock server."""
    real = stock(serializer)
    assert real.loads(codec(serializer).dumps(value)) == real.loads(real.dumps(value))


@pytest.mark.parametrize("value", [1 + 2j, -1e300 - 0.5j, complex(0.0, math.inf), 1e-7j])
@pytest.mark.parametrize("serializer", [1, 4])
def test_complex_numbers_pass_both_ways(
    value: complex, serializer: int, codec: Callable[[int], Codec]
) -> None:
    """Neither loses a part."""
    assert stock(serializer).loads(codec(serializer).dumps(value)) == value
    assert codec(serializer).loads(stock(serializer).dumps(value)) == value


@pytest.mark.parametrize("serializer", IDS)
def test_nan_passes_both_ways(serializer: int, codec: Callable[[int], Codec]) -> None:
    """Not a number stays one."""
    ours = codec(serializer)
    for value in (
        ours.loads(stock(serializer).dumps([math.nan])),
        stock(serializer).loads(ours.dumps([math.nan])),
    ):
        assert isinstance(value, list)
        assert math.isnan(value[0])


@pytest.mark.parametrize("serializer", IDS)
def test_proxy_dict_becomes_a_live_proxy(serializer: int, codec: Callable[[int], Codec]) -> None:
    """A stock client rebuilds it with its metadata and ticket."""
    ours = codec(serializer)
    uri = "PYRO:flame.module.math@localhost:9999"
    proxy = stock(serializer).loads(ours.dumps(ours.proxy(uri, ["sqrt"], ["pi"], ["x"], "ticket")))
    assert type(proxy) is Pyro5.client.Proxy
    assert str(proxy._pyroUri) == uri
    assert (proxy._pyroMethods, proxy._pyroAttrs, proxy._pyroOneway) == ({"sqrt"}, {"pi"}, {"x"})
    assert proxy._pyroHandshake == "ticket"
    assert proxy._pyroSerializer == STOCK[serializer]


@pytest.mark.parametrize("serializer", IDS)
def test_registered_class_travels_as_tagged_dict(
    serializer: int, order: Any, codec: Callable[[int], Codec]
) -> None:
    """A stock client that registered the same name can send and receive the class."""
    ours = codec(serializer)
    value = {"first": [order(1, ["x"])]}
    assert ours.loads(ours.dumps(value)) == value
    seen: list[tuple[str, dict[str, Any]]] = []
    Pyro5.api.register_dict_to_class("shop.Order", lambda *got: seen.append(got))
    try:
        stock(serializer).loads(ours.dumps(order(1, ["x"])))
    finally:
        Pyro5.serializers.SerializerBase.unregister_dict_to_class("shop.Order")
    assert seen[0][0] == "shop.Order"
    assert list(seen[0][1]["state"]) == [1, ["x"]]


@pytest.mark.parametrize("serializer", IDS)
def test_stock_call_reads_as_envelope(serializer: int, codec: Callable[[int], Codec]) -> None:
    """Names are read, values stay encoded and decode one by one."""
    ours, real = codec(serializer), stock(serializer)
    call = read_call(
        serializer, real.dumpsCall("Pyro.Flame", "m", ("1+1", [2, {"a": "(,'"}]), {"k": 3})
    )
    assert (call.object, call.method) == ("Pyro.Flame", "m")
    assert [ours.loads(each) for each in call.args] == ["1+1", [2, {"a": "(,'"}]]
    assert {key: ours.loads(each) for key, each in call.kwargs.items()} == {"k": 3}
    assert read_text(serializer, call.args[0], 10) == "1+1"
    assert [ours.loads(each) for each in split_values(serializer, call.args[1])] == [
        2,
        {"a": "(,'"},
    ]
    attribute = read_call(serializer, real.dumpsCall("o", "__getattr__", ("pi",), None))
    assert (attribute.method, attribute.kwargs) == ("__getattr__", {})


@pytest.mark.parametrize("serializer", IDS)
def test_our_calls_are_read_by_a_stock_server(
    serializer: int, codec: Callable[[int], Codec]
) -> None:
    """Our client core speaks all three dialects."""
    name, method, args, kwargs = stock(serializer).loadsCall(
        codec(serializer).dumps_call("o", "m", [1, "x"], {"k": [2]})
    )
    assert (name, method, list(args), kwargs) == ("o", "m", [1, "x"], {"k": [2]})


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_batches_read_as_envelopes(serializer: int, codec: Callable[[int], Codec]) -> None:
    """Each call by itself, and no more than allowed; the reply is joined from encoded results."""
    ours = codec(serializer)
    calls = [("a", [1, "x"], {}), ("b", [], {"k": [2]})]
    data = [ours.dumps_batch("o", calls)]
    if serializer in STOCK:
        data.append(
            stock(serializer).dumpsCall(
                "o", "<batch>", [(m, tuple(a), k) for m, a, k in calls], None
            )
        )
    for payload in data:
        read = read_batch(serializer, payload, 2)
        assert [(each.object, each.method) for each in read] == [("o", "a"), ("o", "b")]
        assert [ours.loads(each) for each in read[0].args] == [1, "x"]
        assert ours.loads(read[1].kwargs["k"]) == [2]
        with pytest.raises(ValueRefused, match="2 calls"):
            read_batch(serializer, payload, 1)
    assert ours.loads(join_values(serializer, [ours.dumps(1), ours.dumps(["x"])])) == [1, ["x"]]


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_handshake_is_read(serializer: int, codec: Callable[[int], Codec]) -> None:
    """The object is a name, the data stays encoded; anything else in it is refused."""
    ours = codec(serializer)
    shake = read_handshake(
        serializer, ours.dumps({"handshake": {"t": "x"}, "object": "Pyro.Flame"})
    )
    assert shake.object == "Pyro.Flame"
    assert split_mapping(serializer, shake.data) == {
        "t": ours.dumps("x")[-len(split_mapping(serializer, shake.data)["t"]) :]
    }
    odds: tuple[object, ...] = (
        {"handshake": 1},
        {"handshake": 1, "object": 2},
        [],
        {"handshake": 1, "object": "x", "y": 1},
    )
    for odd in odds:
        with pytest.raises(ValueRefused):
            read_handshake(serializer, ours.dumps(odd))


@pytest.mark.parametrize("serializer", [1, 3])
def test_bytes_travel_as_serpents_base64_dict(
    serializer: int, codec: Callable[[int], Codec]
) -> None:
    """serpent.tobytes undoes it on the stock side; we undo it ourselves."""
    import serpent

    ours = codec(serializer)
    assert serpent.tobytes(stock(serializer).loads(ours.dumps(b"\x00\xff"))) == b"\x00\xff"
    assert ours.loads(ours.dumps(b"\x00\xff")) == b"\x00\xff"
