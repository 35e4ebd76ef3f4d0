"""What a session has beside its code: somebody to ask, a directory, tracebacks it may see.

Invariant: the language works without any of them; what is not there is refused or at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guardedflame.sandbox.guard.files import SessionFiles


def _no_lines(_error: BaseException) -> list[str]:
    return []


def _nobody(_prompt: str) -> str | None:
    return None


@dataclass(slots=True)
class Services:
    """One session's.

    ``ask`` shows a prompt and returns a line with its newline, or None at the end of input.
    ``files`` is None where the profile has no files. ``traces`` gives the lines of a traceback,
    the session's own frames only.
    """

    ask: Callable[[str], str | None] = _nobody
    files: SessionFiles | None = None
    traces: Callable[[BaseException], list[str]] = _no_lines
