"""What the broker reads of a client's message: names, and where each value begins and ends.

Invariant: no value of a client is built here, only `str` names and texts that were asked for;
linear time, bounded depth, and whatever is odd is a ValueRefused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, NamedTuple

import msgspec

from guardedflame import limits
from guardedflame.errors import ValueRefused
from guardedflame.serial import literal
from guardedflame.serial.budget import too_deep, too_many
from guardedflame.serial.codec import refused_serializer
from guardedflame.serial.cut import Cut, cut
from guardedflame.serial.ids import GUARDED, JSON, MSGPACK, SERPENT
from guardedflame.serial.packed import map_length

#: Bytes of an object id or method name. Pyro's own are under 50.
NAME_BYTES: Final = 256
#: Positional or keyword arguments of one call; CPython's own calls rarely pass 255.
ARGUMENTS: Final = 1024
#: Strings and brackets of one serpent or json message that the broker steps over, and items of one
#: list it cuts out. Each takes some 0.3 us, in the event loop of all clients; numbers are not
#: looked at one by one, and the binary serializers are stepped over in C.
LITERAL_NODES: Final = 100_000
#: Bytes that one byte of text takes at most, encoded: serpent and json write \\u0001 for one.
ESCAPED: Final = 6


class Envelope(NamedTuple):
    """One call; ``args`` and the values of ``kwargs`` are still encoded, each by itself."""

    object: str
    method: str
    args: list[bytes]
    kwargs: dict[str, bytes]


class Handshake(NamedTuple):
    """A CONNECT: the object asked for, and the client's handshake data, still encoded."""

    object: str
    data: bytes


_Raw = msgspec.Raw
# Cutting an item out costs about 0.3 us: their number is bounded by type, before the first one.
_Args = Annotated[list[_Raw], msgspec.Meta(max_length=ARGUMENTS)]
_Items = Annotated[list[_Raw], msgspec.Meta(max_length=LITERAL_NODES)]
_call: Final = msgspec.msgpack.Decoder(tuple[str, str, _Args, _Raw]).decode
_item: Final = msgspec.msgpack.Decoder(tuple[str, _Args, _Raw]).decode
_list: Final = msgspec.msgpack.Decoder(_Items).decode
_map: Final = msgspec.msgpack.Decoder(dict[str, _Raw]).decode
_str: Final = msgspec.msgpack.Decoder(str).decode
_encode: Final = msgspec.msgpack.Encoder().encode


_json_str: Final = msgspec.json.Decoder(str).decode


def read_call(serializer: int, payload: bytes) -> Envelope:
    """Return the envelope of one call.

    Raises:
        ValueRefused: the payload is no call in that serializer's form.
    """
    try:
        if serializer in {GUARDED, MSGPACK}:
            name, method, values, raw = _call(payload)
            envelope = Envelope(name, method, list(map(bytes, values)), _packed_kwargs(bytes(raw)))
        elif serializer == JSON:
            envelope = _json_call(payload)
        elif serializer == SERPENT:
            envelope = _literal_call(payload)
        else:
            raise refused_serializer(serializer)
    except ValueRefused:
        raise
    except Exception as error:
        raise _malformed(error) from None
    return _checked(envelope)


def read_batch(serializer: int, payload: bytes, most: int) -> list[Envelope]:
    """Return the calls of one batch, at most ``most`` (and never more than ``ARGUMENTS``).

    Raises:
        ValueRefused: the payload is no batch in that serializer's form, or holds more calls.
    """
    outer = _batch(serializer, payload)
    if len(outer.args) > most:
        raise ValueRefused(
            f"a batch has {len(outer.args)} calls; {most} are allowed", hint="send smaller batches"
        )
    try:
        return [_checked(_batch_item(serializer, outer.object, raw)) for raw in outer.args]
    except ValueRefused:
        raise
    except Exception as error:
        raise _malformed(error) from None


