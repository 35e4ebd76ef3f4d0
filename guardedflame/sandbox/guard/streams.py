"""The session's output and exit, as ``sys`` and the builtins have them.

Invariant: a stream takes text, and nothing of the stream behind it can be reached.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
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


def make_input(ask: Callable[[str], str | None]) -> Callable[..., str]:
    """Return ``input()``, which asks the client."""

    def ask_for_line(prompt: object = "", /) -> str:
        sys.stdout.flush()
        line = ask(str(prompt))
        if line is None:
            raise EOFError("EOF when reading a line")
        return line.removesuffix("\n")

    ask_for_line.__name__ = ask_for_line.__qualname__ = "input"
    return ask_for_line


class Input:
    """The client's input as ``sys.stdin``: reading, line by line as the client gives them.

    Args:
        ask: returns a line with its newline, None at the end.
    """

    __slots__ = ("_ask",)

    encoding = "utf-8"

    def __init_subclass__(cls) -> None:
        raise TypeError("a stream cannot be a base class")

    def __init__(self, ask: Callable[[str], str | None]) -> None:
        self._ask = ask

    def readline(self, size: int = -1, /) -> str:
        """Read a line, "" at the end. ``size`` is not looked at: lines come whole."""
        del size
        return self._ask("") or ""

    def readlines(self) -> list[str]:
        """Read all lines."""
        return list(self)

    def read(self, size: int = -1, /) -> str:
        """Read up to the end."""
        del size
        return "".join(self)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ask("")
        if line is None:
            raise StopIteration
        return line

    def isatty(self) -> bool:
        """A session is no terminal."""
        return False
