"""The guarded codec's reader.

Invariant: nothing is built before its bytes were measured or bounded by the C decoder's own
types, and whatever goes wrong while building is a ValueRefused.
"""

from __future__ import annotations

import datetime
import decimal
import struct
import uuid
from dataclasses import replace
from typing import Final, cast

import msgspec
from msgspec.msgpack import Decoder

from guardedflame.errors import ValueRefused
from guardedflame.serial import extensions as ext
from guardedflame.serial.budget import Budget, check_hashes, too_big, too_deep, too_long
from guardedflame.serial.guarded_fields import Fields
from guardedflame.serial.guarded_marks import MAKERS, Mark, apply
from guardedflame.serial.packed import measure
from guardedflame.serial.registry import Registry

_Scalar = None | bool | int | float | str
_T1 = _Scalar | list[_Scalar] | dict[str, _Scalar]
_T2 = _Scalar | list[_T1] | dict[str, _T1]
_T3 = _Scalar | list[_T2] | dict[str, _T2]
_T4 = _Scalar | list[_T3] | dict[str, _T3]
_T5 = _Scalar | list[_T4] | dict[str, _T4]
_T6 = _Scalar | list[_T5] | dict[str, _T5]
_T7 = _Scalar | list[_T6] | dict[str, _T6]
_T8 = _Scalar | list[_T7] | dict[str, _T7]
_T9 = _Scalar | list[_T8] | dict[str, _T8]
_T10 = _Scalar | list[_T9] | dict[str, _T9]
_K1 = _Scalar | list[_Scalar] | dict[_Scalar, _Scalar]
_K2 = _Scalar | list[_K1] | dict[_Scalar, _K1]
_K3 = _Scalar | list[_K2] | dict[_Scalar, _K2]
_K4 = _Scalar | list[_K3] | dict[_Scalar, _K3]
_K5 = _Scalar | list[_K4] | dict[_Scalar, _K4]
_K6 = _Scalar | list[_K5] | dict[_Scalar, _K5]
_K7 = _Scalar | list[_K6] | dict[_Scalar, _K6]
_K8 = _Scalar | list[_K7] | dict[_Scalar, _K7]
_K9 = _Scalar | list[_K8] | dict[_Scalar, _K8]
_K10 = _Scalar | list[_K9] | dict[_Scalar, _K9]
_SHALLOW: Final = 10
#: Bounds depth, keys and extensions in C. No bytes, as msgspec's unions hold one of str and bytes;
#: text keys only, as a union of keys loses msgspec's cache of them (1.7 times slower, measured).
#: What it does not know is measured in Python first and then read by ``_plain``'s sort.
_shallow: Final = Decoder(_T10).decode
_rows: Final = Decoder(list[tuple[_Scalar, ...]]).decode
#: The same for keys that are numbers, too; tried second.
_keyed: Final = Decoder(_K10).decode
_states: Final = Decoder(tuple[str, list[tuple[_Scalar, ...]]]).decode
_named: Final = Decoder(tuple[str, msgspec.Raw]).decode
_plain: Final = Decoder().decode
_marked: Final = Decoder(tuple[int, _T10, list[Mark]]).decode
_marked_keyed: Final = Decoder(tuple[int, _K10, list[Mark]]).decode
_cut: Final = Decoder(tuple[int, msgspec.Raw, msgspec.Raw]).decode
_marks: Final = Decoder(list[Mark]).decode
_MARKS_DEPTH: Final = 3

_DOUBLES: Final = struct.Struct(">dd")
_IS_SCALAR: Final = tuple(
    first < 0x80 or 0xA0 <= first <= 0xC6 or 0xCA <= first <= 0xD3 or 0xD9 <= first <= 0xDB
    or first >= 0xE0
    for first in range(256)
)  # fmt: skip
_BYTES_PER_DIGIT: Final = 0.4153  # log256(10)


