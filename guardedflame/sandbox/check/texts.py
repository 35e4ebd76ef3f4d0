"""One file as text, what is in which place of it, and findings about those places.

Invariant: whatever the bytes are, reading them ends in a text or in one finding that says why not.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib.util import decode_source

from guardedflame.errors import Refused
from guardedflame.sandbox.check.bindings import Bindings
from guardedflame.sandbox.check.job import Finding, Kind, Source
from guardedflame.sandbox.guard.refusals import Refusal, characters, full_rule, lines_of

#: Characters of a line that is shown.
_SHOWN = 1000


class Text:
    """A file that is being checked.

    Args:
        source: its name and bytes.
        find: takes each finding.
        rule: the policy line that chose the language, or "".
    """

    def __init__(self, source: Source, find: Callable[[Finding], None], rule: str) -> None:
        self.file = source.file
        self.module = source.module
        self.text = ""
        self.lines: list[str] = []
        self.bindings: Bindings | None = None
        self._find = find
        self._rule = rule

    def read(self, data: bytes) -> bool:
        """Take the bytes as a Python file; say if they are text."""
        try:
            self.text = decode_source(data)
        except (SyntaxError, UnicodeError, LookupError) as error:
            why = getattr(error, "reason", None) or getattr(error, "msg", None) or str(error)
            self.whole(
                "syntax", f"this is not the text of a program: {why}", hint="save it as UTF-8"
            )
            return False
        self.lines = lines_of(self.text)
        return True

    def whole(
        self, kind: Kind, message: str, *, rule: str = "", hint: str = "", warning: bool = False
    ) -> None:
        """Report something about the file as a whole."""
        self._find(
            Finding(
                file=self.file, kind=kind, message=message, rule=rule, hint=hint, warning=warning
            )
        )

    def refusal(self, refusal: Refusal) -> None:
        """Report a refusal of the language."""
        rule = full_rule(refusal.rule, self._rule)
        if not refusal.end_line:
            self.whole("language", refusal.what, rule=rule, hint=refusal.hint)
            return
        start = refusal.line, refusal.column
        end = refusal.end_line, refusal.end_column
        self._at(start, end, "language", refusal.what, rule=rule, hint=refusal.hint)

    def syntax(self, error: SyntaxError) -> None:
        """Report what CPython says; its columns count characters from 1."""
        message = error.msg or "invalid syntax"
        if not error.lineno:
            self.whole("syntax", message)
            return
        column = max(1, error.offset or 1)
        end_line = error.end_lineno or error.lineno
        end_column = error.end_offset or 0
        if end_line < error.lineno or (end_line == error.lineno and end_column <= column):
            end_line, end_column = error.lineno, column + 1
        self._find(
            Finding(
                file=self.file,
                kind="syntax",
                message=message,
                line=error.lineno,
                column=column,
                end_line=end_line,
                end_column=max(1, end_column),
                text=self._line(error.lineno),
            )
        )

    def node(
        self, node: ast.AST, kind: Kind, error: Exception, *, caught: bool = False, hint: str = ""
    ) -> None:
        """Report an error that a node of the tree would raise; ``caught``: the program catches it.

        An attribute is pointed at behind its dot, an imported name and the module of a ``from``
        each by itself.
        """
        start, end = _span(node)
        if isinstance(node, ast.Attribute):
            start = end[0], end[1] - len(node.attr.encode("utf-8", "surrogatepass"))
        elif isinstance(node, ast.alias):
            end = start[0], start[1] + len(node.name.encode("utf-8", "surrogatepass"))
        elif isinstance(node, ast.ImportFrom):
            start, end = self._module_span(node, start, end)
        rule = ""
        if isinstance(error, Refused):
            rule, hint = full_rule(error.rule, self._rule), error.hint
        message = getattr(error, "msg", None) or str(error)
        if caught:
            hint = "the program catches this and goes on" + (f"; {hint}" if hint else "")
        self._at(start, end, kind, message, rule=rule, hint=hint, warning=caught)

    def _module_span(
        self, node: ast.ImportFrom, start: tuple[int, int], end: tuple[int, int]
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        line = self._line_bytes(start[0])
        name = b"." * node.level + (node.module or "").encode()
        at = line.find(name, start[1] + len("from"))
        if at < 0 or not name:
            return start, end
        return (start[0], at), (start[0], at + len(name))

    def _at(
        self,
        start: tuple[int, int],
        end: tuple[int, int],
        kind: Kind,
        message: str,
        *,
        rule: str,
        hint: str,
        warning: bool = False,
    ) -> None:
        """Report a place given in the parser's way: lines from 1, columns in bytes from 0."""
        self._find(
            Finding(
                file=self.file,
                kind=kind,
                message=message,
                line=start[0],
                column=characters(self.lines, *start) + 1,
                end_line=end[0],
                end_column=characters(self.lines, *end) + 1,
                rule=rule,
                hint=hint,
                warning=warning,
                text=self._line(start[0]),
            )
        )

    def _line(self, line: int) -> str:
        text = self.lines[line - 1].rstrip() if 0 < line <= len(self.lines) else ""
        return text if len(text) <= _SHOWN else ""

    def _line_bytes(self, line: int) -> bytes:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return text.encode("utf-8", "surrogatepass")


def _span(node: ast.AST) -> tuple[tuple[int, int], tuple[int, int]]:
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    end_line = getattr(node, "end_lineno", None) or line
    end_column = getattr(node, "end_col_offset", None) or column
    return (line, column), (end_line, end_column)
