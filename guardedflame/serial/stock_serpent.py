"""The serpent codec, byte for byte what stock Pyro5 clients read and write.

Invariant: no eval, no AST, and the process's garbage collector is left alone; the serpent
package itself does all three.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import DEFAULT, Budget, too_deep, too_long
from guardedflame.serial.guarded_write import refused_type
from guardedflame.serial.ids import NAMES, SERPENT
from guardedflame.serial.literal import parse
from guardedflame.serial.registry import Registry
from guardedflame.serial.stock import (
    Call,
    Flattener,
    Tagged,
    base64_dict,
    iso,
    proxy_dict,
    rebuilder,
)

_HEADER: Final = "# serpent utf-8 python3.2\n"
_BRACKETS: Final = {list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}")}
_KEYS: Final = frozenset({type(None), bool, int, float, complex})


class SerpentCodec:
    """Python literals; tuples, sets and any keys survive, other types become text as in Pyro5."""

    __slots__ = ("_registry",)
    id = SERPENT
    name = NAMES[SERPENT]

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def dumps(self, value: object) -> bytes:
        """Return ``value`` encoded.

        Raises:
            ValueRefused: a type that does not travel (named, with where it stands) or a cycle.
        """
        flat = Flattener(self._registry, atom=_atom, key=_key, keep=True).flatten(value)
        out = [_HEADER]
        try:
            _write(flat, out)
            return "".join(out).encode()
        except UnicodeEncodeError:
            raise ValueRefused("a text has lone surrogates, which UTF-8 cannot carry") from None
        except RecursionError:
            raise too_deep(DEFAULT.depth) from None

    def loads(self, data: bytes, budget: Budget = DEFAULT) -> object:
        """Return the value that ``data`` (with or without the header line) stands for.

        Raises:
            ValueRefused: anything at all is wrong with it.
        """
        return parse(data, budget, rebuilder(self._registry))

    def dumps_call(
        self, object: str, method: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> bytes:
        """Return the tuple ``('object','method',(args),{kwargs})``."""
        return self.dumps((object, method, tuple(args), dict(kwargs)))

    def dumps_batch(self, object: str, calls: Iterable[Call]) -> bytes:
        """Return the tuple ``('object','<batch>',[('method',(args),{kwargs}),...],None)``."""
        items = [(method, tuple(args), dict(kwargs)) for method, args, kwargs in calls]
        return self.dumps((object, "<batch>", items, None))

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
    return value if type(value) is complex else iso(value)


def _key(key: object, path: str) -> object:
    if type(key) not in _KEYS:
        text = iso(key)
        if text is None:
            raise refused_type(key, f"a key of {path or 'the top'}")
        return text
    if key != key:  # noqa: PLR0124  # nan is written as a dict
        raise ValueRefused("nan cannot be a dict key in serpent")
    return key


def _float(value: float) -> str:
    if math.isnan(value):
        return "{'__class__':'float','value':'nan'}"
    if math.isinf(value):
        return "1e30000" if value > 0 else "-1e30000"
    return repr(value)


def _complex(value: complex) -> str:
    real, imag = _float(value.real), _float(value.imag)
    if math.isnan(value.real) or math.isnan(value.imag):
        return f"{{'__class__':'complex','real':{real},'imag':{imag}}}"
    return f"({real}{'' if imag.startswith('-') else '+'}{imag}j)"


def _write(value: object, out: list[str]) -> None:  # one branch per type
    """Append the literal of a flat value, in serpent's own spelling."""
    kind = type(value)
    if kind is int:
        try:
            out.append(repr(value))
        except ValueError:
            raise too_long(DEFAULT.int_digits) from None
    elif kind is float:
        out.append(_float(value))  # type: ignore[arg-type]  # narrowed by kind
    elif kind is dict or kind is Tagged:
        out.append("{")
        for at, (key, each) in enumerate(value.items()):  # type: ignore[attr-defined]  # a dict
            if at:
                out.append(",")
            _write(key, out)
            out.append(":")
            _write(each, out)
        out.append("}")
    elif kind is list or kind is tuple or (kind is set and value):
        opening, closing = _BRACKETS[kind]
        out.append(opening)
        for each in value:  # type: ignore[attr-defined]  # a container
            _write(each, out)
            out.append(",")
        if len(value) > 1 or (value and kind is not tuple):  # type: ignore[arg-type]  # a container
            del out[-1]
        out.append(closing)
    elif kind is set:
        out.append("()")  # an empty set has no literal; serpent writes this, too
    elif kind is complex:
        out.append(_complex(value))  # type: ignore[arg-type]  # narrowed by kind
    else:
        out.append(repr(value))
