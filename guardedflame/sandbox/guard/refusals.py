"""Refusals of source text, collected while it is read and raised as one error.

Invariant: the first refusal in the text is the error; the others are in its message.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from guardedflame.errors import CodeRefused

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """One construct that the guarded language does not accept.

    Lines count from 1; columns from 0, in bytes of the line's UTF-8, as CPython's parser does.
    """

    line: int
    column: int
    what: str
    hint: str
    end_line: int = 0
    end_column: int = 0


def refusal_at(node: ast.AST, what: str, hint: str) -> Refusal:
    """Make a refusal that points at a node; for an attribute at its name, behind the dot."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    end_line = getattr(node, "end_lineno", None) or line
    end_column = getattr(node, "end_col_offset", None) or column
    if isinstance(node, ast.Attribute):
        size = len(node.attr.encode("utf-8", "surrogatepass"))
        if end_column >= size:
            line, column = end_line, end_column - size
    return Refusal(line, column, what, hint, end_line, end_column)


def code_refused(
    refusals: list[Refusal], source: str, filename: str, rule: str = "guarded language"
) -> CodeRefused:
    """Build the error for a non-empty list of refusals; it looks like a compiler's."""
    ordered = sorted(set(refusals), key=lambda each: (each.line, each.column, each.what))
    first = ordered[0]
    message = first.what + (f"; {first.hint}" if first.hint else "")
    # The parser's lines: str.splitlines would also break at form feeds and Unicode separators.
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n") if source else []
    for each in ordered[1:_SHOWN]:
        column = _characters(lines, each.line, each.column) + 1
        message += f"\nalso line {each.line}, column {column}: {each.what}"
        message += f"; {each.hint}" if each.hint else ""
    if len(ordered) > _SHOWN:
        message += f"\nand {len(ordered) - _SHOWN} more"
    error = CodeRefused(message, rule=rule, hint=first.hint)
    error.filename = filename
    error.lineno = first.line
    error.offset = _characters(lines, first.line, first.column) + 1
    if first.end_line == first.line and first.end_column > first.column:
        error.end_lineno = first.line
        error.end_offset = _characters(lines, first.line, first.end_column) + 1
    error.text = lines[first.line - 1] if 0 < first.line <= len(lines) else ""
    return error


def _characters(lines: list[str], line: int, column: int) -> int:
    """Count the characters in the first ``column`` bytes of a line."""
    if not 0 < line <= len(lines):
        return column
    return len(lines[line - 1].encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))


def source_refused(what: str, hint: str, filename: str) -> CodeRefused:
    """Build the error for source that cannot be read at all (size, depth, null bytes)."""
    return code_refused([Refusal(1, 0, what, hint)], "", filename)
