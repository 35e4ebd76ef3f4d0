"""Refusals of source text, collected while it is read and raised as one error.

Invariant: the first refusal in the text is the error; the others are in its message.
"""

from __future__ import annotations

from dataclasses import dataclass

from guardedflame.errors import CodeRefused

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """One construct that the guarded language does not accept."""

    line: int
    column: int
    what: str
    hint: str


def code_refused(
    refusals: list[Refusal], source: str, filename: str, rule: str = "guarded language"
) -> CodeRefused:
    """Build the error for a non-empty list of refusals; it looks like a compiler's."""
    ordered = sorted(set(refusals), key=lambda each: (each.line, each.column, each.what))
    first = ordered[0]
    message = first.what + (f"; {first.hint}" if first.hint else "")
    others = [f"line {each.line}: {each.what}" for each in ordered[1:_SHOWN]]
    if len(ordered) > _SHOWN:
        others.append(f"and {len(ordered) - _SHOWN} more")
    if others:
        message += " (also " + "; ".join(others) + ")"
    error = CodeRefused(message, rule=rule, hint=first.hint)
    lines = source.splitlines()
    error.filename = filename
    error.lineno = first.line
    error.offset = first.column + 1
    error.text = lines[first.line - 1] if 0 < first.line <= len(lines) else ""
    return error


def source_refused(what: str, hint: str, filename: str) -> CodeRefused:
    """Build the error for source that cannot be read at all (size, depth, null bytes)."""
    return code_refused([Refusal(1, 0, what, hint)], "", filename)
