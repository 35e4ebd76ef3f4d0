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

    encoding = "utf-8"
    errors = "backslashreplace"
    closed = False

    def __init_subclass__(cls) -> None:
        raise TypeError("a stream cannot be a base class")

    def __init__(self, name: str = "stdout", outputs: Outputs | None = None) -> None:
        """Write to the stream the worker has under this name when it is written to.

        Args:
            name: "stdout" or "stderr".
            outputs: asked at each write if this output is redirected.
        """
        name = "stderr" if name == "stderr" else "stdout"

        def write(text: str) -> int:
            if not isinstance(text, str):
                raise TypeError(f"write() argument must be str, not {type(text).__name__}")
            elsewhere = None if outputs is None else outputs.target(name)
            if elsewhere is not None:
                written: int = elsewhere.write(text)
                return written
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


class Nowhere:
    """What ``redirect_stdout(None)`` writes to."""

    __slots__ = ()

    def write(self, text: str) -> int:
        """Forget it."""
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""


class Outputs:
    """Where the output of one session goes.

    ``stdout`` and ``stderr`` are what ``sys`` has; they follow redirections.
    """

    def __init__(self) -> None:
        self.stdout, self.stderr = Stream("stdout", self), Stream("stderr", self)
        self._direct = {"stdout": Stream("stdout"), "stderr": Stream("stderr")}
        self._targets: dict[str, Any] = {}

    def target(self, name: str) -> Any:
        """Return what the output is redirected to, or None."""
        return self._targets.get(name)

    def redirect(self, name: str, target: object) -> object:
        """Send an output elsewhere; return what undoes it, for the next call.

        Args:
            name: "stdout" or "stderr".
            target: has ``write``; None forgets what is written.
        """
        if name not in self._direct:
            raise ValueError("there are stdout and stderr")
        before = self._targets.get(name, self._direct[name])
        if target is self.stdout or target is self.stderr:
            # What the other one means now: two that follow each other would never arrive.
            other = "stdout" if target is self.stdout else "stderr"
            target = self._targets.get(other, self._direct[other])
        if target is self._direct[name]:
            self._targets.pop(name, None)
        else:
            self._targets[name] = Nowhere() if target is None else target
        return before


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
        real(
            *values,
            sep=sep,
            end=end,
            file=outputs.target("stdout") if file is None else file,
            flush=flush,
        )

    return print


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
