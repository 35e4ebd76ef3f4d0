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
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TextIO
from unicodedata import east_asian_width

from guardedflame.errors import (
    CallInterrupted,
    GuardedFlameError,
    LimitExceeded,
    Refused,
    RemoteError,
)
from guardedflame.legible import legible, on_one_line

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
    """Say an error of ours in a line, its rule and hint below it; of a limit, where it was met."""
    if isinstance(failure, LimitExceeded) and shows_a_place(failure):
        # Without its last piece, the exception itself, which is said below with all its numbers.
        _write(sys.stderr, _marked(legible("".join(failure.remote_traceback[:-1]))))
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


def stopped(failure: KeyboardInterrupt) -> None:
    """Show where a ctrl-c has stopped the program, as Python does; or that it is not known."""
    cause = failure.__cause__
    if sys.stderr.isatty():
        # The terminal has shown ^C there.
        _write(sys.stderr, "\n")
    told = _remote_text(cause) if isinstance(cause, CallInterrupted) else ""
    if told:
        _write(sys.stderr, _marked(legible(told)))
    elif isinstance(cause, CallInterrupted):
        report(cause)
    else:
        interrupted()


# --- eval and run -----------------------------------------------------------------------------


def program_output(stream: str, text: str) -> None:
    """Pass on what a remote program prints, as it is."""
    _write(sys.stderr if stream == "stderr" else sys.stdout, text)


def program_input(prompt: str) -> str | None:
    """Ask the person at the terminal for a line, or read standard input."""
    from guardedflame.client.output import terminal_input  # noqa: PLC0415 - serve needs no client

    return terminal_input(prompt)


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
    error(
        f"cannot read {on_one_line(name)}: {why}",
        "give the path of a Python file, or - for standard input",
    )


# --- check ------------------------------------------------------------------------------------


def finding(
    *,
    place: tuple[str, int, int],
    end: tuple[int, int],
    text: str,
    message: str,
    rule: str,
    hint: str,
    warning: bool,
) -> None:
    """Print one finding as a compiler does: place, what, the line with carets, rule, hint.

    Args:
        place: file, line and column from 1; line 0 is the file as a whole.
        end: line and column behind the last character.
        text: the line itself.
        message: what is refused.
        rule: the rule, or "".
        hint: what to do instead, or "".
        warning: it may be refused, but need not.
    """
    file, line, column = place
    file = on_one_line(file)
    where = f"{file}:{line}:{column}" if line else file
    word, colour = ("warning:", _YELLOW) if warning else ("refused:", _RED)
    out = sys.stdout
    _write(out, f"{where}: {paint(word, colour, out)} {legible(message)}\n")
    stripped = text.lstrip(" \t\f")
    before = column - 1 - (len(text) - len(stripped))
    if stripped and line and before >= 0:
        last = end[1] if end[0] == line else len(text) + 1
        indent = "".join(c if c in "\t " else _blank(c) for c in stripped[:before])
        carets = "^" * max(1, sum(_width(c) for c in stripped[before : before + last - column]))
        _write(out, f"    {legible(stripped)}\n    {indent}{paint(carets, colour, out)}\n")
    for name, said in (("rule", rule), ("hint", hint)):
        if said:
            _write(out, f"    {paint(f'{name}:', _CYAN, out)} {legible(said)}\n")


def _width(char: str) -> int:
    """Return how many columns a character takes once it is legible."""
    shown = legible(char)
    return len(shown) + (len(shown) == 1 and east_asian_width(char) in "WF")


def _blank(char: str) -> str:
    return " " * _width(char)


def refused(places: int, files: int, by: str) -> None:
    """Say how much is refused, and by what."""
    number = f"{places} place{'s' * (places > 1)}"
    several = f" in {files} files" if files > 1 else ""
    error(f"refused by {by}: {number}{several}")


def accepted(files: Sequence[str], order: Sequence[str], by: str) -> None:
    """Print that all is accepted, and what has to be sent in which order."""
    several = f" and {len(files) - 1} more" if len(files) > 1 else ""
    word = paint("accepted", _GREEN, sys.stdout)
    _write(sys.stdout, f"{on_one_line(files[0])}{several}: {word} by {legible(by)}\n")
    if order:
        _write(sys.stdout, f"to be sent first: {on_one_line(', '.join(order))}\n")


def unknown_client(name: str, known: Sequence[str], policy: str) -> None:
    """Say that the policy has no such client entry."""
    from difflib import get_close_matches  # noqa: PLC0415 - other commands start without it

    near = get_close_matches(name, known, n=1)
    hint = f"its client entries are {', '.join(known)}" if known else "it has no client entries"
    error(
        f"{policy} has no client entry {name!r}",
        f"did you mean {near[0]!r}?" if near else f"write --client NAME; {hint}",
    )


# --- serve ------------------------------------------------------------------------------------


def serving(
    places: Iterable[str],
    policy: str,
    digest: str,
    layers: Mapping[str, Iterable[str]],
    plain: Iterable[str] = (),
) -> None:
    """Say where a server listens, under which policy, and what isolation it really has.

    Args:
        places: where it listens.
        policy: the policy file's name.
        digest: of its bytes.
        layers: what is in force, by isolation level.
        plain: profiles whose language is plain Python; each is warned of.
    """
    for place in places:
        _write(sys.stdout, f"listening on {paint(place, _GREEN, sys.stdout)}\n")
    _write(sys.stdout, f"policy {policy} (sha256 {digest[:16]})\n")
    for level, reached in layers.items():
        _write(sys.stdout, f"isolation {level}: {', '.join(reached)}\n")
    for profile in plain:
        _say(
            "warning",
            f"profile {profile} has language: python; nothing but the kernel stands between its"
            " programs and this machine",
            _YELLOW,
        )
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
