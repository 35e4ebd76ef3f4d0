"""Row 51: an object that was rebuilt from a message is then called, measured, or freed.

CVE-2024-27758 (RPyC: ``__array__`` of a client's object), CVE-2019-16328 (RPyC: attributes set past
the checks), RPyC #239. Dicts that name a class: test_w14.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from escapes import Walls
from guardedflame.errors import GuardedFlameError, ValueRefused
from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.guarded_fields import Fields
from guardedflame.serial.ids import GUARDED, JSON, MSGPACK, SERPENT
from guardedflame.serial.registry import Registry

#: What a peer would like its object to be asked for.
BEHAVIOUR = [
    "__array__",
    "__array_interface__",
    "__len__",
    "__del__",
    "__call__",
    "__iter__",
    "__getattr__",
    "__reduce__",
    "__class__",
    "__dict__",
    "__init__",
    "__subclasshook__",
]


@dataclass
class Order:
    """A class that an operator registered."""

    number: int
    note: str
    extra: dict[str, object] = field(default_factory=dict)


def codec(serializer: int) -> Codec:
    """Return a codec that builds orders, and nothing else."""
    fields = Fields(Order, number=int, note=str)
    registry = Registry()
    registry.register(
        "acme.Order",
        Order,
        to_state=fields.state,
        from_state=lambda s: Order(*s) if isinstance(s, tuple | list) else fields(s),
    )
    return codec_for(serializer, registry)


@pytest.mark.parametrize("name", BEHAVIOUR)
@pytest.mark.parametrize("serializer", [SERPENT, JSON, MSGPACK])
def test_a_state_sets_no_special_attribute(serializer: int, name: str) -> None:
    """A state is data for ``from_state``; there is no other way to an attribute."""
    for state in (
        {"number": 1, "note": "x", name: "evil"},
        [1, "x", {name: "evil"}, "evil"],
        {name: "evil"},
    ):
        value = {"__class__": "acme.Order", "state": state}
        plain = codec_for(serializer, Registry())
        raw = _raw(serializer, value)
        with pytest.raises(ValueRefused):
            plain.loads(raw)
        try:
            made = codec(serializer).loads(raw)
        except ValueRefused:
            continue
        assert type(made) is Order
        assert name not in vars(made)


@pytest.mark.parametrize("name", BEHAVIOUR)
@pytest.mark.parametrize("serializer", [SERPENT, JSON, MSGPACK])
def test_a_dict_with_such_a_key_stays_a_dict(serializer: int, name: str) -> None:
    """Or is refused, where the key would name a class."""
    raw = _raw(serializer, {name: "evil"})
    try:
        made = codec(serializer).loads(raw)
    except ValueRefused:
        assert name == "__class__"
    else:
        assert made == {name: "evil"}
        assert type(made) is dict


@pytest.mark.parametrize("wall", ["kernel", "both"])
@pytest.mark.parametrize(
    "source",
    [
        "class X:\n    def __len__(self): return take(__builtins__)\nout = X()",
        "class X:\n    def __array__(self, *a): return take(__builtins__)\nout = [X()]",
        "class X(dict): pass\nout = X(a=1)",
        "class X(list):\n    def __iter__(self): return iter([print])\nout = X([1])",
        "class X(str): pass\nout = {X('a'): 1}",
        "class X(int):\n    def __index__(self): return 2 ** 70\nout = X(1)",
        "out = {'__class__': 'Pyro5.client.Proxy', 'state': 1}",
        "out = lambda: 1",
        "out = (x for x in [print])",
        "out = type('X', (), {})",
    ],
)
def test_an_object_of_a_program_arrives_as_data_or_not_at_all(
    walls: Walls, wall: str, source: str
) -> None:
    """The client rebuilds exact types only, and items of an iterator as they are fetched."""
    target = walls.target(wall)
    flame = target.enter([])
    try:
        flame.execute(source)
        came = flame.evaluate("out")
        if hasattr(came, "__next__"):
            came = list(came)
    except GuardedFlameError:
        pass
    else:
        assert type(came) is dict
        assert came == {"__class__": "Pyro5.client.Proxy", "state": 1}
    target.leave(flame)
    target.assert_well()


def _raw(serializer: int, value: object) -> bytes:
    """Return the bytes a peer would send, whatever our own codec thinks of them."""
    if serializer == JSON:
        import json

        return json.dumps(value).encode()
    if serializer == MSGPACK:
        import msgspec

        return msgspec.msgpack.encode(value)
    return ("# serpent utf-8 python3.2\n" + repr(value)).encode()


def test_guarded_objects_are_built_by_their_name_alone() -> None:
    """Our own codec has no class dicts at all."""
    ours = codec(GUARDED)
    for name in BEHAVIOUR:
        value = {"__class__": "acme.Order", name: 1}
        assert ours.loads(ours.dumps(value)) == value
