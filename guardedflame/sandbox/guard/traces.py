"""Tracebacks as the client may see them: the client's own frames and lines, nothing of the server.

Invariant: a frame is shown only if its code is this session's, a line only if it is of this
session's text. The words are CPython's own ``traceback`` module's; it is given strings to work
with and never meets an object of the client's. Whatever the exception does, the result is bounded.
"""

from __future__ import annotations

import sys
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from types import CodeType, FrameType
from typing import Final, NamedTuple, Protocol

from guardedflame import limits
from guardedflame.errors import GuardRefused, Refused
from guardedflame.sandbox.guard import bare
from guardedflame.sandbox.guard.compiler import Programs
from guardedflame.sandbox.guard.filenames import is_inner, shown_name
from guardedflame.sandbox.guard.refusals import (
    LANGUAGE,
    full_rule,
    lines_of,
    refusals_in,
    refused_places,
)
from guardedflame.sandbox.guard.shadows import LINE, Counted, Frames, Told, left_out, shadow_of
from guardedflame.sandbox.guard.suggestions import suggestion

#: Sub-exceptions of one group that are shown, and how deep groups in groups are: CPython's.
_WIDTH: Final = 15
_DEPTH: Final = 10

#: The first CPython whose interpreter prints by its traceback module, which looks at the members of
#: a group before what led to the group.
_BY_MODULE: Final = (3, 13)

#: The first CPython that shows all lines of what failed, not only the first.
_WHOLE_STATEMENTS: Final = (3, 13)


class TracedLanguage(Protocol):
    """What is asked of a language."""

    namespace: dict[str, object]
    rule: str

    @property
    def programs(self) -> Programs:
        """Its code by text."""

    def owns(self, value: object) -> bool:
        """Say if the object is the session's."""

    def importable(self, name: str) -> bool:
        """Say if ``import name`` works here."""


def client_traceback(exc: BaseException, language: TracedLanguage) -> list[str]:
    """Return a traceback's pieces, each of whole lines: client frames only, as CPython prints it.

    Of what is longer than ``limits`` says the middle is left out. Below a refusal of ours stand its
    rule and what to do instead, and all other places that were refused.
    """
    try:
        return _bounded(_Telling(language).tell(exc))
    except Exception:  # a courtesy; there may be no memory left for it
        return [f"{bare.type_shown(type(exc))}\n"]


