"""The session's output and exit, as ``sys`` and the builtins have them.

Invariant: a stream takes text, and nothing of the stream behind it can be reached.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import NoReturn


class Stream:
    """The session's output as ``sys.stdout``: writing, and nothing of the stream behind it."""

    __slots__ = ("write", "writelines")

    encoding = "utf-8"

    def __init_subclass__(cls) -> None:
        raise TypeError("a stream cannot be a base class")

    def __init__(self, name: str = "stdout") -> None:
        """Write to the stream the worker has under this name when it is written to."""
        name = "stderr" if name == "stderr" else "stdout"

        def write(text: str) -> int:
            if not isinstance(text, str):
                raise TypeError(f"write() argument must be str, not {type(text).__name__}")
            getattr(sys, name).write(str.__str__(text))
            return len(text)

        self.write = write
        self.writelines: Callable[[Iterable[str]], None] = lambda lines: [
            write(line) for line in lines
        ].clear()

    def flush(self) -> None:
        """Output is delivered as it is written."""

    def isatty(self) -> bool:
        """A session is no terminal."""
        return False


def leave(code: object = None, /) -> NoReturn:
    """``exit()``: end the session."""
    raise SystemExit(code)