def _batch_item(serializer: int, name: str, raw: bytes) -> Envelope:
    if serializer in {GUARDED, MSGPACK}:
        method, values, kwargs = _item(raw)
        return Envelope(name, method, list(map(bytes, values)), _packed_kwargs(bytes(kwargs)))
    parts = _cut(serializer, raw, 2, ARGUMENTS).items
    if len(parts) != 3:
        raise ValueRefused("a call of a batch has three parts")
    return Envelope(
        name, _name(serializer, parts[0]), _values(parts[1]), _kwargs(serializer, parts[2])
    )


def read_handshake(serializer: int, payload: bytes) -> Handshake:
    """Return the object and the encoded data of a CONNECT.

    Raises:
        ValueRefused: the payload is no handshake in that serializer's form.
    """
    parts = split_mapping(serializer, payload)
    if parts.keys() != {"object", "handshake"}:
        raise ValueRefused("a handshake has an object and handshake data, nothing else")
    return Handshake(read_text(serializer, parts["object"], NAME_BYTES), parts["handshake"])


def read_text(serializer: int, raw: bytes, most: int) -> str:
    """Return an encoded value that has to be a text of at most ``most`` bytes of UTF-8.

    Raises:
        ValueRefused: it is something else, or longer.
    """
    if len(raw) > ESCAPED * most + 64:
        # Not even all escapes: it need not be read to be too long.
        raise ValueRefused(f"a text is longer than {most} bytes", hint="send it in smaller parts")
    try:
        if serializer in {GUARDED, MSGPACK}:
            text = _str(raw)
        elif serializer == JSON:
            text = _json_str(raw)
        elif serializer == SERPENT:
            text = literal.text(raw[literal.strip_header(raw) :], most)
        else:
            raise refused_serializer(serializer)
    except ValueRefused:
        raise
    except Exception as error:
        raise _malformed(error) from None
    if len(text) > most or (not text.isascii() and len(text.encode()) > most):
        raise ValueRefused(f"a text is longer than {most} bytes", hint="send it in smaller parts")
    return text


def split_values(serializer: int, raw: bytes) -> list[bytes]:
    """Return the items of an encoded list or tuple, still encoded.

    Raises:
        ValueRefused: it is something else.
    """
    try:
        if serializer in {GUARDED, MSGPACK}:
            if serializer == GUARDED and raw[:1] >= b"\xc7":
                raw = _guarded_items(raw)
            return list(map(bytes, _list(raw)))
        if serializer in {SERPENT, JSON}:
            return _values(_cut(serializer, raw, 1, LITERAL_NODES))
    except ValueRefused:
        raise
    except Exception as error:
        raise _malformed(error) from None
    raise refused_serializer(serializer)


def split_mapping(serializer: int, raw: bytes) -> dict[str, bytes]:
    """Return the values of an encoded dict whose keys are texts, still encoded.

    Raises:
        ValueRefused: it is something else, or names a key twice.
    """
    try:
        if serializer in {GUARDED, MSGPACK}:
            return _packed_map(raw)
        if serializer in {SERPENT, JSON}:
            return _mapping(serializer, _cut(serializer, raw, 1, 2 * ARGUMENTS))
    except ValueRefused:
        raise
    except Exception as error:
        raise _malformed(error) from None
    raise refused_serializer(serializer)


def _batch(serializer: int, payload: bytes) -> Envelope:
    """Return a batch as the one call it is written as: method ``<batch>``, a call per argument.

    Raises:
        ValueRefused: the payload is no batch.
    """
    outer = read_call(serializer, payload)
    if outer.method != "<batch>" or outer.kwargs:
        raise ValueRefused("the message is marked as a batch and is none")
    return outer


def _checked(envelope: Envelope) -> Envelope:
    for name in (envelope.object, envelope.method):
        if len(name) > NAME_BYTES or not name:
            raise ValueRefused(f"a name is empty or longer than {NAME_BYTES} characters")
    if len(envelope.args) > ARGUMENTS or len(envelope.kwargs) > ARGUMENTS:
        raise ValueRefused(f"a call has more than {ARGUMENTS} arguments", hint="send a list")
    return envelope


def _packed_kwargs(raw: bytes) -> dict[str, bytes]:
    return {} if raw in {b"\x80", b"\xc0"} else _packed_map(raw)


