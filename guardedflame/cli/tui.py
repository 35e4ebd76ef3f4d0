"""All words a person sees of the command, and how they look.

Invariant: nothing else in cli prints. Results go to stdout; everything said about them goes to
stderr as ``guardedflame: error: ...`` and ``guardedflame: hint: ...``, lower case, no full stop.
Text that came from a server is made legible first: no control character of it reaches a terminal.
Colour is used on a terminal only, and never where NO_COLOR is set.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Mapping
from typing import Final, TextIO

from guardedflame.errors import GuardedFlameError, Refused, RemoteError

_RED: Final = "31;1"
_CYAN: Final = "36"
_GREEN: Final = "32"
_YELLOW: Final = "33"

#: How `rebuild_failure` starts the note that holds the remote traceback.
_REMOTE: Final = "Remote traceback:\n"


# --- how --------------------------------------------------------------------------------------


def coloured(file: TextIO) -> bool:
    """Return whether ``file`` is a terminal whose user wants colour."""
    return file.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"


def paint(text: str, colour: str, file: TextIO) -> str:
    """Return ``text`` in ``colour`` where ``file`` shows colour."""
    return f"\x1b[{colour}m{text}\x1b[0m" if coloured(file) else text


def legible(text: str) -> str:
    """Return ``text`` with each control or unprintable character but tab and newline escaped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode("ascii")
        for c in text
    )


class ReaderLeft(BaseException):
    """Whoever read our output has gone. Not an Exception: no error of a remote program is this."""


def _write(file: TextIO, text: str) -> None:
    try:
        try:
            file.write(text)
            file.flush()
        except UnicodeEncodeError:
            from guardedflame.client.output import show  # noqa: PLC0415 - serve needs no client

            show(file, text)
    except BrokenPipeError as error:
        raise ReaderLeft from error


def _say(kind: str, text: str, colour: str) -> None:
    for line in legible(text).rstrip(".\n").split("\n"):
        label = paint(f"{kind}:", colour, sys.stderr)
        _write(sys.stderr, f"guardedflame: {label} {line}\n")


# --- what went wrong --------------------------------------------------------------------------


def error(message: str, *hints: str) -> None:
    """Say what went wrong, and what to do about it."""
    _say("error", message, _RED)
    for hint in hints:
        if hint:
            _say("hint", hint, _CYAN)


def report(failure: GuardedFlameError) -> None:
    """Say an error of ours in a line, its rule and hint below it, without a traceback."""
    hints: list[str] = []
    rule = getattr(failure, "rule", "")
    if rule:
        hints.append(f"rule: {rule}")
    hint = getattr(failure, "hint", "")
    hints.append("" if hint in str(failure) else hint)
    audit_id = getattr(failure, "audit_id", "")
    if audit_id:
        hints.append(f"the server's record of this is {audit_id}")
    error(sentence(str(failure)), *hints)


def program_failed(failure: Exception, source_name: str) -> None:
    """Show what the remote program raised as Python would show it here.

    Args:
        failure: What the client raised.
        source_name: What to call the program's own source, for syntax errors.
    """
    told = _remote_text(failure)
    if told:
        # It ends with the exception itself; a refusal's rule and hint are below that.
        _write(sys.stderr, _marked(legible(told)))
        return
    _write(sys.stderr, _marked(legible(_plain(_last_line(failure, source_name)))))
    if isinstance(failure, Refused):
        for hint in (failure.rule and f"rule: {failure.rule}", failure.hint):
            if hint and hint not in str(failure):
                _say("hint", hint, _CYAN)


def shows_a_place(failure: GuardedFlameError) -> bool:
    """Return whether there is a line of the program's to show for ``failure``."""
    return any(piece.startswith('  File "') for piece in failure.remote_traceback)


def _remote_text(failure: Exception) -> str:
    """Return the traceback that the server told of the program, or ""."""
    if isinstance(failure, GuardedFlameError):
        return "".join(failure.remote_traceback)
    for note in getattr(failure, "__notes__", ()):
        if str(note).startswith(_REMOTE):
            return f"{str(note).removeprefix(_REMOTE)}\n"
    return ""


def _marked(text: str) -> str:
    """Return a traceback with its carets and its exceptions' names coloured."""
    if not coloured(sys.stderr):
        return text
    return "".join(_marked_line(line) for line in text.splitlines(keepends=True))


