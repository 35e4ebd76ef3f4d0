"""What the interpreter says beside a program's answer: warnings, and what finalisers raise.

Told as CPython tells it, in the client's own names and lines.

Invariant: no path of the server is told, and no file is read; CPython's own way looks the line up
in the file of that name.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from typing import TextIO

from guardedflame.sandbox.guard import bare
from guardedflame.sandbox.guard.compiler import Programs
from guardedflame.sandbox.guard.filenames import shown_name
from guardedflame.sandbox.guard.language import Language, client_traceback
from guardedflame.sandbox.stops import LimitExceeded


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


def tell_unraisable(language: Language) -> None:
    """Have this process write to its standard error what a finaliser raised.

    Args:
        language: the session's.
    """

    def show(unraisable: sys.UnraisableHookArgs) -> None:
        error = unraisable.exc_value
        if error is None:
            return
        try:
            lines = client_traceback(error, language)
            about = f"{unraisable.err_msg or 'Exception ignored in'}: {unraisable.object!r}"
        except BaseException:  # its objects are the client's own
            lines, about = [], "Exception ignored in an object that cannot be shown"
        # What is raised here goes nowhere but into the output, with paths of ours: whoever is over
        # its output is told at the end of the call, and whoever is told to stop, a second time.
        with contextlib.suppress(LimitExceeded, KeyboardInterrupt):
            sys.stderr.write(f"{about}\n{''.join(lines)}")

    sys.unraisablehook = show
