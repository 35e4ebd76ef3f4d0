"""Exceptions as text: the client's own frames and lines; nothing is asked of the exception's class.

Invariant: the library formats stand-ins of builtin classes that were filled with exact texts. Given
the exception itself it would import the module that an ImportError names, to say what was meant,
and read files of whatever name a frame or a SyntaxError has.
"""

from __future__ import annotations

import itertools
import sys
import traceback
import types
from collections.abc import Callable, Iterator

from guardedflame.sandbox.guard.class_facts import dictionary_of
from guardedflame.sandbox.guard.compiler import Origin
from guardedflame.sandbox.guard.names import is_dunder

_EXACT: Callable[[object], str] = str.__str__
_WHOLE_LINES = sys.version_info >= (3, 13)  # a frame summary has all lines of its statement

#: Says where the code of a frame came from, if it is the client's.
Text = Callable[[types.FrameType], Origin | None]


def frames_of(tb: types.TracebackType | None, text: Text) -> list[traceback.FrameSummary]:
    """Return the client's frames of a traceback, outermost first, with their lines."""
    found = []
    while tb is not None:
        source = text(tb.tb_frame)
        if source is not None:
            code = tb.tb_frame.f_code
            places = next(itertools.islice(code.co_positions(), tb.tb_lasti // 2, None), None)
            found.append(_summary(code, tb.tb_lineno, source, places))
        tb = tb.tb_next
    return found


def frames_above(frame: types.FrameType | None, text: Text) -> list[traceback.FrameSummary]:
    """Return the client's frames from the outermost to this one."""
    found = []
    while frame is not None:
        source = text(frame)
        if source is not None:
            found.append(_summary(frame.f_code, frame.f_lineno or 0, source, None))
        frame = frame.f_back
    return found[::-1]


def _summary(
    code: types.CodeType,
    line: int,
    source: Origin,
    places: tuple[int | None, int | None, int | None, int | None] | None,
) -> traceback.FrameSummary:
    lines = source.source.splitlines()
    _, end, start_column, end_column = places or (None, None, None, None)
    shown = lines[line - 1 : (end or line) if _WHOLE_LINES else line]
    return traceback.FrameSummary(
        source.filename,
        line,
        code.co_name,
        lookup_line=False,
        # With its newline, as linecache has it: the library counts it where it places carets.
        line="\n".join(each.rstrip() for each in shown) + "\n",
        end_lineno=end,
        colno=start_column,
        end_colno=end_column,
    )


def picture(
    error: BaseException,
    frames: Callable[[BaseException], list[traceback.FrameSummary]],
    suggest: Callable[[object], bool] = lambda _: False,
) -> traceback.TracebackException:
    """Return what the library formats: the exception, what caused it, and what a group holds.

    Args:
        error: the client's exception; its ``__str__`` is called.
        frames: gives the frames of an exception that are shown.
        suggest: says if names of an object may be told, where an attribute was misspelled.
    """
    made: dict[int, traceback.TracebackException] = {}
    waiting = [error]
    seen: list[BaseException] = []
    while waiting:
        each = waiting.pop()
        if id(each) not in made:
            made[id(each)] = _alone(each, frames(each), suggest)
            seen.append(each)
            waiting.extend(_next_to(each))
    for each in seen:
        one = made[id(each)]
        cause, context = _chained(each)
        one.__cause__ = None if cause is None else made[id(cause)]
        one.__context__ = None if context is None else made[id(context)]
        one.__suppress_context__ = bool(_SUPPRESSED(each))
        if isinstance(each, BaseExceptionGroup):
            one.exceptions = [made[id(member)] for member in _MEMBERS(each)]
    return _without_loops(made[id(error)])


_CAUSE = BaseException.__dict__["__cause__"].__get__
_CONTEXT = BaseException.__dict__["__context__"].__get__
_SUPPRESSED = BaseException.__dict__["__suppress_context__"].__get__
_MEMBERS = BaseExceptionGroup.__dict__["exceptions"].__get__


def _chained(error: BaseException) -> tuple[BaseException | None, BaseException | None]:
    return _CAUSE(error), _CONTEXT(error)


def _next_to(error: BaseException) -> Iterator[BaseException]:
    for each in _chained(error):
        if each is not None:
            yield each
    if isinstance(error, BaseExceptionGroup):
        yield from _MEMBERS(error)


def _without_loops(top: traceback.TracebackException) -> traceback.TracebackException:
    """Cut where a chain comes back to what was said already, as the library does."""
    said = {id(top)}
    waiting = [top]
    while waiting:
        each = waiting.pop()
        for name in ("__cause__", "__context__"):
            other = getattr(each, name)
            if other is not None and id(other) in said:
                setattr(each, name, None)
            elif other is not None:
                said.add(id(other))
                waiting.append(other)
        for other in each.exceptions or ():
            if id(other) not in said:
                said.add(id(other))
                waiting.append(other)
    return top


def _alone(
    error: BaseException,
    frames: list[traceback.FrameSummary],
    suggest: Callable[[object], bool],
) -> traceback.TracebackException:
    cls = type(error)
    stand_in: BaseException
    if isinstance(error, SyntaxError):
        stand_in = _syntax_error(error)
    elif isinstance(error, BaseExceptionGroup):
        stand_in = ExceptionGroup("", [Exception()])
    elif isinstance(error, AttributeError) and suggest(_OWNER(error)):
        stand_in = AttributeError(_text(error))
        stand_in.name, stand_in.obj = _exact_or_none(_MISSING(error)), _OWNER(error)
    else:
        stand_in = Exception(_text(error))
    kind = type(
        _name(cls, "__name__"),
        (type(stand_in),),
        {"__module__": _name(cls, "__module__"), "__qualname__": _name(cls, "__qualname__")},
    )
    one = traceback.TracebackException(kind, stand_in, None, lookup_lines=False, compact=True)
    if isinstance(error, BaseExceptionGroup):
        one._str = _text(error)  # type: ignore[attr-defined]  # noqa: SLF001
    one.stack = traceback.StackSummary.from_list(frames)
    notes = getattr(error, "__notes__", None)
    if type(notes) is list:
        one.__notes__ = [_text(each) for each in notes]
    return one


_OWNER = AttributeError.__dict__["obj"].__get__
_MISSING = AttributeError.__dict__["name"].__get__


def _text(value: object) -> str:
    try:
        found = str(value)
    except Exception:  # the client's own __str__ may raise anything
        return "<exception str() failed>"
    return _EXACT(found)


def _name(cls: type, name: str) -> str:
    if name in {"__name__", "__qualname__"}:
        found = type.__dict__[name].__get__(cls)
    else:
        found = dictionary_of(cls).get("__module__", "builtins")
    return _EXACT(found) if isinstance(found, str) else "builtins"


def _exact_or_none(value: object) -> str | None:
    if isinstance(value, str) and not is_dunder(_EXACT(value)):
        return _EXACT(value)
    return None


def _syntax_error(error: SyntaxError) -> SyntaxError:
    stand_in = SyntaxError(_text(_FIELDS["msg"](error)))
    for name in ("filename", "text"):
        found = _FIELDS[name](error)
        setattr(stand_in, name, _EXACT(found) if isinstance(found, str) else None)
    for name in ("lineno", "offset", "end_lineno", "end_offset"):
        number = _FIELDS[name](error)
        setattr(stand_in, name, int.__int__(number) if isinstance(number, int) else None)
    return stand_in


_FIELDS = {
    name: SyntaxError.__dict__[name].__get__
    for name in ("msg", "filename", "text", "lineno", "offset", "end_lineno", "end_offset")
}
