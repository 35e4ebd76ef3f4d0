"""The json codec, as stock Pyro5 clients read and write it.

Invariant: the brackets, commas and digits of a text are counted before it is parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import DEFAULT, Budget, too_big, too_deep, too_long, too_many
from guardedflame.serial.guarded_write import refused_type
from guardedflame.serial.ids import JSON, NAMES
from guardedflame.serial.registry import Registry
from guardedflame.serial.stock import Call, Flattener, base64_dict, iso, proxy_dict, rebuilder

_STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BRACKET: Final = re.compile(rb"[\[\]{}]")
_KEYS: Final = frozenset({type(None), bool, int, float})


class JsonCodec:
    """JSON with Python's nan and infinities; keys become text and tuples lists, as in Pyro5."""

    __slots__ = ("_registry",)
    id = JSON
    name = NAMES[JSON]

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def dumps(self, value: object) -> bytes:
        """Return ``value`` encoded.

        Raises:
            ValueRefused: a type that does not travel (named, with where it stands) or a cycle.
        """
        flat = Flattener(self._registry, atom=_atom, key=_key, keep=False).flatten(value)
        try:
            return json.dumps(flat, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueRefused("a text has lone surrogates, which UTF-8 cannot carry") from None
        except RecursionError:
            raise too_deep(DEFAULT.depth) from None
        except ValueError:
            raise too_long(DEFAULT.int_digits) from None

    def loads(self, data: bytes, budget: Budget = DEFAULT) -> object:
        """Return the value that ``data`` stands for.

        Raises:
            ValueRefused: anything at all is wrong with it.
        """
        measure_json(data, budget)
        rebuild = rebuilder(self._registry)

        def pairs(items: list[tuple[str, object]]) -> object:
            made: dict[object, object] = dict(items)
            if len(made) != len(items):
                raise ValueRefused("a dict names a key twice")
            return rebuild(made)

        try:
            # json guesses UTF-16 and UTF-32 when given bytes; the broker reads UTF-8 only.
            return json.loads(data.decode(), object_pairs_hook=pairs)
        except ValueRefused:
            raise
        except RecursionError:
            raise too_deep(budget.depth) from None
        except ValueError as error:
            raise ValueRefused(f"the message is malformed: {str(error)[:200]}") from None

    def dumps_call(
        self, object: str, method: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> bytes:
        """Return ``{"object", "method", "params", "kwargs"}``."""
        return self.dumps(
            {"object": object, "method": method, "params": list(args), "kwargs": dict(kwargs)}
        )

    def dumps_batch(self, object: str, calls: Iterable[Call]) -> bytes:
        """Return the same with method ``<batch>`` and ``[method, args, kwargs]`` as params."""
        items = [(method, list(args), dict(kwargs)) for method, args, kwargs in calls]
        return self.dumps({"object": object, "method": "<batch>", "params": items, "kwargs": None})

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
    if type(value) is bytes or type(value) is bytearray:
        return base64_dict(value)
    return iso(value)


def _key(key: object, path: str) -> object:
    if type(key) not in _KEYS:
        raise refused_type(key, f"a key of {path or 'the top'}")
    return key


def measure_json(data: bytes, budget: Budget) -> None:
    """Count what a JSON text would build, in linear time.

    Raises:
        ValueRefused: over the budget.
    """
    if len(data) > budget.bytes:
        raise too_big(len(data), budget.bytes)
    bare = _STRING.sub(b"", data)
    if bare.count(b",") + bare.count(b"[") + bare.count(b"{") + bare.count(b":") >= budget.nodes:
        raise too_many(budget.nodes)
    if len(bare) > budget.int_digits and re.search(rb"[0-9]{%d}" % (budget.int_digits + 1), bare):
        raise too_long(budget.int_digits)
    depth = 0
    for bracket in _BRACKET.findall(bare):
        depth += 1 if bracket in b"[{" else -1
        if depth > budget.depth:
            raise too_deep(budget.depth)
