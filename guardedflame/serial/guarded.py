"""Our own codec (103): MessagePack by msgspec, exact types, registered classes.

Invariant: a value comes out with the types it went in with, or does not go in. Plain values are
written and read by msgspec alone; anything else is an extension this file names.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, cast

import msgspec
from msgspec.msgpack import Ext

from guardedflame.errors import ValueRefused
from guardedflame.serial import extensions as ext
from guardedflame.serial.budget import DEFAULT, Budget, too_deep, too_many
from guardedflame.serial.guarded_marks import CODES, marks_of
from guardedflame.serial.guarded_read import read
from guardedflame.serial.guarded_write import Writer
from guardedflame.serial.ids import GUARDED, NAMES
from guardedflame.serial.registry import Registry

_LEAVES: Final = frozenset({type(None), bool, int, float, str, bytes})
_CONTAINERS: Final = frozenset({list, dict})
_PLAIN: Final = _LEAVES | _CONTAINERS
_MARKED: Final = _PLAIN | CODES.keys()
#: Items of a container from which on a form of its own for it pays.
_LONG: Final = 16
_encode: Final = msgspec.msgpack.Encoder().encode


def survey(value: object, budget: Budget) -> set[int] | None:
    """Tell where tuples and sets stand in an otherwise plain value, one whole level at a time.

    msgspec has no strict mode: tuples, sets, enums and dates pass it silently. A flattened level
    costs about 30 ns a value this way, a fifth of a Python loop over it. What is hashable is no
    list or dict, so that one set of types does for keys and values.

    Returns:
        The levels that hold tuples or sets (none: msgspec alone keeps every type), level 0 being
        the items of ``value``; None if there is anything that neither msgspec nor marks keep.

    Raises:
        ValueRefused: nested too deep, a cycle included, or too many values.
    """
    level: list[object] = [value]
    levels = [level]
    odd: set[int] = set()
    nodes = 1
    for depth in range(budget.depth):
        # The collector's own traversal: all items (of a dict with text keys, all values) in C.
        first = level[0]
        flat = first if len(level) == 1 and type(first) is list else gc.get_referents(*level)
        nodes += len(flat)
        if nodes > budget.nodes:
            raise too_many(budget.nodes)
        kinds = set(map(type, flat))
        if not kinds <= _PLAIN:
            if not kinds <= _MARKED or (len(flat) > _LONG * len(level) and _is_rows(flat)):
                return None  # Rows are the writer's own form: read twice as fast as marked lists.
            odd.add(depth)
        inner = kinds - _LEAVES
        if not inner:
            marked = bool(odd) or type(value) in CODES
            return odd if not marked or _keys_are_plain(levels, nodes) else None
        if len(inner) == 1:
            (kind,) = inner
            level = flat if len(kinds) == 1 else [each for each in flat if type(each) is kind]
        else:
            level = [each for each in flat if type(each) in inner]
        levels.append(level)
    raise too_deep(budget.depth)


def _is_rows(items: list[object]) -> bool:
    return set(map(type, items)) == {tuple} and _LEAVES.issuperset(
        map(type, chain.from_iterable(cast("list[tuple[object, ...]]", items)))
    )


def _keys_are_plain(levels: list[list[object]], nodes: int) -> bool:
    """Tell whether all keys are texts or integers: marks know no others, and a key has no mark."""
    if sum(map(len, chain.from_iterable(levels))) + 1 == nodes:  # type: ignore[arg-type]  # containers
        return True  # The collector showed values only, as it does where all keys are texts.
    dicts = [each for each in chain.from_iterable(levels) if type(each) is dict]
    return set(map(type, chain.from_iterable(dicts))) <= {str, int}


class GuardedCodec:
    """Exact types both ways; see ``docs/serializer.md`` for the extensions."""

    __slots__ = ("_registry",)
    id = GUARDED
    name = NAMES[GUARDED]

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def dumps(self, value: object) -> bytes:
        """Return ``value`` encoded.

        Raises:
            ValueRefused: a type that does not travel (named, with where it stands), a cycle, or
                a value over the default budget's depth or nodes.
        """
        kind = type(value)
        try:
            if kind in _LEAVES:
                return _encode(value)
            if kind in _MARKED and not self._is_table(value):
                odd = survey(value, DEFAULT)
                if odd is not None:
                    if not odd and kind in _CONTAINERS:
                        return _encode(value)
                    marks = marks_of(value, odd)
                    return _encode(Ext(ext.MARKED, _encode((CODES.get(kind, 0), value, marks))))
        except OverflowError:
            pass  # an int beyond 64 bits: the writer has an extension for it
        except UnicodeEncodeError:
            raise ValueRefused("a text has lone surrogates, which UTF-8 cannot carry") from None
        except RecursionError:
            raise too_deep(DEFAULT.depth) from None
        return Writer(self._registry, DEFAULT).dumps(value)

    def _is_table(self, value: object) -> bool:
        """Tell whether the writer has a shorter form: a row, a list of rows, a list of objects."""
        if type(value) is not list:
            return type(value) in CODES and _LEAVES.issuperset(
                map(type, cast("list[object]", value))
            )
        if not value:
            return False
        if type(value[0]) is not tuple:
            return self._registry.entry_for(type(value[0])) is not None
        return _is_rows(value)

    def loads(self, data: bytes, budget: Budget = DEFAULT) -> object:
        """Return the value that ``data`` stands for.

        Raises:
            ValueRefused: anything at all is wrong with it.
        """
        return read(data, budget, self._registry)

    def dumps_call(
        self, object: str, method: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> bytes:
        """Return the array ``[object, method, [args], {kwargs}]``; each argument stands alone."""
        dumps, raw = self.dumps, msgspec.Raw
        return _encode(
            (
                object,
                method,
                [raw(dumps(each)) for each in args],
                {str(key): raw(dumps(each)) for key, each in kwargs.items()},
            )
        )

    def dumps_batch(
        self,
        object: str,
        calls: Iterable[tuple[str, Sequence[object], Mapping[str, object]]],
    ) -> bytes:
        """Return ``[object, "<batch>", [[method, [args], {kwargs}], ...], {}]``."""
        dumps, raw = self.dumps, msgspec.Raw
        items = [
            (
                method,
                [raw(dumps(each)) for each in args],
                {str(key): raw(dumps(each)) for key, each in kwargs.items()},
            )
            for method, args, kwargs in calls
        ]
        return _encode((object, "<batch>", items, {}))

    def proxy(
        self,
        uri: str,
        methods: Iterable[str],
        attrs: Iterable[str],
        oneway: Iterable[str],
        handshake: str,
    ) -> object:
        """Refuse: our own client has no use for a second connection.

        Raises:
            ValueRefused: always.
        """
        raise ValueRefused("the guarded serializer carries no proxies")