def _packed_map(raw: bytes) -> dict[str, bytes]:
    if map_length(raw) > ARGUMENTS:
        raise too_many(ARGUMENTS)
    parts = _map(raw)
    if map_length(raw) != len(parts):
        raise ValueRefused("a dict names a key twice")
    return {key: bytes(each) for key, each in parts.items()}


def _guarded_items(raw: bytes) -> bytes:
    """Return the array inside a tuple of the guarded codec."""
    decoded = msgspec.msgpack.decode(raw, type=msgspec.msgpack.Ext)
    if decoded.code != 1:
        raise ValueRefused("a list or tuple was expected here")
    return bytes(decoded.data)


def _cut(serializer: int, raw: bytes, levels: int, most: int) -> Cut:
    json = serializer == JSON
    start = 0 if json else literal.strip_header(raw)
    return cut(raw, start, levels=levels, steps=LITERAL_NODES, items=most, json=json)


def _encoded(part: bytes | Cut) -> bytes:
    if isinstance(part, Cut):
        raise ValueRefused("a list, tuple, set or dict stands where a value was expected")
    return part


def _name(serializer: int, part: bytes | Cut) -> str:
    return read_text(serializer, _encoded(part), NAME_BYTES)


def _values(part: bytes | Cut) -> list[bytes]:
    if not isinstance(part, Cut) or part.kind not in {b"(", b"["}:
        raise ValueRefused("a list or tuple was expected here")
    return list(map(_encoded, part.items))


def _parts(serializer: int, part: bytes | Cut) -> dict[str, bytes | Cut]:
    if not isinstance(part, Cut) or part.kind != b"d":
        raise ValueRefused("a dict was expected here")
    keys, values = part.items[::2], part.items[1::2]
    parts = {_name(serializer, key): each for key, each in zip(keys, values, strict=True)}
    if len(parts) != len(keys):
        raise ValueRefused("a dict names a key twice")
    return parts


def _mapping(serializer: int, part: bytes | Cut) -> dict[str, bytes]:
    return {key: _encoded(each) for key, each in _parts(serializer, part).items()}


def _kwargs(serializer: int, part: bytes | Cut) -> dict[str, bytes]:
    if part == (b"null" if serializer == JSON else b"None"):
        return {}
    return _mapping(serializer, part)


def _literal_call(payload: bytes) -> Envelope:
    short = literal.short_call(payload) if len(payload) <= limits.SOURCE else None
    if short is not None:
        return Envelope(*short, {})
    items = _cut(SERPENT, payload, 2, 2 * ARGUMENTS).items
    if len(items) != 4:
        raise ValueRefused("a call has four parts")
    name, method = _name(SERPENT, items[0]), _name(SERPENT, items[1])
    return Envelope(name, method, _values(items[2]), _kwargs(SERPENT, items[3]))


def _json_call(payload: bytes) -> Envelope:
    parts = _parts(JSON, _cut(JSON, payload, 2, 2 * ARGUMENTS))
    if parts.keys() != {"object", "method", "params", "kwargs"}:
        raise ValueRefused("a call has an object, a method, params and kwargs, nothing else")
    name, method = _name(JSON, parts["object"]), _name(JSON, parts["method"])
    return Envelope(name, method, _values(parts["params"]), _kwargs(JSON, parts["kwargs"]))


def _malformed(error: Exception) -> ValueRefused:
    """Return the refusal that stands for a decoder's own error; its text names types, no values."""
    if isinstance(error, RecursionError):
        return too_deep(limits.DEPTH)
    if isinstance(error, MemoryError):
        return too_many(limits.NODES)
    return ValueRefused("the message is malformed", hint="is the peer a Pyro5 client?")


def join_values(serializer: int, items: Sequence[bytes]) -> bytes:
    """Return the encoded list of values that are encoded already (the reply to a batch).

    Raises:
        ValueRefused: the serializer has no codec.
    """
    if serializer in {GUARDED, MSGPACK}:
        return _encode(list(map(_Raw, items)))
    if serializer == JSON:
        return b"[" + b",".join(items) + b"]"
    if serializer == SERPENT:
        bare = (each[literal.strip_header(each) :] for each in items)
        return b"# serpent utf-8 python3.2\n[" + b",".join(bare) + b"]"
    raise refused_serializer(serializer)
