"""The msgpack codec; extensions of stock Pyro5: 0x30 complex, 0x31 int, 0x32 datetime, 0x33 date.

Invariant: a message is measured before it is built, and a timestamp extension (-1), which msgspec
would read by itself, is refused like any other that Pyro5 does not write.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from msgspec.msgpack import Ext

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import DEFAULT, Budget, too_deep, too_long
from guardedflame.serial.ids import MSGPACK, NAMES
from guardedflame.serial.packed import measure
from guardedflame.serial.registry import Registry
from guardedflame.serial.stock import Call, Flattener, iso, proxy_dict, rebuilder

_EXTS: Final = frozenset({0x30, 0x31, 0x32, 0x33})
_encode: Final = msgspec.msgpack.Encoder().encode


class MsgpackCodec:
    """MessagePack; bytes survive, tuples and sets become lists, as in Pyro5."""

    __slots__ = ("_registry",)
    id = MSGPACK
    name = NAMES[MSGPACK]

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def dumps(self, value: object) -> bytes:
        """Return ``value`` encoded.

        Raises:
            ValueRefused: a type that does not travel (named, with where it stands) or a cycle.
        """
        try:
            flat = Flattener(self._registry, atom=_atom, key=_key, keep=False).flatten(value)
            try:
                return _encode(flat)
            except OverflowError:
                return _encode(_big_ints(flat))
        except UnicodeEncodeError:
            raise ValueRefused("a text has lone surrogates, which UTF-8 cannot carry") from None
        except RecursionError:
            raise too_deep(DEFAULT.depth) from None

    def loads(self, data: bytes, budget: Budget = DEFAULT) -> object:
        """Return the value that ``data`` stands for.

        Raises:
            ValueRefused: anything at all is wrong with it.
        """
        measure(data, budget, _EXTS)

        def extension(code: int, view: memoryview) -> object:
            return _extension(code, bytes(view), budget)

        try:
            value = msgspec.msgpack.decode(data, ext_hook=extension)
            if b"__class__" in data:
                return _rebuild(value, self._registry)
        except ValueRefused:
            raise
        except RecursionError:
            raise too_deep(budget.depth) from None
        except Exception as error:
            # msgspec, struct, datetime and int each have their own way to say "malformed".
            raise ValueRefused(f"the message is malformed: {type(error).__name__}") from error
        return value

    def dumps_call(
        self, object: str, method: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> bytes:
        """Return the array ``[object, method, [args], {kwargs}]``."""
        return self.dumps((object, method, tuple(args), dict(kwargs)))

    def dumps_batch(self, object: str, calls: Iterable[Call]) -> bytes:
        """Return ``[object, "<batch>", [[method, [args], {kwargs}], ...], nil]``."""
        items = [(method, tuple(args), dict(kwargs)) for method, args, kwargs in calls]
        return self.dumps((object, "<batch>", items, None))

    def proxy(
        self,
        uri: str,
        methods: Iterable[str],
        attrs: Iterable[str],
        oneway: Iterable[str],
        handshake: str,
    ) -> object:
        """Return what ``dumps`` writes as a live Proxy for a stock client."""
        return proxy_dict(
            uri,
            methods=methods,
            attrs=attrs,
            oneway=oneway,
            handshake=handshake,
            serializer=self.name,
        )


def _atom(value: object) -> object:
    kind = type(value)
    if kind is bytes or kind is bytearray:
        return value
    if isinstance(value, complex) and kind is complex:
        return Ext(0x30, struct.pack("dd", value.real, value.imag))
    if isinstance(value, datetime.datetime) and kind is datetime.datetime and value.tzinfo is None:
        try:
            return Ext(0x32, struct.pack("d", value.timestamp()))
        except (ValueError, OverflowError, OSError):
            return value.isoformat()  # a year that local time does not know
    if isinstance(value, datetime.date) and kind is datetime.date:
        return Ext(0x33, struct.pack("l", value.toordinal()))
    return iso(value)


def _key(key: object, path: str) -> object:
    if type(key) is bytes:
        return key
    raise ValueRefused(
        f"a dict key of type {type(key).__name__} cannot be sent (at {path or 'the top'}): "
        "msgpack peers accept text only",
        hint="use text keys, the serpent serializer or GuardedFlame's own client",
    )


def _big_ints(flat: object) -> object:
    """Return the value with each int beyond 64 bits as extension 0x31."""
    kind = type(flat)
    if kind is list:
        return [_big_ints(each) for each in flat]  # type: ignore[attr-defined]  # a list
    if kind is dict:
        return {key: _big_ints(each) for key, each in flat.items()}  # type: ignore[attr-defined]
    if isinstance(flat, int) and not -0x8000_0000_0000_0000 <= flat <= 0xFFFF_FFFF_FFFF_FFFF:
        try:
            return Ext(0x31, str(flat).encode())
        except ValueError:
            raise too_long(DEFAULT.int_digits) from None
    return flat


def _extension(code: int, data: bytes, budget: Budget) -> object:
    if code == 0x30:
        return complex(*struct.unpack("dd", data))
    if code == 0x31:
        if len(data) > budget.int_digits + 1:
            raise too_long(budget.int_digits)
        if not data.removeprefix(b"-").isdigit():
            raise ValueRefused("a big integer is not made of digits")
        return int(data)
    if code == 0x32:
        return datetime.datetime.fromtimestamp(struct.unpack("d", data)[0])  # local time, as Pyro5
    return datetime.date.fromordinal(struct.unpack("l", data)[0])


def _rebuild(value: object, registry: Registry) -> object:
    """Build registered classes, innermost first; the depth was measured before."""
    rebuild = rebuilder(registry, tags=False)

    def walk(each: object) -> object:
        if type(each) is list:
            return [walk(item) for item in each]
        if type(each) is dict:
            return rebuild({key: walk(item) for key, item in each.items()})
        return each

    return walk(value)
