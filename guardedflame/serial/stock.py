"""What serpent, json and msgpack have in common when a stock Pyro5 peer is on the other side.

Invariant: a dict with the key ``__class__`` leaves only if this package made it, and is read only
if the registry knows its name; Proxy, URI, Daemon and exceptions are never built from a message.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import decimal
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, cast

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import DEFAULT, Budget, too_deep, too_many
from guardedflame.serial.guarded_write import refused_type
from guardedflame.serial.registry import Registry

Call = tuple[str, Sequence[object], Mapping[str, object]]
_LEAVES: Final = frozenset({type(None), bool, int, float, str})


class Tagged(dict[str, object]):
    """A dict with ``__class__`` that this package made; users' dicts with that key are refused."""


def proxy_dict(
    uri: str,
    *,
    methods: Iterable[str],
    attrs: Iterable[str],
    oneway: Iterable[str],
    handshake: str,
    serializer: str,
) -> Tagged:
    """Return the dict that a stock client turns into a live Proxy (``Proxy.__setstate__``)."""
    state = (uri, tuple(oneway), tuple(methods), tuple(attrs), handshake, serializer)
    return Tagged({"__class__": "Pyro5.client.Proxy", "state": state})


def base64_dict(value: bytes | bytearray) -> Tagged:
    """Return bytes as serpent writes them; a stock client's ``serpent.tobytes`` undoes it."""
    return Tagged(data=base64.b64encode(value).decode("ascii"), encoding="base64")


def iso(value: object) -> str | float | None:
    """Return the text (a timedelta: seconds) that stock serializers write, or None."""
    kind = type(value)
    if kind is decimal.Decimal or kind is uuid.UUID:
        return str(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time) and kind in {
        datetime.datetime,
        datetime.date,
        datetime.time,
    }:
        return value.isoformat()
    if isinstance(value, datetime.timedelta) and kind is datetime.timedelta:
        return value.total_seconds()
    return None


class Flattener:
    """Turns a value into what a stock serializer writes, under a budget."""

    __slots__ = ("_atom", "_budget", "_keep", "_key", "_nodes", "_registry")

    def __init__(
        self,
        registry: Registry,
        *,
        atom: Callable[[object], object],
        key: Callable[[object, str], object],
        keep: bool,
        budget: Budget = DEFAULT,
    ) -> None:
        """Prepare for one value.

        Args:
            registry: classes that travel as tagged dicts.
            atom: turns any other value without parts into what travels; None means it does not.
            key: returns a dict key as it travels, or raises ValueRefused.
            keep: tuples and sets stay (serpent); otherwise they become lists.
            budget: what may be written.
        """
        self._registry = registry
        self._atom = atom
        self._key = key
        self._keep = keep
        self._budget = budget
        self._nodes = 0

    def flatten(self, value: object, depth: int = 0, path: str = "") -> object:
        """Return ``value`` made of what the serializer knows.

        Raises:
            ValueRefused: a type that does not travel, a cycle, or over the budget.
        """
        kind = type(value)
        if kind in _LEAVES:
            return value
        self._nodes += 1
        if depth >= self._budget.depth:
            raise too_deep(self._budget.depth)
        if kind is dict or kind is Tagged:
            return self._dict(value, depth, path)  # type: ignore[arg-type]  # narrowed by kind
        if kind is list or kind is tuple or kind is set or kind is frozenset:
            self._count(len(value))  # type: ignore[arg-type]  # a container
            parts = cast("Iterable[object]", value)
            items = [
                each if type(each) in _LEAVES else self.flatten(each, depth + 1, f"{path}[{at}]")
                for at, each in enumerate(parts)
            ]
            if not self._keep or kind is list:
                return items
            if kind is tuple:
                return tuple(items)
            for each in items:
                _require_hashable(each, path)
            return set(items)
        entry = self._registry.entry_for(kind)
        if entry is not None:
            state = self.flatten(entry.to_state(value), depth + 1, f"{path}<{entry.name}>")
            return {"__class__": entry.name, "state": state}
        made = self._atom(value)
        if made is not None:
            return made
        simpler = self._registry.simpler(value)
        if simpler is value:
            raise refused_type(value, path)
        return self.flatten(simpler, depth + 1, path)

    def _count(self, more: int) -> None:
        self._nodes += more
        if self._nodes > self._budget.nodes:
            raise too_many(self._budget.nodes)

    def _dict(self, value: dict[object, object], depth: int, path: str) -> object:
        self._count(2 * len(value))
        if type(value) is dict and "__class__" in value:
            raise ValueRefused(
                f"a dict with the key '__class__' cannot be sent (at {path or 'the top'})",
                hint="rename the key, or send a list of pairs",
            )
        made: dict[object, object] = {}
        for key, each in value.items():
            if type(key) not in _LEAVES:
                key = self._registry.simpler(key)  # noqa: PLW2901  # as it travels
            where = f"{path}[{key!r:.40}]" if type(key) is str else path
            if type(key) is tuple and self._keep:
                key = self.flatten(key, depth + 1, path)  # noqa: PLW2901  # as it travels
                _require_hashable(key, path)
            elif type(key) is not str:
                key = self._key(key, path)  # noqa: PLW2901  # as it travels
            made[key] = each if type(each) in _LEAVES else self.flatten(each, depth + 1, where)
        return made


def _require_hashable(value: object, path: str) -> None:
    """Refuse what a peer could not use as a key or set item once it is written as a literal."""
    if isinstance(value, tuple):
        for each in value:
            _require_hashable(each, path)
    elif type(value) in {list, dict, set, Tagged} or value != value:  # noqa: PLR0124  # nan
        raise ValueRefused(
            f"a dict key or set item cannot be sent (at {path or 'the top'}): "
            "bytes, nan and sets have no hashable form in serpent",
            hint="send a list, or use GuardedFlame's own client",
        )


def rebuilder(registry: Registry, *, tags: bool = True) -> Callable[[dict[object, object]], object]:
    """Return what turns a dict from a stock client into what it stands for.

    Args:
        registry: the names that may be built.
        tags: also read serpent's own tags for bytes, nan and complex.
    """

    def rebuild(data: dict[object, object]) -> object:
        if "__class__" not in data:
            if tags and len(data) == 2 and data.get("encoding") == "base64" and "data" in data:
                return _unbase64(data["data"])
            return data
        name = data["__class__"]
        if tags and name == "float" and len(data) == 2 and data.get("value") == "nan":
            return float("nan")
        if tags and name == "complex" and len(data) == 3:
            real, imag = data.get("real"), data.get("imag")
            if type(real) is float and type(imag) is float:
                return complex(real, imag)
        build = registry.builder(name)
        if len(data) != 2 or "state" not in data:
            raise ValueRefused("an object is written as __class__ and state, nothing else")
        try:
            return build(data["state"])
        except ValueRefused:
            raise
        except Exception as error:
            # from_state is the operator's code on a peer's data; its failure is a refusal.
            raise ValueRefused(
                f"class {str(name)[:80]!r} did not accept its state: {type(error).__name__}"
            ) from error

    return rebuild


def _unbase64(data: object) -> bytes:
    if type(data) is not str:
        raise ValueRefused("base64 data is no text")
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise ValueRefused("base64 data is malformed") from None
