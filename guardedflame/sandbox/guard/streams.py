"""The session's output and exit, as ``sys`` and the builtins have them.

Invariant: a stream takes text, and nothing of the stream behind it can be reached. Output that is
redirected goes to an object of the client's, by the calls the client could make itself.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn  # Any: what print writes to is whatever the client gave


class Stream:
    """The session's output as ``sys.stdout``: writing, and nothing of the stream behind it."""

    __slots__ = ("write", "writelines")
    __module__ = "sys"

    encoding = "utf-8"
    errors = "backslashreplace"
    closed = False

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

    def writable(self) -> bool:
        """It takes text."""
        return True

    def readable(self) -> bool:
        """It gives none."""
        return False


class Outputs:
    """Where the output of one session goes: its own streams, or what stands for them.

    ``shown`` are the members of each ``sys`` facade, which always have what is in force.
    """

    def __init__(self) -> None:
        self._own = {"stdout": Stream("stdout"), "stderr": Stream("stderr")}
        self._now: dict[str, Any] = dict(self._own)
        self.shown: dict[object, dict[str, object]] = {}

    def target(self, name: str) -> Any:
        """Return what is in force as ``sys.stdout`` or ``sys.stderr``."""
        return self._now[name]

    def is_own(self, name: str) -> bool:
        """Say if an output is not redirected."""
        return self._now[name] is self._own[name]

    def redirect(self, name: str, target: object) -> object:
        """Send an output elsewhere; return what it went to before.

        Args:
            name: "stdout" or "stderr".
            target: has ``write``; None forgets what is printed.
        """
        before = self._now[name]
        self._now[name] = target
        for members in self.shown.values():
            if name in members:
                members[name] = target
        return before


def as_builtin(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that does not bind where it is found in a class, as those in C do not."""
    function.__qualname__ = function.__name__
    function.__module__ = "builtins"
    return staticmethod(function)


def make_print(outputs: Outputs) -> Callable[..., None]:
    """Return the session's ``print``."""
    real = builtins.print

    def print(  # noqa: A001
        *values: object,
        sep: str | None = " ",
        end: str | None = "\n",
        file: Any = None,
        flush: bool = False,
    ) -> None:
        """Print the values to a stream, or to sys.stdout."""
        if file is None and not outputs.is_own("stdout"):
            file = outputs.target("stdout")
            if file is None:
                return
        real(*values, sep=sep, end=end, file=file, flush=flush)

    return as_builtin(print)


def leave(code: object = None, /) -> NoReturn:
    """``exit()``: end the session."""
    raise SystemExit(code)


leave.__name__ = leave.__qualname__ = "exit"
leave.__module__ = "builtins"


def make_input(ask: Callable[[str], str | None]) -> Callable[..., str]:
    """Return ``input()``, which asks the client."""

    def ask_for_line(prompt: object = "", /) -> str:
        sys.stdout.flush()
        line = ask(str(prompt))
        if line is None:
            raise EOFError("EOF when reading a line")
        return line.removesuffix("\n")

    ask_for_line.__name__ = ask_for_line.__qualname__ = "input"
    return as_builtin(ask_for_line)


class Input:
    """The client's input as ``sys.stdin``: reading, line by line as the client gives them.

    Args:
        ask: returns a line with its newline, None at the end.
    """

    __slots__ = ("_ask",)
    __module__ = "sys"

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
