"""The frame of Pyro's protocol 502, field by field; the only file that knows an offset.

Invariant: a header is judged in the order of its bytes, each field as soon as its bytes are there,
so what a peer is told does not depend on how the network cut its bytes; lengths are judged before
a byte of the body is kept. What is written here is canonical: reserved bits zero, no field that
its flag does not announce.

Layout (40 bytes, big-endian): ``PYRO``, version 502, type, serializer id, flags, sequence, payload
length, annotations length, 16 bytes correlation, 2 reserved, magic 0x4dc5. Then annotations (4
characters, length, bytes), then the payload. Source: Pyro5 5.17, ``Pyro5/protocol.py``.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from enum import STRICT, IntEnum, IntFlag
from struct import Struct
from types import MappingProxyType
from typing import Final, NamedTuple

from guardedflame.errors import LocalProtocolError, RemoteProtocolError

HEADER: Final = Struct("!6sBBHHII16s4s")
HEADER_SIZE: Final = HEADER.size
PREFIX: Final = b"PYRO\x01\xf6"
TAIL: Final = b"\x00\x00\x4d\xc5"
NO_CORRELATION: Final = bytes(16)
STREAM_ANNOTATION: Final = b"STRM"

_VERSION: Final = 502
_CHUNK: Final = Struct("!4sI")
_LARGEST: Final = 0xFFFF_FFFF


class MessageType(IntEnum):
    """The types of a frame, byte 6."""

    CONNECT = 1
    CONNECTOK = 2
    CONNECTFAIL = 3
    INVOKE = 4
    RESULT = 5
    PING = 6


class Flags(IntFlag, boundary=STRICT):
    """The flags of a frame, bytes 8 and 9."""

    EXCEPTION = 1
    COMPRESSED = 2
    ONEWAY = 4
    BATCH = 8
    ITEMSTREAM = 16
    KEEPSERIALIZED = 32
    CORRELATION = 64


#: Names for messages to people. Which of them are accepted is each connection's argument.
SERIALIZERS: Final[Mapping[int, str]] = MappingProxyType(
    {1: "serpent", 2: "marshal", 3: "json", 4: "msgpack", 103: "guarded"}
)

#: What our own servers accept: marshal (2) can crash or fill an interpreter, so it is not there.
ACCEPTED_SERIALIZERS: Final = frozenset({1, 3, 4, 103})

#: The id a stock client writes in a ping, where nothing is serialized.
PING_SERIALIZER: Final = 42


def _refused_flags(allowed: Mapping[MessageType, int]) -> Mapping[int, int]:
    return MappingProxyType({int(kind): 0xFFFF ^ int(flags) for kind, flags in allowed.items()})


#: For each type a client may send, the flag bits that it may not. A compressed CONNECT would be
#: inflated for somebody nobody knows yet.
FROM_CLIENT: Final = _refused_flags(
    {
        MessageType.CONNECT: Flags.CORRELATION,
        MessageType.INVOKE: Flags.COMPRESSED | Flags.ONEWAY | Flags.BATCH | Flags.CORRELATION,
        MessageType.PING: Flags.CORRELATION,
    }
)

#: The same for our own server's frames towards our own client, which sends no correlation and
#: gets nothing compressed.
FROM_SERVER: Final = _refused_flags(
    {
        MessageType.CONNECTOK: 0,
        MessageType.CONNECTFAIL: 0,
        MessageType.INVOKE: Flags.ONEWAY,
        MessageType.RESULT: Flags.EXCEPTION | Flags.BATCH | Flags.ITEMSTREAM,
        MessageType.PING: 0,
    }
)


class Rules(NamedTuple):
    """What a header is held against.

    Attributes:
        refused: for each type, the flag bits it must not have.
        serializers: accepted serializer ids; a PING may have any.
        frame: most bytes of annotations and payload together.
        annotations: most bytes of annotations.
    """

    refused: Mapping[int, int]
    serializers: frozenset[int]
    frame: int
    annotations: int


def encode(
    kind: int,
    flags: int,
    seq: int,
    serializer: int,
    payload: bytes,
    *,
    correlation: bytes = NO_CORRELATION,
    annotations: bytes = b"",
) -> bytes:
    """Return one whole frame; ``annotations`` are chunks already encoded by `annotation`.

    Raises:
        LocalProtocolError: a payload that no length field can announce.
    """
    size = len(payload)
    if size > _LARGEST:
        raise LocalProtocolError(f"a payload of {size} bytes does not fit a frame")
    head = HEADER.pack(
        PREFIX, kind, serializer, flags, seq, size, len(annotations), correlation, TAIL
    )
    return head + annotations + payload


def annotation(name: bytes, value: bytes) -> bytes:
    """Return one annotation chunk; ``name`` is four ASCII letters."""
    return _CHUNK.pack(name, len(value)) + value


def read_annotations(raw: bytes) -> dict[bytes, bytes]:
    """Return the annotations in ``raw``, which is all of them and nothing else.

    Raises:
        RemoteProtocolError: a cut or overlong chunk, a name that is not four ASCII letters or
            digits, a name given twice.
    """
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(raw):
        if len(raw) - at < _CHUNK.size:
            raise RemoteProtocolError("an annotation is cut off in its header")
        name: bytes
        size: int
        name, size = _CHUNK.unpack_from(raw, at)
        at += _CHUNK.size
        if not name.isalnum():  # bytes.isalnum() is ASCII only
            raise RemoteProtocolError("an annotation's name is not four ASCII letters or digits")
        if size > len(raw) - at:
            raise RemoteProtocolError("an annotation is longer than all annotations together")
        if name in found:
            raise RemoteProtocolError(f"the annotation {name.decode('ascii')} is given twice")
        found[name] = raw[at : at + size]
        at += size
    return found


def serializer_name(serializer: int) -> str:
    """Return ``2 (marshal)``, or the bare number of an id nobody knows."""
    name = SERIALIZERS.get(serializer)
    return f"{serializer} ({name})" if name else str(serializer)


def type_name(kind: int) -> str:
    """Return ``INVOKE``, or ``type 9`` for one that does not exist."""
    return MessageType(kind).name if 1 <= kind <= 6 else f"type {kind}"


def check_header(raw: bytes, expected: Container[int], rules: Rules) -> None:
    """Judge as much of a header as ``raw`` holds, in the order of its bytes.

    Off the hot path: called for a header that is not complete, or one that is known to be bad.

    Args:
        raw: the first bytes of a frame, at most 40 of them.
        expected: the types this state allows.
        rules: caps, flags and serializers of this connection.

    Raises:
        RemoteProtocolError: the first field, in order, that is not allowed.
    """
    have = len(raw)
    if raw[:4] != PREFIX[: min(have, 4)]:
        raise RemoteProtocolError("this is no Pyro frame: it does not start with PYRO")
    if have >= 6:
        version = int.from_bytes(raw[4:6], "big")
        if version != _VERSION:
            raise RemoteProtocolError(
                f"protocol version {version} is not spoken here, only {_VERSION} (Pyro5)"
            )
    if have >= 7 and raw[6] not in expected:
        raise RemoteProtocolError(f"{type_name(raw[6])} is not expected now")
    if have >= 8:
        _check_serializer(raw[6], raw[7], rules)
    if have >= 10:
        _check_flags(raw[6], int.from_bytes(raw[8:10], "big"), rules)
    _check_rest(raw, rules)


def _check_serializer(kind: int, serializer: int, rules: Rules) -> None:
    if kind == MessageType.PING or serializer in rules.serializers:
        return
    accepted = ", ".join(serializer_name(each) for each in sorted(rules.serializers))
    raise RemoteProtocolError(
        f"serializer {serializer_name(serializer)} is refused; accepted are {accepted}"
    )


def _check_flags(kind: int, flags: int, rules: Rules) -> None:
    bad = flags & rules.refused.get(kind, 0xFFFF)
    if not bad:
        return
    lowest = bad & -bad
    name = Flags(lowest).name if lowest <= Flags.CORRELATION else f"{lowest:#06x}"
    why = " before authentication" if kind == MessageType.CONNECT else ""
    raise RemoteProtocolError(f"flag {name} is refused on {type_name(kind)}{why}")


def _check_rest(raw: bytes, rules: Rules) -> None:
    have = len(raw)
    length = int.from_bytes(raw[12:16], "big")
    if have >= 16 and length > rules.frame:
        raise RemoteProtocolError(f"a frame of {length} bytes is over the cap of {rules.frame}")
    if have >= 20:
        notes = int.from_bytes(raw[16:20], "big")
        if notes > rules.annotations:
            raise RemoteProtocolError(
                f"{notes} bytes of annotations are over the cap of {rules.annotations}"
            )
        if length + notes > rules.frame:
            raise RemoteProtocolError(
                f"a frame of {length + notes} bytes is over the cap of {rules.frame}"
            )
    if have >= 36 and not raw[9] & int(Flags.CORRELATION) and raw[20:36] != NO_CORRELATION:
        raise RemoteProtocolError("a correlation id is given without its flag")
    if have >= 38 and raw[36:38] != TAIL[:2]:
        raise RemoteProtocolError("reserved bits are set")
    if have >= HEADER_SIZE and raw[38:40] != TAIL[2:]:
        raise RemoteProtocolError("the magic number at the end of the header is wrong")
