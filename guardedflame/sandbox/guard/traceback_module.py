"""``traceback`` of a session: text about the client's own frames.

Invariant: no frame and no object of the library's ``traceback`` is handed out.
"""

from __future__ import annotations

import sys
import traceback
import types
from collections.abc import Iterable, Iterator
from typing import Any  # what is written to is whatever the client gave

from guardedflame.sandbox.guard.compiler import Origin
from guardedflame.sandbox.guard.filenames import shown_name
from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.tracebacks import frames_above, frames_of, picture

_tb_of = BaseException.__dict__["__traceback__"].__get__


class FrameSummary:
    """One frame of the client's, as data: file, line number, name and the line."""

    __slots__ = (
        "_summary",
        "colno",
        "end_colno",
        "end_lineno",
        "filename",
        "line",
        "lineno",
        "locals",
        "name",
    )
    __module__ = "traceback"

    def __init_subclass__(cls) -> None:
        raise TypeError("a frame summary cannot be a base class")

    def __init__(self, summary: traceback.FrameSummary) -> None:
        """Show a summary of the library's."""
        if type(summary) is not traceback.FrameSummary:
            raise TypeError("frame summaries come from extract_tb and extract_stack")
        self._summary = summary
        self.filename, self.lineno, self.name = summary.filename, summary.lineno, summary.name
        self.line = summary.line
        self.end_lineno: int | None = summary.end_lineno
        self.colno, self.end_colno = summary.colno, summary.end_colno
        self.locals = None

    def __iter__(self) -> Iterator[object]:
        return iter((self.filename, self.lineno, self.name, self.line))

    def __len__(self) -> int:
        return 4

    def __getitem__(self, index: Any) -> object:
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __repr__(self) -> str:
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class TracebackException:
    """An exception as it is told: what it was caused by, its frames and its words."""

    __slots__ = ("_told", "exc_type", "exc_type_str", "stack")
    __module__ = "traceback"

    def __init_subclass__(cls) -> None:
        raise TypeError("a told exception cannot be a base class")

    def __init__(self, told: traceback.TracebackException, kind: type) -> None:
        """Show what the library made of stand-ins."""
        if type(told) is not traceback.TracebackException:
            raise TypeError("told exceptions come from from_exception")
        self._told = told
        self.exc_type, self.exc_type_str = kind, kind.__qualname__
        self.stack = [FrameSummary(each) for each in told.stack]

    def __str__(self) -> str:
        return str(self._told)

    def format(self, *, chain: bool = True) -> Iterator[str]:
        """Yield the lines."""
        yield from self._told.format(chain=chain)

    def format_exception_only(self) -> Iterator[str]:
        """Yield the lines that name it."""
        yield from self._told.format_exception_only()


