"""``open`` and the file functions of guarded code, in the session's own directory.

Invariant: a name is walked part by part from the directory's descriptor, no link is followed and
nothing but plain files and directories is opened; no file object of the interpreter is handed out
(its ``__init__`` would open any path).
"""

from __future__ import annotations

import errno
import io
import os
import pathlib
import stat
from collections.abc import Callable
from typing import Final, Self

from guardedflame.errors import CallRefused
from guardedflame.sandbox.guard.open_file import File

_FLAGS: Final = {
    "r": os.O_RDONLY,
    "w": os.O_WRONLY | os.O_CREAT,
    "x": os.O_WRONLY | os.O_CREAT | os.O_EXCL,
    "a": os.O_WRONLY | os.O_CREAT | os.O_APPEND,
}
_SAFE: Final = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_DIRECTORY: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class SessionFiles:
    """The file functions of one session.

    Args:
        directory: the session's directory; a worker's is where it stands when it begins.
    """

    def __init__(self, directory: str = ".") -> None:
        self._directory = directory

    def open(  # noqa: PLR0917  (the builtin's)
        self,
        file: object,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: None = None,
    ) -> File:
        """Open a file of the session. Raises CallRefused, OSError as the builtin does."""
        if opener is not None or not closefd:
            raise CallRefused(
                "open() takes no opener or descriptor here",
                hint="give the file's name",
                rule="guarded language: files",
            )
        name, mode = name_of(file), str.__str__(mode)
        kinds = _checked(mode)
        flags = _FLAGS[kinds]
        if "+" in mode:
            flags = (flags & ~(os.O_WRONLY | os.O_RDONLY)) | os.O_RDWR
        # Unix has UTF-8 where nothing else was said, and the session has no locale to ask.
        if "b" not in mode and encoding is None:
            encoding = "utf-8"

        def opening(_name: object, _flags: int) -> int:
            return self._descriptor(name, flags, truncate=kinds == "w")

        # From the moment the opener has returned, closing the descriptor is the file's business.
        made = io.open(name, mode, buffering, encoding, errors, newline, opener=opening)  # noqa: UP020, SIM115
        return File(made, name, mode)

    def exists(self, path: object) -> bool:
        """Say if there is a file or directory of this name."""
        return self._stat(path) is not None

    def isfile(self, path: object) -> bool:
        """Say if there is a file of this name."""
        found = self._stat(path)
        return found is not None and stat.S_ISREG(found.st_mode)

    def isdir(self, path: object) -> bool:
        """Say if there is a directory of this name."""
        found = self._stat(path)
        return found is not None and stat.S_ISDIR(found.st_mode)

    def getsize(self, filename: object) -> int:
        """Return the bytes of a file."""
        found = self._stat(filename)
        if found is None:
            raise _missing(name_of(filename))
        return found.st_size

    def stat(self, path: object) -> os.stat_result:
        """Return what the kernel knows of a file. Not for clients as it is."""
        found = self._stat(path)
        if found is None:
            raise _missing(name_of(path))
        return found

    def listdir(self, path: object = ".") -> list[str]:
        """Return the names in a directory, sorted by name."""
        name = name_of(path)
        with self._inside([*_parts(name)], name) as directory:
            return sorted(os.listdir(directory.number))  # noqa: PTH208 - a descriptor

    def remove(self, path: object) -> None:
        """Remove a file."""
        self._in_parent(path, lambda last, number: os.unlink(last, dir_fd=number))

    def rmdir(self, path: object) -> None:
        """Remove an empty directory."""
        self._in_parent(path, lambda last, number: os.rmdir(last, dir_fd=number))

    def mkdir(self, path: object, mode: int = 0o777) -> None:
        """Make a directory."""
        self._in_parent(path, lambda last, number: os.mkdir(last, 0o700, dir_fd=number))

    def makedirs(self, name: object, mode: int = 0o777, exist_ok: bool = False) -> None:
        """Make a directory and those above it."""
        text = name_of(name)
        parts = _parts(text)
        for count in range(1, len(parts)):
            above = "/".join(parts[:count])
            if not self.exists(above):
                self.mkdir(above)
        if exist_ok and self.isdir(text):
            return
        self.mkdir(text)

    def rename(self, src: object, dst: object) -> None:
        """Rename a file or directory, replacing a file of the new name."""
        source, target = name_of(src), name_of(dst)
        before, after = _parts(source), _parts(target)
        if not before or not after:
            raise CallRefused(
                "the session's directory itself cannot be renamed",
                rule="guarded language: files",
                hint="rename what is in it",
            )
        with (
            self._inside(before[:-1], source) as one,
            self._inside(after[:-1], target) as two,
            _told(source),
        ):
            os.rename(before[-1], after[-1], src_dir_fd=one.number, dst_dir_fd=two.number)

    def _in_parent(self, path: object, act: Callable[[str, int], None]) -> None:
        name = name_of(path)
        parts = _parts(name)
        if not parts:
            raise CallRefused(
                "that is the session's directory itself",
                rule="guarded language: files",
                hint="name what is in it",
            )
        with self._inside(parts[:-1], name) as directory, _told(name):
            act(parts[-1], directory.number)

    def _stat(self, path: object) -> os.stat_result | None:
        name = name_of(path)
        parts = _parts(name)
        try:
            if not parts:
                return pathlib.Path(self._directory).stat()
            with self._inside(parts[:-1], name) as directory:
                return os.stat(parts[-1], dir_fd=directory.number, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _descriptor(self, name: str, flags: int, *, truncate: bool) -> int:
        parts = _parts(name)
        if not parts:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        with self._inside(parts[:-1], name) as directory, _told(name):
            descriptor = os.open(parts[-1], flags | _SAFE, 0o600, dir_fd=directory.number)
        kind = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(kind):
            os.close(descriptor)
            if stat.S_ISDIR(kind):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
            raise CallRefused(
                f"{name!r} is not a plain file",
                rule="guarded language: files",
                hint="open plain files only",
            )
        if truncate:
            os.ftruncate(descriptor, 0)
        return descriptor

    def _inside(self, parts: list[str], name: str) -> _Directory:
        with _told(name):
            number = os.open(self._directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            for part in parts:
                try:
                    number, above = os.open(part, _DIRECTORY, dir_fd=number), number
                except BaseException:
                    os.close(number)
                    raise
                os.close(above)
        return _Directory(number)


class _Directory:
    """An open directory; closed at the end of the with statement."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.number)


class _told:  # noqa: N801  (a context manager, used like a function)
    """Words an error of the kernel with the name as the program gave it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _tb: object) -> None:
        if not isinstance(error, OSError) or error.errno is None:
            return
        if error.errno == errno.ELOOP:
            raise CallRefused(
                f"{self._name!r} leads through a link",
                rule="guarded language: files",
                hint="name the file itself",
            ) from None
        raise OSError(error.errno, os.strerror(error.errno), self._name) from None


def name_of(file: object) -> str:
    """Return a file's name as an exact text. Raises CallRefused, TypeError."""
    if isinstance(file, pathlib.PurePath) and type(file).__module__.startswith("pathlib"):
        return str.__str__(str(file))
    if isinstance(file, str):
        return str.__str__(file)
    if isinstance(file, int):
        raise CallRefused(
            "descriptors cannot be opened here",
            hint="give the file's name",
            rule="guarded language: files",
        )
    if hasattr(type(file), "__fspath__"):
        return str.__str__(os.fsdecode(file))  # type: ignore[arg-type]
    raise TypeError(f"expected the name of a file, not {type(file).__name__}")


def _parts(name: str) -> list[str]:
    if "\0" in name:
        raise ValueError("embedded null byte")
    parts = [part for part in name.split("/") if part not in {"", "."}]
    if name[:1] == "/" or ".." in parts:
        raise CallRefused(
            f"{name!r} is outside of the session's directory",
            rule="guarded language: files",
            hint="name files in it, without a leading / and without ..",
        )
    return parts


def _missing(name: str) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)


def _checked(mode: str) -> str:
    """Return the letter of ``rwxa`` in a mode; raises ValueError in CPython's words."""
    if set(mode) - set("rwxab+t") or len(set(mode)) != len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if "b" in mode and "t" in mode:
        raise ValueError("can't have text and binary mode at once")
    kinds = [letter for letter in mode if letter in _FLAGS]
    if len(kinds) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if not kinds:
        raise ValueError(
            "Must have exactly one of create/read/write/append mode and at most one plus"
        )
    return kinds[0]
