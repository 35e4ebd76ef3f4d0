"""Tuples and sets inside big structures: exact, within the budget, and refused when marks lie."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from guardedflame.errors import ValueRefused
from guardedflame.serial import extensions as ext
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import Codec
from guardedflame.serial.guarded_marks import Mark
from guardedflame.serial.ids import GUARDED

DEEP: object = 1
for level in range(14):
    DEEP = [DEEP, (DEEP,)] if level % 7 == 0 else [DEEP]


def shape(value: object) -> object:
    """Return something that differs when a type differs anywhere."""
    if isinstance(value, dict):
        return (dict, [(shape(key), shape(each)) for key, each in value.items()])
    if isinstance(value, list | tuple):
        return (type(value), [shape(each) for each in value])
    if isinstance(value, set | frozenset):
        return (type(value), sorted(repr(shape(each)) for each in value))
    return (type(value), repr(value))


VALUES = [
    {f"k{n}": {"a": [n], "at": (n, 1.5), "b": {"c": (n,)}} for n in range(50)},
    {f"k{n}": {"a": {n}, "b": frozenset([(n, (n,))])} for n in range(20)},
    [{"x": (1, [2, (3, {4: (5,)})])}, [(6,), 7, {8}], [[(9,)], [(10,)]]],
    {f"k{n}": {f"own{n}": (n,)} for n in range(50)},
    {"rows": [(n, "x") for n in range(100)], "more": [(), (1, 2, 3)]},
    {"rows": [(n, [n]) for n in range(100)]},
    ({"a": (1,)}, [{2}]),
    {(1, (2, 3)), (4, (5, 6))},
    frozenset([frozenset([1]), frozenset()]),
    {1: (2,), "a": {3: (4,)}},
    {None: (1,), 2.5: {"a": (2,)}},
    {(1, 2): [(3,)], "a": (4,)},
    {"a": [b"x", (b"y", {b"z"})]},
    {"a": [2**70, (2**70,)]},
    {"a": [1j, (1j,)]},
    DEEP,
    [(), [], {}, set(), frozenset()],
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:40])
def test_marked_values_keep_exact_types(value: object, codec: Callable[[int], Codec]) -> None:
    """Comes back with the same types at all depths, by every one of the three ways to read."""
    guarded = codec(GUARDED)
    # The padding is one node of many bytes: with it the second budget has the nodes counted.
    padded = {"pad": "x" * 1000, "value": value}
    data = guarded.dumps(padded)
    for budget in (Budget(), Budget(nodes=len(data) - 5), Budget(depth=20)):
        assert shape(guarded.loads(data, budget)) == shape(padded)
    assert shape(guarded.loads(guarded.dumps(value))) == shape(value)


def test_one_list_seen_twice_is_marked_twice(codec: Callable[[int], Codec]) -> None:
    """Shared references arrive as two objects, each with its marks."""
    guarded = codec(GUARDED)
    shared = {"at": (1, [2])}
    value = {"a": shared, "b": [shared, shared], "c": (shared,)}
    assert shape(guarded.loads(guarded.dumps(value))) == shape(value)


def test_depth_of_marked_values_is_exact(codec: Callable[[int], Codec]) -> None:
    """A tuple is a level like any other; at the edge the budget decides, not the form."""
    guarded = codec(GUARDED)
    value: object = {"a": 1}
    for depth in range(2, 25):
        value = [value, (1,)]
        data = guarded.dumps(value)
        assert shape(guarded.loads(data, Budget(depth=depth))) == shape(value)
        with pytest.raises(ValueRefused, match="nested deeper"):
            guarded.loads(data, Budget(depth=depth - 1))


def test_nodes_of_marked_values_count(codec: Callable[[int], Codec]) -> None:
    """Refuses empty lists by the thousand inside the extension."""
    guarded = codec(GUARDED)
    data = guarded.dumps({"a": [[] for _ in range(1000)], "b": (1,)})
    with pytest.raises(ValueRefused, match="parts"):
        guarded.loads(data, Budget(nodes=900))


def test_tuples_under_a_general_dict_of_text_keys(codec: Callable[[int], Codec]) -> None:
    """A dict that once had another key shows the collector its keys, too."""
    guarded = codec(GUARDED)
    inner: dict[object, object] = {1: 2}
    del inner[1]
    inner["at"] = (1,)
    value = [inner, {"at": (2,)}]
    assert shape(guarded.loads(guarded.dumps(value))) == shape(value)


def test_marks_count_as_nodes(codec: Callable[[int], Codec]) -> None:
    """Refuses a mark that names one empty list a thousand times, before it is built."""
    data = _marked(0, [[], b"x"], (0, 1, [1] * 1000, [0]))
    with pytest.raises(ValueRefused, match="parts"):
        codec(GUARDED).loads(data, Budget(nodes=900))


def _marked(root: int, value: object, *marks: Mark) -> bytes:
    encode = msgspec.msgpack.encode
    return encode(msgspec.msgpack.Ext(ext.MARKED, encode((root, value, marks))))


LIES = {
    "no list": _marked(0, {"a": 1}, (0, 1, [0], ["a"])),
    "a dict": _marked(0, {"a": {}}, (0, 1, [0], ["a"])),
    "a dict as a whole": _marked(0, {"a": {}}, (0, 1, [0], [])),
    "a list of no lists": _marked(0, [1, 2], (0, 1, [0], [])),
    "no such key": _marked(0, {"a": []}, (0, 1, [0], ["b"])),
    "no such index": _marked(0, [[]], (0, 1, [0], [9])),
    "a text as index": _marked(0, [[]], (0, 1, [0], ["a"])),
    "no such container": _marked(0, [[]], (0, 1, [5], [0])),
    "no such level": _marked(0, [[]], (7, 1, [0], [0])),
    "a level beyond the budget": _marked(0, [[]], (10**6, 1, [0], [0])),
    "a level below none": _marked(0, [[]], (-1, 1, [0], [0])),
    "twice the same": _marked(0, [[]], (0, 1, [0], [0]), (0, 1, [0], [0])),
    "places and keys that differ": _marked(0, [[[1]], [[2]]], (1, 1, [0, 1], [0, 0, 0])),
    "an unknown code": _marked(0, [[]], (0, 99, [0], [0])),
    "an unknown root": _marked(99, [[]]),
    "a root that is no list": _marked(1, {"a": 1}),
    "a set of lists": _marked(0, [[[1]]], (0, 2, [0], [0])),
    "a set with doubles": _marked(0, [[1, 1]], (0, 2, [0], [0])),
    "a set of collisions": _marked(2, [[(2**61 - 1) * n, 1] for n in range(9)]),
    "an extension inside": _marked(0, [msgspec.msgpack.Ext(ext.INT, b"1")]),
    "a key that is a list": b"\xc7\x07\x09\x93\x00\x81\x91\x01\x01\x90",
    "too few parts": msgspec.msgpack.encode(msgspec.msgpack.Ext(ext.MARKED, b"\x91\x00")),
    "a deep one": _marked(0, []).replace(b"\x93\x00\x90", b"\x93\x00" + b"\x91" * 1000),
}


@pytest.mark.parametrize("lie", LIES)
def test_lying_marks_are_refused(lie: str, codec: Callable[[int], Codec]) -> None:
    """Points where there is nothing to turn, or at what cannot be turned."""
    with pytest.raises(ValueRefused):
        codec(GUARDED).loads(LIES[lie])


def test_marked_sets_with_colliding_keys_are_refused(codec: Callable[[int], Codec]) -> None:
    """Tuples that share a hash are counted before a set of them is made."""
    # hash(-1) == hash(-2), so any mix of both of a given length shares one hash.
    rows = [[-1 - (n >> bit & 1) for bit in range(8)] for n in range(256)]
    data = _marked(0, [rows], (1, 1, [0], []), (0, 2, [0], [0]))
    with pytest.raises(ValueRefused, match="share a hash"):
        codec(GUARDED).loads(data)