def read(data: bytes, budget: Budget, registry: Registry) -> object:
    """Return the value that ``data`` stands for.

    Raises:
        ValueRefused: anything at all is wrong with it.
    """
    if len(data) > budget.bytes:
        raise too_big(len(data), budget.bytes)
    try:
        return _Reader(budget, registry).value(data, 0)
    except ValueRefused:
        raise
    except RecursionError:
        raise too_deep(budget.depth) from None
    except msgspec.MsgspecError as error:
        raise ValueRefused(f"the message is malformed: {str(error)[:200]}") from None
    except Exception as error:
        # A registered class's from_state may raise what it likes; so may the types' own parsers.
        raise ValueRefused(f"a value was not accepted: {type(error).__name__}") from error


class _Reader:
    """Reads one message. Holds what has been spent of the budget."""

    __slots__ = ("_budget", "_depth", "_nodes", "_registry")

    def __init__(self, budget: Budget, registry: Registry) -> None:
        self._budget = budget
        self._registry = registry
        self._nodes = 0
        self._depth = 0

    def value(self, data: bytes | memoryview, depth: int) -> object:
        """Read one encoded value that stands ``depth`` containers deep."""
        budget = self._budget
        if not data:
            raise ValueRefused("an empty message holds no value")
        if _IS_SCALAR[data[0]]:
            return _plain(data)
        if self._nodes + len(data) <= budget.nodes and depth + _SHALLOW <= budget.depth:
            # No more values than bytes: the nodes are within the budget unmeasured.
            for decode in (_shallow, _keyed):
                try:
                    value = decode(data)
                except msgspec.ValidationError:
                    continue  # bytes, an extension, or deeper than the types know
                self._nodes += len(data)
                return value
        if depth >= budget.depth:
            raise too_deep(budget.depth)
        left = replace(budget, depth=budget.depth - depth)
        self._nodes = measure(data, left, ext.ALL, self._nodes)
        before, self._depth = self._depth, depth
        try:
            return msgspec.msgpack.decode(data, ext_hook=self._extension)
        finally:
            self._depth = before

    def _inner(self, data: memoryview) -> object:
        return self.value(data, self._depth + 1)

    def _items(self, data: memoryview) -> list[object]:
        items = self._inner(data)
        if type(items) is not list:
            raise ValueRefused("an extension does not hold what it stands for")
        return items

    def _extension(self, code: int, data: memoryview) -> object:
        """Build what an extension stands for; called by msgspec while it reads."""
        if self._depth >= self._budget.depth:
            raise too_deep(self._budget.depth)
        if code == ext.TUPLE:
            return tuple(self._items(data))
        if code == ext.MARKED:
            return self._with_marks(data)
        if code in {ext.TUPLES, ext.ROWS, ext.COLUMNS}:
            return self._table(code, data)
        if code in {ext.SET, ext.FROZENSET}:
            items = self._items(data)
            check_hashes(items)
            made = set(items) if code == ext.SET else frozenset(items)
            if len(made) != len(items):
                raise ValueRefused("a set names a value twice")
            return made
        if code == ext.DICT:
            return self._dict(self._items(data))
        if code in {ext.OBJECT, ext.OBJECTS}:
            name, state = self._items(data)
            build = self._registry.builder(name)
            if code == ext.OBJECT:
                return build(state)
            if type(state) is not list:
                raise ValueRefused("an extension does not hold what it stands for")
            return list(map(build, state))
        return self._atom(code, data)

    def _with_marks(self, data: memoryview) -> object:
        root, value, marks = self._skeleton(data)
        if root and type(value) is not list:
            raise ValueRefused("an extension does not hold what it stands for")
        apply(value, marks, self._budget.depth - self._depth)
        if not root:
            return value
        make = MAKERS.get(root)
        if make is None:
            raise ValueRefused("a mark has an unknown meaning")
        return make(cast("list[object]", value))

    def _skeleton(self, data: memoryview) -> tuple[int, object, list[Mark]]:
        """Read a value without its marks applied, under the budget like any other."""
        budget = self._budget
        if self._nodes + len(data) <= budget.nodes and self._depth + _SHALLOW <= budget.depth:
            for decode in (_marked, _marked_keyed):
                try:
                    found = decode(data)
                except msgspec.ValidationError:
                    continue  # as in value()
                self._nodes += len(data)
                return found
        root, raw, marks = _cut(data)
        left = replace(budget, depth=budget.depth - self._depth)
        self._nodes = measure(memoryview(raw), left, (), self._nodes)
        left = replace(budget, depth=_MARKS_DEPTH)
        self._nodes = measure(memoryview(marks), left, (), self._nodes)
        return root, _plain(raw), _marks(marks)

    def _table(self, code: int, data: memoryview) -> object:
        self._nodes += len(data)
        if self._nodes > self._budget.nodes or self._depth + 3 > self._budget.depth:
            self._nodes -= len(data)
            left = replace(self._budget, depth=max(1, self._budget.depth - self._depth - 1))
            self._nodes = measure(data, left, ext.ALL, self._nodes)
        if code == ext.TUPLES:
            return self._strict_rows(data)
        if code == ext.COLUMNS:
            return self._objects(data)
        try:
            name, states = _states(data)
        except msgspec.ValidationError:
            got = self._items(data)
            name, states = got[0], [tuple(each) for each in got[1]]  # type: ignore[assignment,attr-defined]  # checked by failing
        return list(map(self._registry.builder(name), states))

    def _objects(self, data: memoryview) -> list[object]:
        name, raw = _named(data)
        build = self._registry.builder(name)
        if isinstance(build, Fields):
            return build.read(raw)
        columns = self._items(memoryview(raw))
        return list(map(build, zip(*columns, strict=True)))

    def _strict_rows(self, data: memoryview) -> object:
        try:
            return _rows(data)
        except msgspec.ValidationError:
            return [tuple(each) for each in self._items(data)]  # type: ignore[arg-type]  # checked by failing

    @staticmethod
    def _dict(flat: list[object]) -> dict[object, object]:
        keys = flat[::2]
        check_hashes(keys)
        made = dict(zip(keys, flat[1::2], strict=True))
        if len(made) != len(keys):
            raise ValueRefused("a dict names a key twice")
        return made

    def _atom(self, code: int, view: memoryview) -> object:
        data = bytes(view)
        if code == ext.INT:
            if len(data) > self._budget.int_digits * _BYTES_PER_DIGIT + 1:
                raise too_long(self._budget.int_digits)
            return int.from_bytes(data, "little", signed=True)
        if code == ext.BYTEARRAY:
            return bytearray(data)
        if code == ext.COMPLEX:
            return complex(*_DOUBLES.unpack(data))
        if code == ext.DECIMAL:
            if len(data) > self._budget.int_digits + 32:
                raise too_long(self._budget.int_digits)
            return decimal.Decimal(data.decode("ascii"))
        if code == ext.UUID:
            return uuid.UUID(bytes=data)
        if code == ext.DATE:
            return datetime.date.fromisoformat(data.decode("ascii"))
        parts = msgspec.msgpack.decode(data, type=tuple[int | str | list[int] | None, ...])
        return _moment(code, parts)


def _span(parts: object) -> datetime.timedelta:
    days, seconds, microseconds = parts  # type: ignore[misc]  # checked by failing
    if not {int} == {type(days), type(seconds), type(microseconds)}:  # type: ignore[has-type]
        raise ValueRefused("a time span is not made of three integers")
    return datetime.timedelta(days, seconds, microseconds)  # type: ignore[has-type]


def _moment(code: int, parts: tuple[object, ...]) -> object:
    """Build a member of the datetime family out of its parts."""
    if code == ext.TIMEDELTA:
        return _span(parts)
    if code == ext.TIMEZONE:
        return datetime.timezone(_span(parts))
    text, fold, *rest = parts
    if type(text) is not str or type(fold) is not int:
        raise ValueRefused("a time is not made of text and fold")
    if code == ext.TIME:
        return datetime.time.fromisoformat(text).replace(fold=fold)
    (offset,) = rest
    made = datetime.datetime.fromisoformat(text)
    if made.tzinfo is not None:
        raise ValueRefused("a date and time has two offsets")
    zone = None if offset is None else datetime.timezone(_span(offset))
    return made.replace(fold=fold, tzinfo=zone)