def traceback_members(kit: Kit) -> Members:  # noqa: PLR0915  (one function a name)
    """Return the session's version of traceback."""
    guards, programs, outputs = kit.guards, kit.programs, kit.outputs

    def text(frame: types.FrameType) -> Origin | None:
        if not guards.is_client(frame):
            return None
        name = shown_name(frame.f_code.co_filename)
        return programs.origin_of(frame.f_code) or Origin(name, "")

    def tb_frames(tb: object, limit: int | None) -> list[traceback.FrameSummary]:
        if tb is not None and type(tb) is not types.TracebackType:
            raise TypeError("that is not a traceback")
        return _limited(frames_of(tb, text), limit)

    def formatted(
        exc: object, value: object, tb: object, limit: int | None, chain: bool
    ) -> list[str]:
        error = exc if value is _MISSING else value
        if not isinstance(error, BaseException):
            if error is None:
                return ["NoneType: None\n"]
            raise TypeError(f"Exception expected for value, {type(error).__name__} found")

        def frames(each: BaseException) -> list[traceback.FrameSummary]:
            given = tb if each is error and value is not _MISSING else _tb_of(each)
            return tb_frames(None if given is _MISSING else given, limit)

        return list(picture(error, frames, guards.owns).format(chain=chain))

    def show(lines: Iterable[str], file: Any) -> None:
        target = outputs.target("stderr") if file is None else file
        for line in lines:
            target.write(line)

    def format_exception(
        exc: object,
        /,
        value: object = _MISSING,
        tb: object = _MISSING,
        limit: int | None = None,
        chain: bool = True,
    ) -> list[str]:
        """Return the lines of an exception and of its traceback."""
        return formatted(exc, value, tb, limit, chain)

    def print_exception(  # noqa: PLR0917  (the library's)
        exc: object,
        /,
        value: object = _MISSING,
        tb: object = _MISSING,
        limit: int | None = None,
        file: object = None,
        chain: bool = True,
    ) -> None:
        """Print an exception and its traceback."""
        show(formatted(exc, value, tb, limit, chain), file)

    def format_exc(limit: int | None = None, chain: bool = True) -> str:
        """Return the text of the exception that is being handled."""
        return "".join(formatted(sys.exc_info()[1], _MISSING, _MISSING, limit, chain))

    def print_exc(limit: int | None = None, file: object = None, chain: bool = True) -> None:
        """Print the exception that is being handled."""
        show(formatted(sys.exc_info()[1], _MISSING, _MISSING, limit, chain), file)

    def format_exception_only(exc: object, /, value: object = _MISSING) -> list[str]:
        """Return the lines that name an exception."""
        error = exc if value is _MISSING else value
        if not isinstance(error, BaseException):
            return formatted(error, _MISSING, _MISSING, None, False)
        return list(picture(error, lambda _: [], guards.owns).format_exception_only())

    def extract_tb(tb: object, limit: int | None = None) -> list[FrameSummary]:
        """Return the client's frames of a traceback."""
        return [FrameSummary(each) for each in tb_frames(tb, limit)]

    def extract_stack(f: None = None, limit: int | None = None) -> list[FrameSummary]:
        """Return the client's frames from the outermost to the one that runs."""
        frame = sys._getframe(1) if f is None else None  # noqa: SLF001
        found = frames_above(frame, text)
        return [FrameSummary(each) for each in (found[-limit:] if limit else found)]

    def from_exception(
        exc: BaseException, /, *, limit: int | None = None, **_options: object
    ) -> TracebackException:
        """Return an exception as it is told."""
        if not isinstance(exc, BaseException):
            raise TypeError("an exception was expected")
        told = picture(exc, lambda each: tb_frames(_tb_of(each), limit), guards.owns)
        return TracebackException(told, type(exc))

    def format_list(extracted_list: Iterable[Any]) -> list[str]:
        """Return the lines of frames."""
        return traceback.StackSummary.from_list(map(_library_summary, extracted_list)).format()

    def format_tb(tb: object, limit: int | None = None) -> list[str]:
        """Return the lines of a traceback."""
        return format_list(extract_tb(tb, limit))

    def format_stack(f: None = None, limit: int | None = None) -> list[str]:
        """Return the lines of the frames that run."""
        return format_list(extract_stack(f, limit))

    kind = guards.lend_opaque(
        TracebackException,
        makes=lambda _kind, value, _tb=None, **options: from_exception(value, **options),
    )
    type.__setattr__(kind, "from_exception", staticmethod(from_exception))
    return {
        "TracebackException": kind,
        "extract_stack": extract_stack,
        "extract_tb": extract_tb,
        "format_exc": format_exc,
        "format_exception": format_exception,
        "format_exception_only": format_exception_only,
        "format_list": format_list,
        "format_stack": format_stack,
        "format_tb": format_tb,
        "print_exc": print_exc,
        "print_exception": print_exception,
        "print_list": lambda extracted_list, file=None: show(format_list(extracted_list), file),
        "print_stack": lambda f=None, limit=None, file=None: show(format_stack(f, limit), file),
        "print_tb": lambda tb, limit=None, file=None: show(format_tb(tb, limit), file),
    }


_MISSING: Any = object()


def _limited(
    frames: list[traceback.FrameSummary], limit: int | None
) -> list[traceback.FrameSummary]:
    if limit is None:
        return frames
    return frames[:limit] if limit >= 0 else frames[limit:]


def _library_summary(frame: Any) -> traceback.FrameSummary:
    if type(frame) is FrameSummary:
        return frame._summary  # noqa: SLF001  (ours)
    filename, number, name, line = frame
    # Never without a line: the library would read the file of that name for it.
    return traceback.FrameSummary(
        str(filename), int(number), str(name), lookup_line=False, line=str(line or "")
    )
