"""The interactive console of one session: a line in, its output and whether more is wanted out.

Invariant: it runs what the session's language accepts, in the session's own namespace, and what a
line prints is in the answer to that line and nowhere else.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable

from guardedflame.sandbox.capture import CaptureStream, OutputBudget
from guardedflame.sandbox.guard.language import Language, client_traceback


def _nothing() -> None:
    """Let a line go on."""


def _none(_error: BaseException) -> bool:
    return False


class Console:
    """Pyro4's console triple over a language.

    Args:
        language: the session's.
        budget: what the running call may still write.
        check: called when something was written; raises if the line is to be stopped.
        is_limit: says if an exception is one that the caller is to have.
    """

    def __init__(
        self,
        language: Language,
        budget: OutputBudget,
        check: Callable[[], None] = _nothing,
        is_limit: Callable[[BaseException], bool] = _none,
    ) -> None:
        self._language = language
        self._budget = budget
        self._check = check
        self._is_limit = is_limit
        self._lines: list[str] = []

    def open(self) -> str:
        """Forget a half-entered statement; return the banner's first line."""
        self._lines.clear()
        return f"Python {platform.python_version()} on {sys.platform}"

    def close(self) -> None:
        """Forget a half-entered statement; the namespace stays."""
        self._lines.clear()

    def push(self, line: str) -> tuple[str, bool]:
        """Take one line; return (what it printed, whether the statement needs more lines).

        An exception's traceback is part of the output, as in Python's own console; leaving
        (SystemExit) and limits are for the caller.
        """
        self._lines.append(line)
        source = "\n".join(self._lines)
        if all(not part.strip() or part.lstrip().startswith("#") for part in self._lines):
            # Enter at the prompt, or only a comment: nothing to run.
            self._lines.clear()
            return "", False
        written: list[str] = []

        def keep(_stream: object, text: str) -> None:
            written.append(text)
            self._check()

        stream = CaptureStream(1, keep, self._budget)
        more = False
        before = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = stream
        try:
            code = self._language.console_line(source)
            more = code is None
            if code is not None:
                self._language.run_code(code)
        except (SystemExit, MemoryError):
            raise
        except BaseException as error:
            if self._budget.over is not None or self._is_limit(error):
                raise
            more = False
            stream.write("".join(client_traceback(error, self._language)))
        finally:
            sys.stdout, sys.stderr = before
            if not more:
                self._lines.clear()
            stream.flush()
        return "".join(written), more
