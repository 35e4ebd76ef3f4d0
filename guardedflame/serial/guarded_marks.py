"""Tuples and sets inside a big plain structure: msgspec writes lists, marks say what they were.

Invariant: a mark only turns a list that was read under the budget into a tuple, set or frozenset;
one that points elsewhere is a refusal. Cost grows with the marks and the levels above them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain, repeat
from typing import Final, cast

from guardedflame.errors import ValueRefused
from guardedflame.serial import extensions as ext
from guardedflame.serial.budget import check_hashes

#: (level, code, ordinals of containers in that level, keys or indices). One ordinal or one key
#: stands for all; no keys at all for every item of those lists.
Mark = tuple[int, int, list[int], list[str | int]]

CODES: Final[dict[type, int]] = {tuple: ext.TUPLE, set: ext.SET, frozenset: ext.FROZENSET}
_CONTAINERS: Final = frozenset({list, dict, *CODES})


def _below(level: Iterable[object]) -> list[object]:
    """Return the containers inside those of `level`, in the order that marks count them."""
    parts = (each.values() if type(each) is dict else cast("list[object]", each) for each in level)
    return [each for each in chain.from_iterable(parts) if type(each) in _CONTAINERS]


def marks_of(value: object, levels: set[int]) -> list[Mark]:
    """Return the marks of `value`, deepest first.

    Args:
        value: made of lists, dicts, tuples, sets and what MessagePack has.
        levels: where tuples or sets stand; level 0 holds the items of `value` itself.
    """
    made: list[list[Mark]] = []
    level: list[object] = [value]
    for depth in range(max(levels, default=-1) + 1):
        made.append(_marks(level, depth) if depth in levels else [])
        level = _below(level)
    return list(chain.from_iterable(reversed(made)))


def _marks(level: list[object], depth: int) -> list[Mark]:
    codes = CODES
    under: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    marks: list[Mark] = []
    for at, each in enumerate(level):
        if type(each) is dict:
            for key, item in each.items():
                kind = type(item)
                if kind in codes:
                    under[codes[kind], key].append(at)
            continue
        items = cast("Iterable[object]", each)
        kinds = set(map(type, items))
        for kind in kinds & codes.keys():
            keys: list[str | int] = []
            if len(kinds) > 1:
                keys = [index for index, item in enumerate(items) if type(item) is kind]
            marks.append((depth, codes[kind], [at], keys))
    if len(under) * 8 > sum(map(len, under.values())):
        # Keys that seldom repeat: one mark for all of them is shorter than one for each.
        flat: defaultdict[int, tuple[list[int], list[str | int]]] = defaultdict(lambda: ([], []))
        for (code, key), places in under.items():
            flat[code][0].extend(places)
            flat[code][1].extend([key] * len(places))
        marks += [(depth, code, places, keys) for code, (places, keys) in flat.items()]
    else:
        marks += [(depth, code, places, [key]) for (code, key), places in under.items()]
    return _joined(marks)


def _joined(marks: list[Mark]) -> list[Mark]:
    """Put the marks of whole lists together, and those of single items, one of each per code."""
    whole: defaultdict[int, list[int]] = defaultdict(list)
    single: defaultdict[int, tuple[list[int], list[str | int]]] = defaultdict(lambda: ([], []))
    rest: list[Mark] = []
    for mark in marks:
        _, code, places, keys = mark
        if not keys:
            whole[code] += places
        elif len(keys) == 1 and len(places) == 1:
            single[code][0].append(places[0])
            single[code][1].append(keys[0])
        else:
            rest.append(mark)
    depth = marks[0][0] if marks else 0
    rest += [(depth, code, places, []) for code, places in whole.items()]
    return rest + [(depth, code, places, keys) for code, (places, keys) in single.items()]


def _tuple(items: list[object]) -> object:
    if type(items) is not list:
        raise ValueRefused("a mark points at something that is no list")
    return tuple(items)


def _set(items: list[object]) -> object:
    return set(_distinct(items))


def _frozenset(items: list[object]) -> object:
    return frozenset(_distinct(items))


def _distinct(items: list[object]) -> list[object]:
    if type(items) is not list:
        raise ValueRefused("a mark points at something that is no list")
    check_hashes(items)
    if len(set(items)) != len(items):
        raise ValueRefused("a set names a value twice")
    return items


MAKERS: Final[dict[int, Callable[[list[object]], object]]] = {
    ext.TUPLE: _tuple,
    ext.SET: _set,
    ext.FROZENSET: _frozenset,
}


def apply(value: object, marks: list[Mark], most: int) -> None:
    """Turn the lists in `value` that `marks` point at into what they were.

    Args:
        value: lists and dicts only, fresh from the decoder.
        marks: from the message, unchecked.
        most: levels that `value` may have.

    Raises:
        ValueRefused: a mark points at no list, or at an unknown type.
        LookupError, TypeError: a mark points at nothing.
    """
    levels: list[list[object]] = [[value]]
    deepest = max((mark[0] for mark in marks), default=0)
    if deepest >= most:
        raise ValueRefused("a mark points deeper than values may be")
    for _ in range(deepest):
        levels.append(_below(levels[-1]))
    for depth, code, places, keys in marks:
        make = MAKERS.get(code)
        if make is None or depth < 0:
            raise ValueRefused("a mark has an unknown meaning")
        level = levels[depth]
        if not keys:
            for at in places:
                _whole(level[at], make)
        elif len(places) == 1:
            _items(repeat(level[places[0]], len(keys)), keys, make)
        elif len(keys) == 1:
            _items((level[at] for at in places), repeat(keys[0], len(places)), make)
        else:
            _items([level[at] for at in places], keys, make)


def _whole(holder: object, make: Callable[[list[object]], object]) -> None:
    if type(holder) is not list:
        raise ValueRefused("a mark points at something that is no list")
    if make is _tuple and set(map(type, holder)) == {list}:
        holder[:] = map(tuple, holder)
    else:
        holder[:] = map(make, holder)


def _items(
    holders: Iterable[object], keys: Iterable[str | int], make: Callable[[list[object]], object]
) -> None:
    for holder, key in zip(cast("Iterable[dict[object, object]]", holders), keys, strict=True):
        holder[key] = make(cast("list[object]", holder[key]))
