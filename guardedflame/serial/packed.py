"""MessagePack measured without being built.

Invariant: linear time, no recursion, nothing allocated for what a header claims; what passes has
at most the budget's depth and nodes, keys that are plain scalars and extensions from a given list.
"""

from __future__ import annotations

import struct
from collections.abc import Container
from typing import Final

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import Budget, too_big, too_deep, too_many

# Kinds of a first byte. A positive number is the whole size of a value of fixed size.
_BAD, _ARRAY, _MAP, _BLOB, _EXT = 0, -1, -2, -3, -4

_FIXED: Final = {
    0xCA: 5, 0xCB: 9, 0xCC: 2, 0xCD: 3, 0xCE: 5, 0xCF: 9, 0xD0: 2, 0xD1: 3, 0xD2: 5, 0xD3: 9,
}  # fmt: skip


def _kind(first: int) -> int:
    if first < 0x80 or first >= 0xE0 or first in {0xC0, 0xC2, 0xC3}:
        return 1
    if first < 0x90 or first in {0xDE, 0xDF}:
        return _MAP
    if first < 0xA0 or first in {0xDC, 0xDD}:
        return _ARRAY
    if first < 0xC0:
        return first - 0xA0 + 1
    if first in {0xC4, 0xC5, 0xC6, 0xD9, 0xDA, 0xDB}:
        return _BLOB
    if first in {0xC7, 0xC8, 0xC9, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8}:
        return _EXT
    return _FIXED.get(first, _BAD)


_KINDS: Final = tuple(map(_kind, range(256)))
_U8, _U16, _U32 = struct.Struct(">B"), struct.Struct(">H"), struct.Struct(">I")
_LENGTHS: Final = {
    0xC4: _U8, 0xC5: _U16, 0xC6: _U32, 0xD9: _U8, 0xDA: _U16, 0xDB: _U32,
    0xC7: _U8, 0xC8: _U16, 0xC9: _U32, 0xDC: _U16, 0xDD: _U32, 0xDE: _U16, 0xDF: _U32,
}  # fmt: skip
_FIXEXT: Final = {0xD4: 1, 0xD5: 2, 0xD6: 4, 0xD7: 8, 0xD8: 16}


def _length(data: bytes | memoryview, at: int) -> tuple[int, int]:
    """Return the count or length that the header at ``at`` claims, and where the header ends."""
    first = data[at]
    if first < 0xA0:
        return first & 0x0F, at + 1
    form = _LENGTHS[first]
    return form.unpack_from(data, at + 1)[0], at + 1 + form.size


def map_length(data: bytes) -> int:
    """Return how many entries the map that starts ``data`` claims; -1 if it is no map."""
    try:
        return _length(data, 0)[0] if _KINDS[data[0]] == _MAP else -1
    except (IndexError, struct.error):
        return -1


def measure(data: bytes | memoryview, budget: Budget, exts: Container[int], spent: int = 0) -> int:
    """Walk over one encoded value and return its nodes added to ``spent``.

    Extensions count as one node; what is inside them is measured when it is read.

    Raises:
        ValueRefused: over the budget, truncated, a key that is no scalar, an unknown extension.
    """
    if len(data) > budget.bytes:
        raise too_big(len(data), budget.bytes)
    try:
        return _measure(data, budget, exts, spent)
    except (IndexError, struct.error):
        raise ValueRefused("the message ends in the middle of a value") from None


def _measure(  # noqa: PLR0912  # one loop over headers: calls would double its time
    data: bytes | memoryview, budget: Budget, exts: Container[int], spent: int
) -> int:
    kinds, end = _KINDS, len(data)
    waiting: list[int] = []  # values still to come of each open container
    maps: list[bool] = []
    at, left, is_map = 0, 1, False
    nodes, most = spent, budget.nodes
    while True:
        if not left:
            if not waiting:
                break
            left, is_map = waiting.pop(), maps.pop()
            continue
        kind = kinds[data[at]]
        nodes += 1
        left -= 1
        if kind > 0:
            at += kind
        elif kind >= _MAP:  # an array or a map
            if is_map and left & 1:
                raise ValueRefused("a dict key is no plain value")
            if kind == _BAD:
                raise ValueRefused("the message has a byte that starts no value")
            count, at = _length(data, at)
            if kind == _MAP:
                count *= 2
            if len(waiting) >= budget.depth:
                raise too_deep(budget.depth)
            waiting.append(left)
            maps.append(is_map)
            left, is_map = count, kind == _MAP
            if count > end - at:
                raise ValueRefused("the message claims more values than it has bytes")
        elif kind == _BLOB:
            count, at = _length(data, at)
            at += count
        else:
            if is_map and left & 1:
                raise ValueRefused("a dict key is no plain value")
            at = _extension(data, at, exts)
        if nodes > most:
            raise too_many(most)
        if at > end:
            raise ValueRefused("the message ends in the middle of a value")
    if at != end:
        raise ValueRefused("there is something after the end of the value")
    return nodes


def _extension(data: bytes | memoryview, at: int, exts: Container[int]) -> int:
    """Check one extension's code and return where it ends."""
    first = data[at]
    if first in _FIXEXT:
        count, at = _FIXEXT[first], at + 1
    else:
        count, at = _length(data, at)
    if data[at] not in exts:
        raise ValueRefused("the message has an extension that is not accepted")
    return at + 1 + count
