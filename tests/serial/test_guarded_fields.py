"""Classes of typed fields travel as columns, exactly, and nothing else is built of columns."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import msgspec
import pytest

from guardedflame.errors import ValueRefused
from guardedflame.serial import extensions as ext
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.guarded_fields import Fields
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry


@dataclass
class Point:
    """One small instance."""

    x: int
    y: float
    name: str
    raw: bytes
    on: bool

    def __post_init__(self) -> None:
        """Check what only the class knows."""
        if self.x < 0:
            raise ValueError("negative")


def point(at: int) -> Point:
    """Return one of many."""
    return Point(at, at / 2, f"p{at}", b"\xff", at % 2 == 0)


def declared() -> Codec:
    """Return a codec that knows the class by its fields."""
    fields = Fields(Point, x=int, y=float, name=str, raw=bytes, on=bool)
    registry = Registry()
    registry.register("a.Point", Point, to_state=fields.state, from_state=fields)
    return codec_for(GUARDED, registry)


def converted() -> Codec:
    """Return a codec that knows the class by two functions."""
    registry = Registry()
    registry.register(
        "a.Point",
        Point,
        to_state=astuple,
        from_state=lambda state: Point(*state),  # type: ignore[misc]  # a wrong state fails here
    )
    return codec_for(GUARDED, registry)


@pytest.mark.parametrize("count", [1, 2, 300])
def test_both_ways_to_register_read_each_other(count: int) -> None:
    """Alone, in lists, in structures; between a side that declares and one that converts."""
    points = [point(at) for at in range(count)]
    values: list[object] = [points, points[0], {"a": [(points, 1)]}, [*points, None], (points,)]
    for value in values:
        for writer in (declared(), converted()):
            for reader in (declared(), converted()):
                assert reader.loads(writer.dumps(value)) == value


def test_ints_beyond_64_bits_survive() -> None:
    """Go one by one."""
    points = [point(1), point(2**70)]
    assert declared().loads(declared().dumps(points)) == points


@pytest.mark.parametrize("field", ["x", "y", "name", "raw", "on"])
def test_a_field_of_another_type_does_not_leave(field: str) -> None:
    """Not even an int where a float is declared, or a bool where an int is."""
    other = {"x": True, "y": 1, "name": b"", "raw": bytearray(), "on": 1}[field]
    bad = point(1)
    setattr(bad, field, other)
    for value in ([point(1), bad], bad, {"a": bad}):
        with pytest.raises(ValueRefused, match=f"field '{field}'"):
            declared().dumps(value)


def _columns(*columns: object, name: str = "a.Point") -> bytes:
    encode = msgspec.msgpack.encode
    return encode(msgspec.msgpack.Ext(ext.COLUMNS, encode((name, columns))))


GOOD = ([1], [1.5], ["a"], [b""], [True])


@pytest.mark.parametrize(
    "data",
    [
        _columns(*GOOD, name="b.Point"),
        _columns(*GOOD[:4]),
        _columns(*GOOD, [1]),
        _columns([1, 2], *GOOD[1:]),
        _columns(["1"], *GOOD[1:]),
        _columns([True], *GOOD[1:]),
        _columns([[1]], *GOOD[1:]),
        _columns([-1], *GOOD[1:]),
        _columns(1, *GOOD[1:]),
        _columns(),
    ],
)
def test_columns_that_do_not_fit_are_refused(data: bytes) -> None:
    """Unknown names, other lengths, numbers and types, and what the class itself refuses."""
    with pytest.raises(ValueRefused):
        declared().loads(data)


@pytest.mark.parametrize("codec", [declared, converted])
def test_columns_count_as_nodes_and_levels(codec: type) -> None:
    """Neither way of building goes around the budget."""
    data = declared().dumps([point(at) for at in range(500)])
    with pytest.raises(ValueRefused, match="nested deeper"):
        codec().loads(data, Budget(depth=1))
    with pytest.raises(ValueRefused, match="bytes"):
        codec().loads(data, Budget(bytes=len(data) - 1))
    deep = _columns(*GOOD[:4], [[[[[True]]]]])
    with pytest.raises(ValueRefused):
        codec().loads(deep, Budget(depth=3))


@pytest.mark.parametrize("types", [{}, {"x": list}, {"x": object}])
def test_other_declarations_are_an_error(types: dict[str, type]) -> None:
    """Fields are scalars, one at least."""
    with pytest.raises(ValueError, match="fields are of type"):
        Fields(Point, **types)
