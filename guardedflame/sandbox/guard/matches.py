"""``match``: patterns read attributes and call ``isinstance`` by themselves.

Invariant: a pattern reads only names that are plainly readable; a class matched by position has
been seen by the guard ``match_class`` before the first case.
"""

from __future__ import annotations

import ast

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.nodes import call, load, made, store
from guardedflame.sandbox.guard.statements import Statements

_INSTEAD = "capture the object and read it in the case's body"


class Matches(Statements):
    """Handlers of match and its patterns."""

    def on_Match(self, node: ast.Match) -> list[ast.stmt] | None:  # noqa: N802
        """Classes matched by position are looked at before; see the guard ``match_class``."""
        self._judge([node.subject])
        before: list[ast.stmt] = []
        for case in node.cases:
            self._pattern(case.pattern, before)
            self._judge([case.guard])
            self._block(case.body)
        return [*before, node] if before else None

    def _pattern(self, node: ast.pattern, before: list[ast.stmt]) -> None:  # noqa: PLR0912
        if isinstance(node, ast.MatchValue):
            if isinstance(node.value, ast.Attribute):
                self._pattern_name(node.value)
            else:
                self._judge([node.value])
        elif isinstance(node, ast.MatchMapping):
            for key in node.keys:
                if isinstance(key, ast.Attribute):
                    self._pattern_name(key)
                else:
                    self._judge([key])
            self._captures(node, node.rest)
            for each in node.patterns:
                self._pattern(each, before)
        elif isinstance(node, ast.MatchStar):
            self._captures(node, node.name)
        elif isinstance(node, ast.MatchAs):
            self._captures(node, node.name)
            if node.pattern is not None:
                self._pattern(node.pattern, before)
        elif isinstance(node, ast.MatchSequence | ast.MatchOr):
            for each in node.patterns:
                self._pattern(each, before)
        elif isinstance(node, ast.MatchClass):
            self._class_pattern(node, before)
        elif not isinstance(node, ast.MatchSingleton):
            self.not_allowed(node)

    def _captures(self, node: ast.pattern, name: str | None) -> None:
        if name is not None:
            self._bind(node, name)

    def _pattern_name(self, node: ast.expr) -> None:
        """A dotted name in a pattern has to stay one; only plainly readable names can."""
        while isinstance(node, ast.Attribute):
            if not names.readable_plainly(node.attr):
                self._refuse(
                    node, f"the attribute {node.attr!r} cannot stand in a pattern", _INSTEAD
                )
            inner = node.value
            if node.attr in self._vocabulary.judged:
                self._looked_at(node, node.attr)
            node = inner
        self._judge([node])

    def _class_pattern(self, node: ast.MatchClass, before: list[ast.stmt]) -> None:
        plain = node.cls
        while isinstance(plain, ast.Attribute) and plain.attr not in self._vocabulary.judged:
            plain = plain.value
        self._pattern_name(node.cls)
        judged: list[ast.expr] = []
        for attribute in node.kwd_attrs:
            if not names.readable_plainly(attribute) or attribute[:1] == "_":
                self._refuse(
                    node, f"the attribute {attribute!r} cannot stand in a pattern", _INSTEAD
                )
            elif attribute in self._vocabulary.judged:
                judged.append(made(ast.Constant, node.cls, value=attribute))
        for each in (*node.patterns, *node.kwd_patterns):
            self._pattern(each, before)
        if not node.patterns and not judged and isinstance(plain, ast.Name):
            return
        self._temporaries += 1
        name = f"__<class {self._temporaries} of {self._own}>__"
        at = node.cls
        check = at
        if node.patterns:
            check = call(load(names.MATCH, at), [check], at)
        if judged:
            check = call(load(names.MATCH_KEYWORDS, at), [check, *judged], at)
        before.append(made(ast.Assign, at, targets=[store(name, at)], value=check))
        node.cls = load(name, at)
