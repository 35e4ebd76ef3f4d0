"""Serpent text read token by token: the worker's reader, and the broker's for single texts.

Invariant: linear time, no recursion, no eval, no AST; a text that Python could read in another
way than this reader (triple quotes, adjacent strings, comments, ``(x)``) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import Budget, check_hashes, too_big, too_deep, too_long, too_many

_HEADER: Final = re.compile(rb"# serpent utf-8 [a-zA-Z0-9.]{1,32}\n")
_NUM: Final = rb"(?:0|[1-9][0-9]*+)(?:\.[0-9]*+)?(?:[eE][+-]?[0-9]++)?"
_TOKEN: Final = re.compile(
    rb"(b?'(?:[^'\\\x00-\x1f]++|\\.)*+'|b?\"(?:[^\"\\\x00-\x1f]++|\\.)*+\")"  # 1 string
    rb"|([\[({](?!-?" + _NUM + rb"[+-]" + _NUM + rb"j\)))"  # 2 open, unless a complex number
    rb"|([\])}])"  # 3 close
    rb"|([,:])"  # 4 separator
    rb"|(\(-?" + _NUM + rb"[+-]" + _NUM + rb"j\))"  # 5 complex
    rb"|(-?" + _NUM + rb")(?![0-9A-Za-z_.])"  # 6 number
    rb"|(None|True|False)(?![0-9A-Za-z_])"  # 7 word
    rb"| ++"
)
#: A call with one text argument or none, as `evaluate` and `execute` are: read in one match.
#: It takes a subset of what the loop below takes, in the same way.
_SHORT_CALL: Final = re.compile(
    rb"# serpent utf-8 [a-zA-Z0-9.]{1,32}\n\('([^'\\\x00-\x1f]++)','([^'\\\x00-\x1f]++)',"
    rb"\((?:('(?:[^'\\\x00-\x1f]++|\\.)*+'|\"(?:[^\"\\\x00-\x1f]++|\\.)*+\"),)?\),\{\}\)"
)
_STRING, _OPEN, _CLOSE, _SEPARATOR, _COMPLEX, _NUMBER, _WORD = range(1, 8)
_WORDS: Final = {b"None": None, b"True": True, b"False": False}
_CLOSES: Final = {b"[": b"]", b"(": b")", b"{": b"}", b"d": b"}"}
#: A text with no escape but those that ``repr`` writes; none for half of a surrogate pair.
_ESCAPED: Final = re.compile(
    r"(?:[^\\]++|\\(?:[\\'\"nrtabfv]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}"
    r"|U00(?!00[dD][89a-fA-F])(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}))*+"
)

#: Bytes that ``repr`` writes for one byte of text at most: ``\\x00``, ``\\u0378`` (two bytes) ...
ESCAPED: Final = 4

_VALUE, _VALUE_OR_CLOSE, _AFTER = range(3)


class _Frame:
    """A container that is open."""

    __slots__ = ("commas", "items", "kind")

    def __init__(self, kind: bytes) -> None:
        self.kind = kind
        self.items: list[object] = []
        self.commas = 0


def strip_header(data: bytes) -> int:
    """Return where the literal starts: 0, or after serpent's header line."""
    found = _HEADER.match(data)
    return 0 if found is None else found.end()


def short_call(data: bytes) -> tuple[str, str, list[bytes]] | None:
    """Return object, method and encoded arguments if ``data`` is a call of the shortest form.

    Raises:
        ValueRefused: a name is not UTF-8.
    """
    found = _SHORT_CALL.fullmatch(data)
    if found is None:
        return None
    name, method, argument = found.groups()
    try:
        return name.decode(), method.decode(), [] if argument is None else [argument]
    except UnicodeDecodeError:
        raise ValueRefused("a text is not valid UTF-8") from None


def parse(
    data: bytes, budget: Budget, tagged: Callable[[dict[object, object]], object] | None = None
) -> object:
    """Return the value that a serpent text stands for.

    Args:
        data: the text, with or without its header line.
        budget: checked while reading.
        tagged: turns a dict with the key ``__class__`` into what it stands for; None leaves it.

    Raises:
        ValueRefused: no serpent text, or over the budget.
    """
    return _walk(data, budget, tagged)


def text(token: bytes, most: int) -> str:
    """Return the text that one string literal stands for.

    Args:
        token: the literal.
        most: bytes of UTF-8 it may have; a literal that is longer than that in nothing but escapes
            is refused unread, because unescaping is slow.

    Raises:
        ValueRefused: not one string literal, too long, or an escape that ``repr`` does not write.
    """
    if len(token) > ESCAPED * most + 2:
        raise ValueRefused(f"a text is longer than {most} bytes", hint="send it in smaller parts")
    found = _TOKEN.fullmatch(token)
    if found is None or found.lastindex != _STRING or token[:1] == b"b":
        raise ValueRefused("a text was expected here")
    return _text(token)


