"""Warnings of the interpreter, told as CPython tells them, in the client's own names and lines.

Invariant: no path of the server is told, and no file is read; CPython's own way looks the line up
in the file of that name.
"""

from __future__ import annotations

import sys
import warnings
from typing import TextIO

from guardedflame.sandbox.guard import bare
from guardedflame.sandbox.guard.compiler import Programs
from guardedflame.sandbox.guard.filenames import shown_name


def tell_warnings(programs: Programs) -> None:
    """Have this process write warnings to its standard error, for one session's code.

    Args:
        programs: the session's.
    """

    def show(  # noqa: PLR0917 - as the interpreter calls it
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        del line
        name = shown_name(filename)
        text = f"{bare.type_shown(category)}: {bare.text_of(message, '')}\n"
        if name != filename:
            text = f"{name}:{lineno}: {text}"
            source = programs.line_of(name, lineno).strip()
            if source:
                text += f"  {source}\n"
        (file or sys.stderr).write(text)

    warnings.showwarning = show
