"""What a remote program prints and asks, as it arrives: on this process's own streams, if not told.

Invariant: writing never fails for a character the local stream cannot show; it is escaped. What
answers a question is one whole line that can be sent, or None.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Literal, Protocol, TextIO, cast

from guardedflame.errors import ValueRefused
from guardedflame.legible import legible

StreamName = Literal["stdout", "stderr"]
OutputHandler = Callable[[StreamName, str], object]


#: Is given a prompt, returns a line or None at the end of input.
InputHandler = Callable[[str], str | None]


class Writable(Protocol):
    """A file, as far as output needs one."""

    def write(self, text: str, /) -> object:
        """Take ``text``."""


def output_handler(output: OutputHandler | Writable | None) -> OutputHandler:
    """Return what is called with ("stdout" | "stderr", text) for each piece of remote output.

    None writes to `sys.stdout` and `sys.stderr` as they are at that moment, a file gets both
    streams, a callable is used as it is. Raises TypeError for anything else.
    """
    if output is None:
        return _to_own_streams
    if hasattr(output, "write"):
        file = cast("Writable", output)
        return lambda _stream, text: file.write(text)
    if callable(output):
        return output
    raise TypeError(f"output is None, a file or a callable, not {type(output).__name__}")


def no_input(_prompt: str) -> None:
    """Be at the end of input at once: nobody is asked unless somebody says so."""


def terminal_input(prompt: str) -> str | None:
    """Ask the person at this terminal, or read the next line of standard input.

    Control characters of the prompt are escaped: readline takes some for its own.
    """
    prompt = legible(prompt)
    if sys.stdin.isatty():
        try:
            return input(prompt)
        except EOFError:
            return None
    show(sys.stdout, prompt)
    return sys.stdin.readline() or None


def whole_line(given: object) -> str | None:
    """Return what an input handler gave, with its newline. Raises TypeError, ValueRefused."""
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError(f"an input handler returns str or None, not {type(given).__name__}")
    line = str.__str__(given).removesuffix("\n") + "\n"
    if not line.isascii():
        try:
            line.encode()
        except UnicodeEncodeError:
            raise ValueRefused(
                "a line of input has lone surrogates, which UTF-8 cannot carry",
                hint="read it in its own encoding, as PYTHONIOENCODING says it",
            ) from None
    return line


def _to_own_streams(stream: StreamName, text: str) -> None:
    show(sys.stderr if stream == "stderr" else sys.stdout, text)


def show(file: TextIO, text: str) -> None:
    """Write ``text`` to ``file`` and flush it, so that live output is live on a terminal."""
    try:
        file.write(text)
    except UnicodeEncodeError:
        encoding = getattr(file, "encoding", None) or "ascii"
        file.write(text.encode(encoding, "backslashreplace").decode(encoding))
    file.flush()
