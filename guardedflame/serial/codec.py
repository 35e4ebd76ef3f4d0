"""One codec per serializer id, all with the same face.

Invariant: ``loads`` raises ValueRefused and nothing else, whatever the bytes are, and builds
nothing but plain values and the registry's classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import DEFAULT, Budget
from guardedflame.serial.guarded import GuardedCodec
from guardedflame.serial.ids import GUARDED, JSON, MSGPACK, NAMES, SERPENT
from guardedflame.serial.registry import Registry
from guardedflame.serial.stock_json import JsonCodec
from guardedflame.serial.stock_msgpack import MsgpackCodec
from guardedflame.serial.stock_serpent import SerpentCodec


class Codec(Protocol):
    """Values to bytes and back, for one serializer id."""

    @property
    def id(self) -> int:
        """The serializer id in the frame header."""

    @property
    def name(self) -> str:
        """The serializer's name in Pyro's configuration."""

    def dumps(self, value: object) -> bytes:
        """Return ``value`` encoded.

        Raises:
            ValueRefused: it cannot travel; the message names the type and where it stands.
        """

    def loads(self, data: bytes, budget: Budget = DEFAULT) -> object:
        """Return the value that ``data`` stands for.

        Raises:
            ValueRefused: anything at all is wrong with it.
        """

    def dumps_call(
        self, object: str, method: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> bytes:
        """Return the payload of an INVOKE, as a stock client writes it."""

    def dumps_batch(
        self,
        object: str,
        calls: Iterable[tuple[str, Sequence[object], Mapping[str, object]]],
    ) -> bytes:
        """Return the payload of an INVOKE with the BATCH flag."""

    def proxy(
        self,
        uri: str,
        methods: Iterable[str],
        attrs: Iterable[str],
        oneway: Iterable[str],
        handshake: str,
    ) -> object:
        """Return what ``dumps`` writes as a proxy that a stock client comes to hold."""


def codec_for(serializer_id: int, registry: Registry) -> Codec:
    """Return the codec for a serializer id.

    Raises:
        ValueRefused: marshal (2), or an id that nobody knows.
    """
    if serializer_id == GUARDED:
        return GuardedCodec(registry)
    if serializer_id == MSGPACK:
        return MsgpackCodec(registry)
    if serializer_id == SERPENT:
        return SerpentCodec(registry)
    if serializer_id == JSON:
        return JsonCodec(registry)
    raise refused_serializer(serializer_id)


def refused_serializer(serializer_id: int) -> ValueRefused:
    """Return the refusal of an id without a codec."""
    name = NAMES.get(serializer_id)
    said = f"serializer {name} ({serializer_id})" if name else f"serializer id {serializer_id}"
    return ValueRefused(f"{said} is not accepted", hint="use serpent, json, msgpack or guarded")
