"""Text of somebody else's made fit for a terminal. Pure.

Invariant: no control or invisible character but tab and newline is in what comes out; on one line,
no newline either.
"""

from __future__ import annotations


def legible(text: str) -> str:
    """Return ``text`` with each control or unprintable character but tab and newline escaped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode("ascii")
        for c in text
    )


def on_one_line(text: str) -> str:
    """Return ``text`` as `legible` does, with newlines escaped too: a name cannot start a line."""
    return legible(text).replace("\n", "\\n")
