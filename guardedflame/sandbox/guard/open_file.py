"""An open file as a client has it.

Invariant: no file object of the interpreter is handed out: its ``__init__`` would open any path.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable
from typing import IO, Any, Self

from guardedflame.sandbox.guard.exact_text import exact_place


class File:
    """An open file of the session: what programs do with one, and nothing of the one behind it."""

    __slots__ = ("_file", "mode", "name")

    def __init_subclass__(cls) -> None:
        raise TypeError("a file cannot be a base class")

    def __init__(self, file: IO[Any], name: str, mode: str) -> None:
        """Stand for ``file``, which was opened under ``name``."""
        self._file = file
        self.name = name
        self.mode = mode

    def read(self, size: int | None = -1, /) -> str | bytes:
        """Read up to ``size`` characters or bytes, or all."""
        return self._file.read(-1 if size is None else size)  # type: ignore[no-any-return]

    def readline(self, size: int = -1, /) -> str | bytes:
        """Read a line."""
        return self._file.readline(size)  # type: ignore[no-any-return]

    def readlines(self, hint: int = -1, /) -> list[str] | list[bytes]:
        """Read the remaining lines."""
        return self._file.readlines(hint)

    def readinto(self, buffer: bytearray | memoryview, /) -> int:
        """Read bytes into a buffer."""
        into: Callable[[bytearray | memoryview], int] | None = getattr(self._file, "readinto", None)
        if into is None:
            raise io.UnsupportedOperation("readinto")
        return into(buffer)

    def write(self, content: str | bytes, /) -> int:
        """Write text, or bytes in a binary mode."""
        if isinstance(content, str):
            content = str.__str__(content)
        return self._file.write(content)

    def writelines(self, lines: Iterable[str] | Iterable[bytes], /) -> None:
        """Write each line."""
        for line in lines:
            self.write(line)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""
        place = exact_place(offset, self.encoding) if "b" not in self.mode else offset
        return self._file.seek(place, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def truncate(self, size: int | None = None, /) -> int:
        """Cut the file."""
        return self._file.truncate(size)

    def flush(self) -> None:
        """Write out what is buffered."""
        self._file.flush()

    def close(self) -> None:
        """Write out and close; a second time does nothing."""
        self._file.close()

    def readable(self) -> bool:
        """Say if it can be read."""
        return self._file.readable()

    def writable(self) -> bool:
        """Say if it can be written."""
        return self._file.writable()

    def seekable(self) -> bool:
        """Say if places can be gone to."""
        return self._file.seekable()

    def isatty(self) -> bool:
        """It is no terminal."""
        return False

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self._file.closed

    @property
    def encoding(self) -> str:
        """The encoding of a text file."""
        return self._text("encoding")

    @property
    def errors(self) -> str:
        """What is done about characters that cannot be encoded."""
        return self._text("errors")

    @property
    def newlines(self) -> object:
        """The line ends read so far."""
        return self._file.newlines  # type: ignore[attr-defined]

    def _text(self, name: str) -> str:
        found = getattr(self._file, name, None)
        if found is None:
            raise AttributeError(f"a binary file has no {name}")
        return str(found)

    def __enter__(self) -> Self:
        self._file.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str | bytes:
        return next(self._file)  # type: ignore[no-any-return]

    def __del__(self) -> None:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            self._file.close()

    def __repr__(self) -> str:
        return f"<file name={self.name!r} mode={self.mode!r}>"
