"""The guarded codec's writer for what msgspec alone would flatten.

Invariant: only exact types are written; a subclass is another type and is refused by name.
"""

from __future__ import annotations

import datetime
import decimal
import struct
import uuid
from collections.abc import Iterable
from itertools import chain
from typing import Final, cast

import msgspec
from msgspec.msgpack import Ext

from guardedflame.errors import ValueRefused
from guardedflame.serial import extensions as ext
from guardedflame.serial.budget import Budget, too_deep, too_long, too_many
from guardedflame.serial.guarded_fields import Fields
from guardedflame.serial.registry import Entry, Registry

_encode: Final = msgspec.msgpack.Encoder().encode
_LEAVES: Final = frozenset({type(None), bool, float, str, bytes})
_KEYS: Final = _LEAVES | {int}
_SCALARS: Final = _LEAVES | {int}
_DOUBLES: Final = struct.Struct(">dd")
#: log2(10): bits of one decimal digit, rounded up.
_BITS_PER_DIGIT: Final = 3.33


def refused_type(value: object, path: str) -> ValueRefused:
    """Return the refusal of a value whose type does not travel."""
    kind = type(value)
    return ValueRefused(
        f"{kind.__module__}.{kind.__qualname__} cannot be sent (at {path or 'the top'})",
        hint="send plain values, or register the class under a name on both sides",
    )


