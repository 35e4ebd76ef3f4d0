"""What programs ask of frames, code objects and tracebacks, without having one.

Invariant: a fact is a number, a text, a tuple of texts, or another object of this file; none of
them holds a frame, a code object, a traceback, or anything of code that is not the session's.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from guardedflame.sandbox.guard.filenames import shown_name

#: The attributes that a guard answers by facts. All other internals are refused on anything.
FACTS: Final = frozenset(
    {
        "cell_contents",
        "co_argcount",
        "co_filename",
        "co_firstlineno",
        "co_flags",
        "co_freevars",
        "co_kwonlyargcount",
        "co_name",
        "co_posonlyargcount",
        "co_qualname",
        "co_varnames",
        "f_code",
        "f_lineno",
        "tb_frame",
        "tb_lineno",
        "tb_next",
    }
)


@dataclass(frozen=True, slots=True)
class Code:
    """What is told of a code object of the session."""

    co_argcount: int
    co_filename: str
    co_firstlineno: int
    co_flags: int
    co_freevars: tuple[str, ...]
    co_kwonlyargcount: int
    co_name: str
    co_posonlyargcount: int
    co_qualname: str
    co_varnames: tuple[str, ...]

    def __repr__(self) -> str:
        return (
            f'<code object {self.co_name}, file "{self.co_filename}", line {self.co_firstlineno}>'
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """What is told of a frame of the session, as it was."""

    f_code: Code
    f_lineno: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One variable of a function further out."""

    cell_contents: object


def code_facts(code: types.CodeType) -> Code:
    """Return what is told of a code object; names that source cannot spell are left out."""
    return Code(
        code.co_argcount,
        shown_name(code.co_filename),
        code.co_firstlineno,
        code.co_flags,
        _spelled(code.co_freevars),
        code.co_kwonlyargcount,
        code.co_name,
        code.co_posonlyargcount,
        code.co_qualname,
        _spelled(code.co_varnames),
    )


def _spelled(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in found if name.isidentifier())


def closure_facts(function: types.FunctionType) -> tuple[Cell, ...] | None:
    """Return the variables of functions further out that a function of the session uses."""
    cells = [
        Cell(cell.cell_contents)
        for name, cell in zip(
            function.__code__.co_freevars, function.__closure__ or (), strict=True
        )
        if name.isidentifier()
    ]
    return tuple(cells) or None


def traceback_fact(
    traceback: types.TracebackType, name: str, is_own: Callable[[types.FrameType], bool]
) -> object:
    """Return a fact of a traceback; entries of frames that are not the session's are skipped."""
    if name == "tb_next":
        after = traceback.tb_next
        while after is not None and not is_own(after.tb_frame):
            after = after.tb_next
        return after
    if not is_own(traceback.tb_frame):
        raise AttributeError(f"{name!r} of a frame that is not the session's")
    if name == "tb_lineno":
        return traceback.tb_lineno
    return Frame(code_facts(traceback.tb_frame.f_code), traceback.tb_lineno)


#: Which facts each class has.
HELD: Final[Mapping[type, frozenset[str]]] = types.MappingProxyType(
    {kind: frozenset(kind.__slots__) for kind in (Code, Frame, Cell)}
)
