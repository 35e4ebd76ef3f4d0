"""Refusals of source text, collected while it is read and raised as one error.

Invariant: the first refusal in the text is the error; the others are in its message.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from guardedflame.errors import CodeRefused, GuardRefused, Refused

#: Refusals in a message, and in what is printed below it; characters of a line that is shown.
_SHOWN: Final = 10
_TOLD: Final = 50
_LONGEST: Final = 1000

#: What all rules of the language, as opposed to lines of a policy, start with.
LANGUAGE: Final = "guarded language"

#: Which part of the language a refused node belongs to, where nothing else is said.
_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Attribute": "attributes",
        "AugAssign": "attributes",
        "Name": "names",
        "arg": "names",
        "keyword": "names",
        "Global": "names",
        "Nonlocal": "names",
        "FunctionDef": "names",
        "AsyncFunctionDef": "names",
        "ExceptHandler": "names",
        "ClassDef": "classes",
        "Import": "imports",
        "ImportFrom": "imports",
        "alias": "imports",
        "MatchClass": "patterns",
        "MatchAs": "patterns",
        "MatchStar": "patterns",
        "MatchMapping": "patterns",
        "TryStar": "exceptions",
    }
)

#: Statements and patterns that have a name without a node of its own.
_NAMED: Final = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.ExceptHandler,
    ast.MatchAs,
    ast.MatchStar,
)

#: Where the list of refusals hangs on the error. No source of the guarded language can read it.
_KEY: Final = "_refusals"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One construct that the guarded language does not accept.

    Lines count from 1; columns from 0, in bytes of the line's UTF-8, as CPython's parser does. No
    ``end_line``: it is about the source as a whole. ``part`` is the part of the language; ``name``
    the one in a statement that it is about, where the tree does not say where that stands.
    """

    line: int
    column: int
    what: str
    hint: str
    end_line: int = 0
    end_column: int = 0
    part: str = "source"
    name: str = ""

    @property
    def rule(self) -> str:
        """The rule as messages name it."""
        return f"{LANGUAGE}: {self.part}"

    @property
    def message(self) -> str:
        """What was refused, and what to write instead."""
        return f"{self.what}; {self.hint}" if self.hint else self.what


def refusal_at(node: ast.AST, what: str, hint: str, part: str = "") -> Refusal:
    """Make a refusal that points at a node; for an attribute at its name, behind the dot."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    end_line = getattr(node, "end_lineno", None) or line
    end_column = getattr(node, "end_col_offset", None) or column
    if isinstance(node, ast.Attribute):
        size = len(node.attr.encode("utf-8", "surrogatepass"))
        if end_column >= size:
            line, column = end_line, end_column - size
    part = part or _PARTS.get(type(node).__name__, "statements and expressions")
    name = getattr(node, "name", None) if isinstance(node, _NAMED) else None
    return Refusal(line, column, what, hint, end_line, end_column, part, name or "")


def aimed(refusal: Refusal, lines: list[str]) -> Refusal:
    """Return a refusal that points at the name it is about, if that stands in its first line."""
    if not refusal.name or not 0 < refusal.line <= len(lines):
        return refusal
    text = lines[refusal.line - 1]
    start = characters(lines, refusal.line, refusal.column)
    found = re.compile(rf"\b{re.escape(refusal.name)}\b").search(text, start)
    if found is None:
        return refusal
    column, end = (len(text[:at].encode("utf-8", "surrogatepass")) for at in found.span())
    return replace(refusal, column=column, end_line=refusal.line, end_column=end)


def whole(what: str, hint: str) -> Refusal:
    """Make a refusal of a source that cannot be read at all (size, depth, null bytes)."""
    return Refusal(1, 0, what, hint)


def code_refused(refusals: list[Refusal], source: str, filename: str) -> CodeRefused:
    """Build the error for a non-empty list of refusals; it looks like a compiler's."""
    lines = lines_of(source) if source else []
    ordered = in_order(refusals, lines)
    first = ordered[0]
    message = first.message
    for each in ordered[1:_SHOWN]:
        column = characters(lines, each.line, each.column) + 1
        message += f"\nalso line {each.line}, column {column}: {each.message}"
    if len(ordered) > _SHOWN:
        message += f"\nand {len(ordered) - _SHOWN} more"
    error = CodeRefused(message, rule=first.rule, hint=first.hint)
    error.filename = filename
    error.lineno = first.line
    error.offset = characters(lines, first.line, first.column) + 1
    if first.end_line == first.line and first.end_column > first.column:
        error.end_lineno = first.line
        error.end_offset = characters(lines, first.line, first.end_column) + 1
    error.text = lines[first.line - 1] if 0 < first.line <= len(lines) else ""
    vars(error)[_KEY] = source, ordered
    return error


