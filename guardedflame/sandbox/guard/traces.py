"""Tracebacks as the client may see them: the client's own frames and lines, nothing of the server.

Invariant: a line is shown only if its frame's code was compiled from this session's text.
"""

from __future__ import annotations

from types import CodeType
from typing import Protocol

from guardedflame.sandbox.guard.tracebacks import picture


class Sources(Protocol):
    """What knows the text of code."""

    def source_of(self, code: CodeType) -> str | None:
        """Return the text, or None for code that is not the session's."""


class HasPrograms(Protocol):
    """A language."""

    @property
    def programs(self) -> Sources:
        """Its code by text."""


_MOST_FRAMES = 50


def client_traceback(exc: BaseException, language: HasPrograms) -> list[str]:
    """Return the lines of a traceback, each ending in a newline, client frames only.

    Frames beyond the 50 innermost are left out; so is everything of the server's.
    """
    lines: list[str] = []
    tb = exc.__traceback__
    while tb is not None:
        code = tb.tb_frame.f_code
        source = language.programs.source_of(code)
        if source is not None:
            lines.append(f'  File "{code.co_filename}", line {tb.tb_lineno}, in {code.co_name}\n')
            text = source.splitlines()
            if 0 < tb.tb_lineno <= len(text):
                lines[-1] += f"    {text[tb.tb_lineno - 1].strip()}\n"
        tb = tb.tb_next
    if len(lines) > _MOST_FRAMES:
        lines = [f"  ... {len(lines) - _MOST_FRAMES} more frames\n", *lines[-_MOST_FRAMES:]]
    head = ["Traceback (most recent call last):\n"] if lines else []
    return [*head, *lines, *_last(exc)]


def _last(exc: BaseException) -> list[str]:
    try:
        return list(picture(exc, lambda _: []).format_exception_only())
    except Exception:  # the client's own class may be odd in any way
        return [type.__dict__["__name__"].__get__(type(exc)) + "\n"]
