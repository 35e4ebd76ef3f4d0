"""Our own codec (103): MessagePack by msgspec, exact types, registered classes.

Invariant: a value comes out with the types it went in with, or does not go in. Plain values are
written and read by msgspec alone; anything else is an extension this file names.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import DEFAULT, Budget, too_deep, too_many
from guardedflame.serial.guarded_read import read
from guardedflame.serial.guarded_write import Writer
from guardedflame.serial.ids import GUARDED, NAMES
from guardedflame.serial.registry import Registry

_LEAVES: Final = frozenset({type(None), bool, int, float, str, bytes})
_CONTAINERS: Final = frozenset({list, dict})
_PLAIN: Final = _LEAVES | _CONTAINERS
_encode: Final = msgspec.msgpack.Encoder().encode


def is_plain(value: list[object] | dict[object, object], budget: Budget) -> bool:
    """Tell whether msgspec alone would keep every type, one whole level of the value at a time.

    msgspec has no strict mode: tuples, sets, enums and dates pass it silently. A flattened level
    costs about 20 ns a value this way, a fifth of a Python loop over it. What is hashable is no
    list or dict, so that one set of types does for keys and values.

    Raises:
        ValueRefused: nested too deep, a cycle included, or too many values.
    """
    level: list[object] = [value]
    nodes = 1
    for _ in range(budget.depth):
        # The collector's own traversal: all items (of a dict with text keys, all values) in C.
        first = level[0]
        flat = first if len(level) == 1 and type(first) is list else gc.get_referents(*level)
        nodes += len(flat)
        if nodes > budget.nodes:
            raise too_many(budget.nodes)
        kinds = set(map(type, flat))
        if kinds <= _LEAVES:
            return True
        if not kinds <= _PLAIN:
            return False
        if list not in kinds:
            level = [each for each in flat if type(each) is dict]
        elif dict not in kinds:
            level = [each for each in flat if type(each) is list]
        else:
            level = [each for each in flat if type(each) in _CONTAINERS]
    raise too_deep(budget.depth)


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
            if kind in _LEAVES or ((kind is list or kind is dict) and is_plain(value, DEFAULT)):  # type: ignore[arg-type]  # narrowed by kind
                return _encode(value)
        except OverflowError:
            pass  # an int beyond 64 bits: the writer has an extension for it
        except UnicodeEncodeError:
            raise ValueRefused("a text has lone surrogates, which UTF-8 cannot carry") from None
        except RecursionError:
            raise too_deep(DEFAULT.depth) from None
        return Writer(self._registry, DEFAULT).dumps(value)

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
