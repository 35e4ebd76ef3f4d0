"""Where each value of a serpent or JSON text begins and ends: cut apart, and not read.

Invariant: one pass, a step for each string and bracket, and a bound of the steps; nothing is
built, and what stands inside of a value is for its reader to judge. A value that is cut out has
all of its own quotes and brackets, so that whoever reads it reads nothing else.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from guardedflame import limits
from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import too_deep, too_many

# Possessive, so that nothing is gone over twice; `[^']` alone is the quickest loop there is. Groups
# are not: CPython 3.11.2 loses its place behind a possessive one. A quote ends its string if none
# or two backslashes stand before it; one, and it is escaped: giving a group back finds no other
# end. Strings with more of either are looked at by `_string_end`.
_TEXT: Final = rb"Q[^Q]*+(?:(?<=[^\\]\\)Q[^Q]*+){0,4}(?:(?<!\\)|(?<=[^\\]\\\\))Q"
_STRING: Final = (
    rb"(" + _TEXT.replace(b"Q", b"'") + rb"|" + _TEXT.replace(b"Q", b'"') + rb")"
    rb"|(['\"])|([(\[{])|([)\]}])"
)
_DEEP: Final = re.compile(rb"[^'\"()\[\]{}\\#]{0,4096}+(?:" + _STRING + rb")?")
_SHALLOW: Final = re.compile(rb"[^'\"()\[\]{}\\#,:]{0,4096}+(?:" + _STRING + rb"|([,:]))?")
_QUOTE, _OPEN, _CLOSE, _SEPARATOR = 2, 3, 4, 5
#: Up to a quote that is not plainly escaped (one backslash, and none before it), or the 1001st;
#: where there is none, up to the last one.
_REST: Final = {
    b"'": re.compile(rb"[^']*+(?:(?<=[^\\]\\)'[^']*+){0,1000}'"),
    b'"': re.compile(rb'[^"]*+(?:(?<=[^\\]\\)"[^"]*+){0,1000}"'),
}
_CLOSES: Final = {b"[": b"]", b"(": b")", b"{": b"}"}
_BLANK: Final = {True: b" \t\r\n", False: b" "}

#: Bytes of numbers, words and space that cost as much as one string does: some 5 ns each.
_BYTES_A_STEP: Final = 64

#: Escaped quotes that cost as much as one string does: some 40 ns each, against half a microsecond.
_QUOTES_A_STEP: Final = 16


class Cut(NamedTuple):
    """One container taken apart.

    Attributes:
        kind: its bracket: ``( [ {`` (a set), ``d`` (a dict).
        items: each value (key, value, key, value of a dict), encoded; or a container, cut, too.
    """

    kind: bytes
    items: list[bytes | Cut]


class _Open:
    """A container whose items are wanted."""

    __slots__ = ("commas", "inside", "items", "kind", "last", "start")

    def __init__(self, kind: bytes, inside: int) -> None:
        self.kind = kind
        self.items: list[bytes | Cut] = []
        self.commas = 0
        self.inside = self.start = inside  # of the container, and of the item that is next
        # The item that has just been cut apart itself, and where it began and ended.
        self.last: tuple[Cut, int, int] | None = None


def cut(data: bytes, start: int, *, levels: int, steps: int, items: int, json: bool) -> Cut:  # noqa: PLR0912  # one loop over tokens: calls would double its time
    """Return the outermost container of ``data``, taken apart.

    Args:
        data: the text.
        start: where in it the value begins.
        levels: 1 cuts the container apart, 2 the containers in it as well.
        steps: strings and brackets at most.
        items: values at most of each container that is cut apart.
        json: more than spaces may stand between values.

    Raises:
        ValueRefused: brackets and quotes do not match, or over a bound.
    """
    blank = _BLANK[json]
    closes: list[bytes] = []
    wanted: list[_Open] = []
    at, left = start, steps
    whole: Cut | None = None
    # match, not finditer: a search would start anew at every byte of what is no token.
    match = _SHALLOW.match
    while (found := match(data, at)) is not None:
        before, at = at, found.end()
        which = found.lastindex
        left -= 1
        if at - before > _BYTES_A_STEP:
            left -= ((found.start(which) if which else at) - before) // _BYTES_A_STEP
        if left < 0:
            raise too_many(steps)
        if which == _OPEN:
            if len(closes) >= limits.DEPTH:
                raise too_deep(limits.DEPTH)
            if not closes and data[start : at - 1].strip(blank):
                raise ValueRefused("a list, tuple, set or dict was expected here")
            if len(closes) < levels:
                wanted.append(_Open(found[_OPEN], at))
            elif len(closes) == levels:
                match = _DEEP.match
            closes.append(_CLOSES[found[_OPEN]])
        elif which == _CLOSE:
            if not closes or closes.pop() != found[_CLOSE]:
                raise ValueRefused("brackets do not match")
            if len(closes) == levels:
                match = _SHALLOW.match
            elif len(closes) < levels:
                done = wanted.pop()
                whole = _closed(done, data, at - 1, items, blank)
                if not closes:
                    break
                wanted[-1].last = (whole, done.inside - 1, at)
        elif which == _SEPARATOR:
            if not closes:
                raise ValueRefused("a list, tuple, set or dict was expected here")
            _separated(wanted[-1], data, at, items, blank)
        elif which == _QUOTE:
            at, left = _string_end(data, at, found[_QUOTE], left)
            if left < 0:
                raise too_many(steps)
        elif at == before:
            break
    if whole is None or closes:
        raise ValueRefused(
            f"byte {at} is not part of a value"
            if at < len(data)
            else "the text ends in the middle of a value"
        )
    if data[at:].strip(blank):
        raise ValueRefused("there is something after the end of the value")
    return whole


def _string_end(data: bytes, at: int, quote: bytes, left: int) -> tuple[int, int]:
    """Return where the string ends whose inside begins at ``at``, and what is left of the steps."""
    match = _REST[quote].match
    while (found := match(data, at)) is not None:
        inside = data[at : found.end() - 1]
        at = found.end()
        left -= 2 + inside.count(quote) // _QUOTES_A_STEP
        # Backslashes escape each other, from the left.
        if left < 0 or (len(inside) - len(inside.rstrip(b"\\"))) % 2 == 0:
            return at, left
    raise ValueRefused("a text has no end")


def _item(container: _Open, data: bytes, end: int, most: int, blank: bytes) -> bool:
    """Take the value that ends before ``end``; return whether there is one."""
    item: bytes | Cut
    if container.last is None:
        item = data[container.start : end].strip(blank)
        if not item:
            return False
    else:
        item, begun, ended = container.last
        container.last = None
        if data[container.start : begun].strip(blank) or data[ended:end].strip(blank):
            raise ValueRefused("two values stand side by side")
    container.items.append(item)
    if len(container.items) > most:
        raise too_many(most)
    return True


def _separated(container: _Open, data: bytes, at: int, most: int, blank: bytes) -> None:
    """Take the value before the separator that ends at ``at``."""
    if not _item(container, data, at - 1, most, blank):
        raise ValueRefused("a separator stands where a value was expected")
    if data[at - 1 : at] == b":":
        if container.kind == b"{" and len(container.items) == 1:
            container.kind = b"d"
        if container.kind != b"d" or len(container.items) % 2 == 0:
            raise ValueRefused("a colon stands outside a dict")
    else:
        if container.kind == b"d" and len(container.items) % 2:
            raise ValueRefused("a dict has a key without a value")
        container.commas += 1
    container.start = at


def _closed(container: _Open, data: bytes, end: int, most: int, blank: bytes) -> Cut:
    """Return what was cut, with the value before the closing bracket at ``end``."""
    last = _item(container, data, end, most, blank)
    kind, count = container.kind, len(container.items)
    if kind == b"d" and count % 2:
        raise ValueRefused("a dict has a key without a value")
    if kind == b"(" and count == 1:
        if last:
            raise ValueRefused("a value in brackets that is no tuple")
    elif container.commas and not last:
        raise ValueRefused("a comma stands before a closing bracket")
    return Cut(b"d" if kind == b"{" and not count else kind, container.items)