def _marked_line(line: str) -> str:
    bare = line.lstrip(" |+")
    if bare and not bare.strip("^~\n"):
        return line[: -len(bare)] + paint(bare.rstrip("\n"), _RED, sys.stderr) + "\n"
    name, colon, rest = bare.partition(":")
    if name in {"rule", "hint"} and line.startswith("  "):
        return line[: -len(bare)] + paint(name + colon, _CYAN, sys.stderr) + rest
    if line[:1].isalpha() and colon and name.replace(".", "").isidentifier():
        return paint(name + colon, _RED, sys.stderr) + rest
    return line


def _last_line(failure: Exception, source_name: str) -> str:
    """Return the exception as a traceback ends with it: type and text, a syntax error's place."""
    if isinstance(failure, RemoteError):
        return f"{failure}\n"
    if isinstance(failure, SyntaxError) and failure.lineno and not failure.filename:
        failure.filename = source_name
    notes, failure.__notes__ = getattr(failure, "__notes__", []), []
    try:
        return "".join(traceback.format_exception_only(failure))
    finally:
        failure.__notes__ = notes


def _plain(text: str) -> str:
    """Return ``text`` with our own exceptions called as a program calls them."""
    return text.replace("guardedflame.errors.", "guardedflame.")


def sentence(text: str) -> str:
    """Return ``text`` in our form: a lower case start (not for CPU), no full stop."""
    text = text.rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def interrupted() -> None:
    """Say that the person at the keyboard stopped it."""
    error("interrupted")


# --- eval and run -----------------------------------------------------------------------------


def program_output(stream: str, text: str) -> None:
    """Pass on what a remote program prints, as it is."""
    _write(sys.stderr if stream == "stderr" else sys.stdout, text)


def program_input(prompt: str) -> str | None:
    """Ask the person at the terminal for a line, or read standard input."""
    from guardedflame.client.output import terminal_input  # noqa: PLC0415 - serve needs no client

    return terminal_input(legible(prompt))


def no_input(_prompt: str) -> None:
    """Be at the end of input."""


def result(text: str) -> None:
    """Print a result."""
    _write(sys.stdout, text + "\n")


def not_json(why: str) -> None:
    """Say that a value has no JSON form."""
    error(f"the value has no JSON form: {why}", "leave out --json to print it as Python does")


def unreadable_file(name: str, why: str) -> None:
    """Say that a program cannot be read."""
    error(f"cannot read {name}: {why}", "give the path of a Python file, or - for standard input")


# --- serve ------------------------------------------------------------------------------------


def serving(
    places: Iterable[str], policy: str, digest: str, layers: Mapping[str, Iterable[str]]
) -> None:
    """Say where a server listens, under which policy, and what isolation it really has."""
    for place in places:
        _write(sys.stdout, f"listening on {paint(place, _GREEN, sys.stdout)}\n")
    _write(sys.stdout, f"policy {policy} (sha256 {digest[:16]})\n")
    for level, reached in layers.items():
        _write(sys.stdout, f"isolation {level}: {', '.join(reached)}\n")
    _write(sys.stdout, "server is running, stop it with ctrl-c\n")


def two_places() -> None:
    """Say that a unix socket and an address were both asked for."""
    error(
        "-u and -H or -p name two different places",
        "give one of them, or list both under listen in the policy",
    )


def served() -> None:
    """Say that the server has stopped as it should."""
    _write(sys.stdout, "server stopped\n")


# --- doctor -----------------------------------------------------------------------------------


def layer(name: str, state: str, detail: str, closes: str, remedy: str) -> None:
    """Print one layer: whether this kernel gives it, what it closes, what happened, the remedy."""
    colour = {"yes": _GREEN, "partial": _YELLOW}.get(state, _RED)
    word = paint(f"{state:<8}", colour, sys.stdout)
    _write(sys.stdout, f"{word}{name:<22}{legible(closes)} ({legible(detail)})\n")
    if remedy:
        _write(sys.stdout, f"{'':<30}remedy: {legible(remedy)}\n")


def verdict(level: str, problem: str) -> None:
    """Print whether an isolation level can be had here."""
    if problem:
        word = paint(f"{'no':<8}", _RED, sys.stdout)
        _write(sys.stdout, f"{word}isolation: {level} cannot be honoured: {legible(problem)}\n")
    else:
        word = paint(f"{'yes':<8}", _GREEN, sys.stdout)
        _write(sys.stdout, f"{word}isolation: {level} can be honoured\n")