def source_refused(what: str, hint: str, filename: str) -> CodeRefused:
    """Build the error for source that cannot be read at all (size, depth, null bytes)."""
    return code_refused([whole(what, hint)], "", filename)


def refusals_in(error: BaseException) -> tuple[str, list[Refusal]]:
    """Return the source that ``code_refused`` made this error for, and its refusals in order."""
    if type(error) is CodeRefused and _KEY in vars(error):
        found: tuple[str, list[Refusal]] = vars(error)[_KEY]
        return found
    return "", []


def in_order(refusals: list[Refusal], lines: list[str]) -> list[Refusal]:
    """Return refusals by place, each once."""
    found = {aimed(each, lines) for each in refusals}
    return sorted(found, key=lambda each: (each.line, each.column, each.what))


def rule_of(error: Refused, line: str) -> str:
    """Return the rule of a refusal in a session, with the policy line that chose the language."""
    rule = error.rule or (LANGUAGE if isinstance(error, GuardRefused) else "")
    return full_rule(rule, line)


def full_rule(rule: str, line: str) -> str:
    """Return a rule, with the policy line that chose the language where it is one of those."""
    return f"{rule} ({line})" if line and rule.startswith(LANGUAGE) and rule[-1] != ")" else rule


def lines_of(source: str) -> list[str]:
    """Return the parser's lines: str.splitlines also breaks at form feeds and separators."""
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def characters(lines: list[str], line: int, column: int) -> int:
    """Count the characters in the first ``column`` bytes of a line."""
    if not 0 < line <= len(lines):
        return column
    return len(lines[line - 1].encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))


# --- as a person reads them ---------------------------------------------------------------------


def refused_places(
    refusals: list[Refusal], source: str, filename: str, name: str, line: str
) -> list[str]:
    """Return the lines that tell refusals: each with its place, carets, what, hint and rule.

    Args:
        refusals: in order; the first 50 are told, the rest is counted.
        source: the text they are in.
        filename: what the client calls the text.
        name: what messages call the error.
        line: the policy line that chose the language, or "".
    """
    lines = lines_of(source)
    told: list[str] = []
    for each in refusals[:_TOLD]:
        column = characters(lines, each.line, each.column) + 1
        where = f", line {each.line}, column {column}" if each.end_line else ""
        told.append(f'  File "{filename}"{where}')
        told += [f"    {shown}" for shown in caret_lines(lines, each)]
        told += [f"{name}: {each.message}", f"  rule: {full_rule(each.rule, line)}"]
    if len(refusals) > _TOLD:
        told.append(f"and {len(refusals) - _TOLD} more")
    return told


def caret_lines(lines: list[str], refusal: Refusal) -> list[str]:
    """Return the refused line without its indentation and the carets below it, if it has a line."""
    if not refusal.end_line or not 0 < refusal.line <= len(lines):
        return []
    text = lines[refusal.line - 1].rstrip()
    if len(text) > _LONGEST:
        return []
    start = characters(lines, refusal.line, refusal.column)
    end = len(text)
    if refusal.end_line == refusal.line:
        end = characters(lines, refusal.line, refusal.end_column)
    stripped = text.lstrip(" \t\f")
    # Whitespace is kept as it is, so that a tab moves the caret as far as the text.
    before = stripped[: max(0, start - (len(text) - len(stripped)))]
    indent = "".join(each if each.isspace() else " " for each in before)
    return [stripped, indent + "^" * max(1, end - start)]