def _text(token: bytes) -> str:
    try:
        plain = token[1:-1].decode()
    except UnicodeDecodeError:
        raise ValueRefused("a text is not valid UTF-8") from None
    if "\\" not in plain:
        return plain
    if _ESCAPED.fullmatch(plain) is None:
        raise ValueRefused("a text has an escape that is not accepted")
    return plain.encode("latin-1", "backslashreplace").decode("unicode_escape")


def _bytes(token: bytes) -> bytes:
    try:
        return _text(token[1:]).encode("latin-1")
    except UnicodeEncodeError:
        raise ValueRefused("a bytes literal has characters above 255") from None


def _number(token: bytes, budget: Budget) -> int | float:
    if len(token) > budget.int_digits + 1:
        raise too_long(budget.int_digits)
    if b"." in token or b"e" in token or b"E" in token:
        return float(token)
    return int(token)


def _complex(token: bytes, budget: Budget) -> complex:
    body = token[1:-2]
    cut = max(body.rfind(b"+"), body.rfind(b"-"))
    while body[cut - 1 : cut] in {b"e", b"E"}:
        cut = max(body.rfind(b"+", 0, cut), body.rfind(b"-", 0, cut))
    return complex(
        float(_number(body[:cut], budget)), float(_number(body[cut:].lstrip(b"+"), budget))
    )


def _walk(  # noqa: PLR0912, PLR0915  # one loop over tokens: calls would double its time
    data: bytes, budget: Budget, tagged: Callable[[dict[object, object]], object] | None
) -> object:
    if len(data) > budget.bytes:
        raise too_big(len(data), budget.bytes)
    start = strip_header(data)
    stack: list[_Frame] = []
    top: _Frame | None = None
    state, at, nodes = _VALUE, start, 0
    value: object = None
    done = False
    # match, not finditer: a search would start anew at every byte of what is no token.
    match = _TOKEN.match
    while (found := match(data, at)) is not None:
        at = found.end()
        which = found.lastindex
        if which is None:
            continue
        if done:
            raise ValueRefused("there is something after the end of the value")
        if which == _SEPARATOR:
            if top is None or state != _AFTER:
                raise ValueRefused("a separator stands where a value was expected")
            if found[0] == b":":
                if top.kind == b"{" and len(top.items) == 1:
                    top.kind = b"d"
                if top.kind != b"d" or len(top.items) % 2 == 0:
                    raise ValueRefused("a colon stands outside a dict")
            else:
                if top.kind == b"d" and len(top.items) % 2:
                    raise ValueRefused("a dict has a key without a value")
                top.commas += 1
            state = _VALUE if found[0] == b":" else _VALUE_OR_CLOSE
            continue
        if which == _CLOSE:
            if top is None or state == _VALUE or _CLOSES[top.kind] != found[0]:
                raise ValueRefused("brackets do not match")
            value = _close(top, tagged)
            stack.pop()
            if not stack:
                done = True
                continue
            top = stack[-1]
        else:
            if state == _AFTER:
                raise ValueRefused("two values stand side by side")
            nodes += 1
            if nodes > budget.nodes:
                raise too_many(budget.nodes)
            if which == _OPEN:
                if len(stack) >= budget.depth:
                    raise too_deep(budget.depth)
                top = _Frame(found[0])
                stack.append(top)
                state = _VALUE_OR_CLOSE
                continue
            value = _leaf(which, found[0], budget)
        state = _AFTER
        if top is None:
            done = True
        else:
            top.items.append(value)
    if at != len(data):
        raise ValueRefused(f"byte {at} is not part of a serpent text")
    if not done:
        raise ValueRefused("the text ends in the middle of a value")
    return value


def _leaf(which: int, token: bytes, budget: Budget) -> object:
    if which == _STRING:
        return _bytes(token) if token[:1] == b"b" else _text(token)
    if which == _NUMBER:
        return _number(token, budget)
    if which == _WORD:
        return _WORDS[token]
    return _complex(token, budget)


def _close(  # the grammar of four brackets, side by side
    frame: _Frame, tagged: Callable[[dict[object, object]], object] | None
) -> object:
    items = frame.items
    kind = frame.kind
    if kind == b"d":
        if len(items) % 2:
            raise ValueRefused("a dict has a key without a value")
        count = len(items) // 2
    else:
        count = len(items)
        if kind == b"(" and count == 1 and not frame.commas:
            raise ValueRefused("a value in brackets that is no tuple")
    if frame.commas >= max(count, 1) and not (kind == b"(" and count == 1):
        raise ValueRefused("a comma stands before a closing bracket")
    if kind == b"[":
        return items
    if kind == b"(":
        return tuple(items)
    try:
        check_hashes(items[::2] if kind == b"d" else items)
        if kind == b"{" and items:
            made = set(items)
            if len(made) != count:
                raise ValueRefused("a set names a value twice")
            return made
        mapping = dict(zip(items[::2], items[1::2], strict=True))
    except TypeError:
        raise ValueRefused("a dict key or set item is not hashable") from None
    if len(mapping) != count:
        raise ValueRefused("a dict names a key twice")
    if tagged is not None and ("__class__" in mapping or len(mapping) == 2):
        return tagged(mapping)
    return mapping
