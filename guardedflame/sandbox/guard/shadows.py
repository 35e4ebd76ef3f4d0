"""CPython's own records of exceptions, made from strings and numbers in a client's exception.

Invariant: no object of the client's is in a record, so that formatting one runs none of its code
and reads none of the server's files.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Sequence
from typing import Any, Final

from guardedflame.sandbox.guard import bare

#: Characters of a source line up to which carets are drawn; finding them parses the line.
LINE: Final = 1000


class Told(traceback.TracebackException):
    """CPython's record of one exception; a refused source is told in lines of our own."""

    def __init__(self, shadow: Exception, lines: Sequence[str] = ()) -> None:
        super().__init__(type(shadow), shadow, None)
        self._own = lines
        self.left_out = False

    def format_exception_only(self, **words: Any) -> Generator[str, None, None]:
        """Yield the lines that say what happened."""
        if self._own:
            yield from [f"{line}\n" for line in self._own]
        else:
            yield from super().format_exception_only(**words)


class Frames(traceback.StackSummary):
    """CPython's list of frames; each distinct one is formatted once."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[tuple[object, ...], str] = {}

    def format_frame_summary(self, frame_summary: traceback.FrameSummary, **words: object) -> str:
        """Return the lines of one frame."""
        each = frame_summary
        key = (each.filename, each.lineno, each.name, each.colno, each.end_colno, each.end_lineno)
        if key not in self._made:
            try:
                made = super().format_frame_summary(each, **words)
            except Exception:  # carets are guessed from the line's text, which may be anything
                made = f'  File "{each.filename}", line {each.lineno}, in {each.name}\n'
            self._made[key] = made
        return self._made[key]


class Counted(list[traceback.TracebackException]):
    """The first sub-exceptions of a group, and how many there are."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __len__(self) -> int:
        return self._size


class _Shadow(Exception):
    """What CPython formats in the place of a client's exception: its text."""

    words = ""

    def __str__(self) -> str:
        return self.words


class _SyntaxShadow(SyntaxError):
    """The same for an error that has a place in a text."""


def shadow_of(exc: BaseException, finish: Callable[[str], str]) -> Exception:
    """Return an exception that CPython prints as it would print ``exc``.

    Args:
        exc: the client's.
        finish: what to make of its text.
    """
    module, name = bare.type_names(type(exc))
    says = {"__module__": module, "__qualname__": name}
    if bare.is_a(exc, SyntaxError):
        made: SyntaxError = type("_", (_SyntaxShadow,), says)()
        place = bare.place_of(exc)
        if place["msg"] is not None:
            place["msg"] = bare.cut(place["msg"])
        text = place["text"] or ""
        if len(text) > LINE:
            place["text"] = None
        for key in ("offset", "end_offset"):  # carets are drawn as far as these say
            if place[key] is not None:
                place[key] = max(-1, min(place[key], len(text) + 1))
        for key, value in place.items():
            setattr(made, key, value)
        return made
    shadow: _Shadow = type("_", (_Shadow,), says)()
    shadow.words = finish(bare.text_of(exc, "<exception str() failed>"))
    return shadow


def left_out() -> Told:
    """Return the record of an exception beyond the most that are told."""
    made: _Shadow = type("_", (_Shadow,), {"__module__": "builtins", "__qualname__": "..."})()
    told = Told(made)
    told.exceptions = None
    told.left_out = True
    return told