class Writer:
    """Writes one value. Holds what has been spent of the budget."""

    __slots__ = ("_budget", "_nodes", "_registry")

    def __init__(self, registry: Registry, budget: Budget) -> None:
        self._registry = registry
        self._budget = budget
        self._nodes = 0

    def dumps(self, value: object) -> bytes:
        """Return ``value`` encoded.

        Raises:
            ValueRefused: a type that does not travel, a cycle, or over the budget.
        """
        try:
            return _encode(self._convert(value, 0, ""))
        except UnicodeEncodeError:
            raise ValueRefused("a text has lone surrogates, which UTF-8 cannot carry") from None
        except RecursionError:
            raise too_deep(self._budget.depth) from None

    def _convert(self, value: object, depth: int, path: str) -> object:
        kind = type(value)
        if kind in _LEAVES:
            return value
        if kind is int:
            return self._int(value)  # type: ignore[arg-type]  # narrowed by kind
        if kind in {list, tuple, set, frozenset, dict}:
            if depth >= self._budget.depth:
                raise too_deep(self._budget.depth)
            self._nodes += len(value)  # type: ignore[arg-type]  # a container
            if self._nodes > self._budget.nodes:
                raise too_many(self._budget.nodes)
            if kind is dict:
                return self._dict(value, depth + 1, path)  # type: ignore[arg-type]
            if kind is list:
                return self._list(value, depth + 1, path)  # type: ignore[arg-type]
            parts = cast("Iterable[object]", value)
            items = [
                self._convert(each, depth + 1, f"{path}[{at}]") for at, each in enumerate(parts)
            ]
            code = {tuple: ext.TUPLE, set: ext.SET, frozenset: ext.FROZENSET}[kind]
            return Ext(code, _encode(items))
        entry = self._registry.entry_for(kind)
        if entry is not None:
            if depth >= self._budget.depth:
                raise too_deep(self._budget.depth)
            state = self._convert(entry.to_state(value), depth + 1, f"{path}<{entry.name}>")
            return Ext(ext.OBJECT, _encode((entry.name, state)))
        written = _atom(value)
        if written is not None:
            return written
        simpler = self._registry.simpler(value)
        if simpler is value:
            raise refused_type(value, path)
        return self._convert(simpler, depth + 1, path)

    def _int(self, value: int) -> object:
        if -0x8000_0000_0000_0000 <= value <= 0xFFFF_FFFF_FFFF_FFFF:
            return value
        bits = value.bit_length()
        if bits > self._budget.int_digits * _BITS_PER_DIGIT:
            raise too_long(self._budget.int_digits)
        return Ext(ext.INT, value.to_bytes(bits // 8 + 1, "little", signed=True))

    def _dict(self, value: dict[object, object], depth: int, path: str) -> object:
        if _KEYS.issuperset(map(type, value)) and all(
            type(key) is not int or -0x8000_0000_0000_0000 <= key <= 0xFFFF_FFFF_FFFF_FFFF
            for key in value
        ):
            return {
                key: each
                if type(each) in _LEAVES
                else self._convert(each, depth, f"{path}[{key!r:.40}]")
                for key, each in value.items()
            }
        flat: list[object] = []
        for key, each in value.items():
            flat.append(self._convert(key, depth, f"{path}[a key]"))
            flat.append(self._convert(each, depth, f"{path}[{_brief(key)}]"))
        return Ext(ext.DICT, _encode(flat))

    def _list(self, value: list[object], depth: int, path: str) -> object:
        kinds = set(map(type, value))
        if kinds <= _LEAVES:
            return value
        if len(kinds) == 1:
            (kind,) = kinds
            if kind is tuple and self._scalars(value):
                try:
                    return Ext(ext.TUPLES, _encode(value))
                except OverflowError:
                    pass  # an int beyond 64 bits somewhere: one by one, then
            entry = self._registry.entry_for(kind)
            if entry is not None:
                return self._objects(entry, value, depth, path)
        return [
            each if type(each) in _LEAVES else self._convert(each, depth, f"{path}[{at}]")
            for at, each in enumerate(value)
        ]

    def _scalars(self, rows: list[object]) -> bool:
        """Tell whether all rows hold nothing but scalars (an int may still be too big)."""
        kinds = set(map(type, chain.from_iterable(rows)))  # type: ignore[arg-type]  # tuples
        if not kinds <= _SCALARS:
            return False
        self._nodes += sum(map(len, rows))  # type: ignore[arg-type]  # tuples
        if self._nodes > self._budget.nodes:
            raise too_many(self._budget.nodes)
        return True

    def _objects(self, entry: Entry, value: list[object], depth: int, path: str) -> object:
        if depth >= self._budget.depth:
            raise too_deep(self._budget.depth)
        if isinstance(entry.from_state, Fields):
            columns = entry.from_state.columns(value)
            try:
                made = Ext(ext.COLUMNS, _encode((entry.name, columns)))
            except OverflowError:
                pass  # an int beyond 64 bits somewhere: one by one, then
            else:
                self._nodes += len(columns) * len(value)
                if self._nodes > self._budget.nodes:
                    raise too_many(self._budget.nodes)
                return made
        states = list(map(entry.to_state, value))
        if set(map(type, states)) == {tuple}:
            try:
                if _SCALARS.issuperset(map(type, chain.from_iterable(states))):  # type: ignore[arg-type]  # tuples
                    self._nodes += sum(map(len, states))  # type: ignore[arg-type]  # tuples
                    if self._nodes > self._budget.nodes:
                        raise too_many(self._budget.nodes)
                    return Ext(ext.ROWS, _encode((entry.name, states)))
            except OverflowError:
                pass  # an int beyond 64 bits somewhere: one by one, then
        inner = [
            self._convert(each, depth + 1, f"{path}[{at}]<{entry.name}>")
            for at, each in enumerate(states)
        ]
        return Ext(ext.OBJECTS, _encode((entry.name, inner)))


def _brief(key: object) -> str:
    return repr(key)[:40] if type(key) in _KEYS else type(key).__name__


def _atom(value: object) -> Ext | None:
    """Return a value without parts as an extension; None if its type is none of ours."""
    kind = type(value)
    match value:
        case bytearray() if kind is bytearray:
            return Ext(ext.BYTEARRAY, bytes(value))
        case complex() if kind is complex:
            return Ext(ext.COMPLEX, _DOUBLES.pack(value.real, value.imag))
        case decimal.Decimal() if kind is decimal.Decimal:
            return Ext(ext.DECIMAL, str(value).encode())
        case uuid.UUID() if kind is uuid.UUID:
            return Ext(ext.UUID, value.bytes)
        case datetime.datetime() if kind is datetime.datetime:
            return _datetime(value)
        case datetime.date() if kind is datetime.date:
            return Ext(ext.DATE, value.isoformat().encode())
        case datetime.time() if kind is datetime.time and value.tzinfo is None:
            return Ext(ext.TIME, _encode((value.replace(fold=0).isoformat(), value.fold)))
        case datetime.timedelta() if kind is datetime.timedelta:
            return Ext(ext.TIMEDELTA, _encode(_parts(value)))
        case datetime.timezone() if kind is datetime.timezone:
            return Ext(ext.TIMEZONE, _encode(_parts(value.utcoffset(None))))
        case _:
            return None


def _parts(span: datetime.timedelta) -> tuple[int, int, int]:
    return span.days, span.seconds, span.microseconds


def _datetime(value: datetime.datetime) -> Ext | None:
    offset = value.utcoffset()
    if value.tzinfo is not None and (type(value.tzinfo) is not datetime.timezone or offset is None):
        return None
    naive = value.replace(tzinfo=None, fold=0).isoformat()
    zone = None if offset is None else _parts(offset)
    return Ext(ext.DATETIME, _encode((naive, value.fold, zone)))