class _Telling:
    """One traceback being put together."""

    def __init__(self, language: TracedLanguage) -> None:
        self._language = language
        self._frames_left = limits.TRACEBACK_FRAMES
        self._exceptions_left = limits.TRACEBACK_EXCEPTIONS
        self._origins: dict[int, tuple[str, list[str]] | None] = {}

    def tell(self, exc: BaseException) -> Iterator[str]:
        """Yield the whole traceback, piece by piece."""
        # Each exception is told once with what led to it, however often it is referred to: where
        # CPython comes to it first.
        seen = {id(exc)}
        first = self._alone(exc)
        waiting = [(first, exc, 0)]
        while waiting:
            told, error, depth = waiting.pop()
            told.__cause__ = told.__context__ = told.exceptions = None
            next_ones = []
            name, other = self._led_to(error)
            if other is not None and id(other) not in seen:
                alone = self._told_of(other, seen)
                setattr(told, name, alone)
                next_ones.append((alone, other, depth))
            if bare.is_a(error, BaseExceptionGroup):
                inside = bare.members_of(error)
                told.exceptions = Counted(len(inside))
                for each in inside[:_WIDTH] if depth <= _DEPTH else ():
                    alone = self._told_of(each, seen)
                    told.exceptions.append(alone)
                    next_ones.append((alone, each, depth + 1))
            if sys.version_info < _BY_MODULE:
                next_ones.reverse()
            waiting += [each for each in next_ones if not each[0].left_out]
        return first.format()

    def _told_of(self, exc: BaseException, seen: set[int]) -> Told:
        # Counted, as the members of a group may be one exception over and over.
        self._exceptions_left -= 1
        if self._exceptions_left < 0:
            return left_out()
        seen.add(id(exc))
        return self._alone(exc)

    def _led_to(self, exc: BaseException) -> tuple[str, BaseException | None]:
        """Return the exception that is told before this one, and as what."""
        cause = self._visible(bare.cause_of(exc))
        if cause is not None or bare.suppressed(exc):
            return "__cause__", cause
        return "__context__", self._visible(bare.context_of(exc))

    def _visible(self, exc: BaseException | None) -> BaseException | None:
        """Return an exception, or the first before it that the client's own code had part in."""
        for _ in range(limits.TRACEBACK_EXCEPTIONS):
            if exc is None or bare.traceback_of(exc) is None or any(self._steps(exc)):
                return exc
            before = bare.cause_of(exc)
            if before is None and not bare.suppressed(exc):
                before = bare.context_of(exc)
            exc = before
        return None

    def _alone(self, exc: BaseException) -> Told:
        """Return CPython's record of one exception, made of strings and numbers only."""
        frames = deque(self._steps(exc), maxlen=limits.TRACEBACK_FRAMES)
        last = frames[-1].frame if frames else None
        shadow = shadow_of(exc, lambda text: text + suggestion(exc, last, self._language))
        told = Told(shadow, self._refused(exc))
        told.__suppress_context__ = bare.suppressed(exc)
        told.__notes__ = [*self._advice(exc), *bare.notes_of(exc)] or None
        told.stack = Frames()
        for step in islice(frames, max(0, len(frames) - self._frames_left), None):
            told.stack.append(self._summary(step))
        self._frames_left -= len(told.stack)
        return told

    def _advice(self, exc: BaseException) -> list[str]:
        """Return what stands below one of our refusals: its rule, and what to do instead."""
        if not bare.is_a(exc, Refused) or refusals_in(exc)[1]:
            return []
        said = bare.text_of(exc, "")
        own = bare.dictionary_of(exc)
        texts = {word: own.get(word) for word in ("rule", "hint")}
        if not texts["rule"] and bare.is_a(exc, GuardRefused):
            texts["rule"] = LANGUAGE
        return [
            f"  {word}: {bare.cut(full_rule(text, self._language.rule))}"
            for word, text in texts.items()
            if type(text) is str and text and text not in said
        ]

    def _refused(self, exc: BaseException) -> list[str]:
        """Return the lines of a refused source, each place with its own."""
        source, refusals = refusals_in(exc)
        if not refusals or not bare.is_a(exc, SyntaxError):
            return []
        filename = bare.place_of(exc)["filename"] or "<string>"
        name = bare.type_shown(type(exc))
        return refused_places(refusals, source, filename, name, self._language.rule)

    def _steps(self, exc: BaseException) -> Iterator[_Step]:
        """Yield the frames of an exception that are this session's, outermost first."""
        namespace = self._language.namespace
        table = namespace["__builtins__"]
        tb = bare.traceback_of(exc)
        while tb is not None:
            frame = tb.tb_frame
            # Text that is no longer kept is told without its lines. The library's own code may run
            # with the session's builtins, under names of its own.
            known = frame.f_builtins is table and is_inner(frame.f_code.co_filename)
            if known or frame.f_globals is namespace or self._origin(frame.f_code) is not None:
                yield _Step(frame, tb.tb_lasti, tb.tb_lineno)
            tb = tb.tb_next

    def _origin(self, code: CodeType) -> tuple[str, list[str]] | None:
        # By identity: code objects compare by what they do, whatever file they are from.
        if id(code) not in self._origins:
            found = self._language.programs.origin_of(code)
            self._origins[id(code)] = (
                None if found is None else (found.filename, lines_of(found.source))
            )
        return self._origins[id(code)]

    def _summary(self, step: _Step) -> traceback.FrameSummary:
        code = step.frame.f_code
        filename, lines = self._origin(code) or (shown_name(code.co_filename), [])
        line, end_line, column, end_column = _position(code, step.instruction)
        line = line or step.line
        if sys.version_info < _WHOLE_STATEMENTS:
            text = f"{lines[line - 1].rstrip()}\n" if 0 < line <= len(lines) else ""
        else:
            text = "".join(f"{each.rstrip()}\n" for each in lines[line - 1 : end_line or line])
        if len(text) > LINE:
            text, column = f"{text[:LINE].rstrip()} ...\n", None
        return traceback.FrameSummary(
            filename,
            line,
            code.co_name,
            line=text,
            end_lineno=end_line,
            colno=column,
            end_colno=end_column,
        )


class _Step(NamedTuple):
    """One frame of a traceback, with the instruction and the line it was at."""

    frame: FrameType
    instruction: int
    line: int


def _position(
    code: CodeType, instruction: int
) -> tuple[int | None, int | None, int | None, int | None]:
    """Return an instruction's lines from 1 and columns from 0, in bytes (PEP 657)."""
    if instruction >= 0:
        for found in islice(code.co_positions(), instruction // 2, None):
            return found
    return None, None, None, None


def _bounded(pieces: Iterable[str]) -> list[str]:
    """Return the pieces, without those in the middle where they are more than is told."""
    most = limits.TRACEBACK_TEXT
    head: list[str] = []
    tail: deque[str] = deque()
    size = kept = left_out = 0
    for piece in pieces:
        if not tail and size + len(piece) <= most // 4:
            head.append(piece)
            size += len(piece)
            continue
        tail.append(piece)
        kept += len(piece)
        while kept > most * 3 // 4 and len(tail) > 1:
            gone = tail.popleft()
            kept -= len(gone)
            left_out += gone.count("\n")
    middle = [f"... {left_out} lines left out ...\n"] if left_out else []
    return [*head, *middle, *tail]
