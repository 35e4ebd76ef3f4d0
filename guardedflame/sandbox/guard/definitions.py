"""Functions and classes: what is looked at on entry, and the mark of a session's class.

Invariant: the body of each class compiled here marks it as the session's, and the stand-ins that a
function's statements use are made by its first one.
"""

from __future__ import annotations

import ast

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.scopes import load, place, stand_in, sure
from guardedflame.sandbox.guard.statements import Statements


class Definitions(Statements):
    """Handlers of functions and classes."""

    def on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:  # noqa: N802
        """A function; parameters that are written to or read privately are looked at on entry."""
        self._bind(node, node.name)
        self._many(node.decorator_list)
        parameters = self._signature(node.args)
        if node.returns is not None:
            node.returns = self._one(node.returns)
        self._type_parameters(node)
        self._scopes.push("function", parameters)
        self._judge_parameters(node.args)
        self._statements(node.body)
        wanted = self._scopes.pop()
        if wanted:
            at = node.body[0]
            first = 1 if _is_docstring(at) else 0
            node.body[first:first] = [
                ast.Assign([stand_in(name, at)], sure(name, at), **place(at))
                for name in sorted(wanted)
            ]
        return node

    on_AsyncFunctionDef = on_FunctionDef  # noqa: N815

    def _type_parameters(self, node: ast.AST) -> None:
        if getattr(node, "type_params", None):
            self._refuse(node, "type parameters are not accepted yet", "use typing.TypeVar")

    def on_ClassDef(self, node: ast.ClassDef) -> ast.AST:  # noqa: N802
        """A class; its body starts by marking it as the session's."""
        self._bind(node, node.name)
        self._many(node.decorator_list)
        self._many(node.bases)
        self._type_parameters(node)
        for keyword in node.keywords:
            self.on_keyword(keyword)
            if keyword.arg is None:
                self._refuse(node, "** is not accepted in a class statement", "write the keywords")
        self._scopes.push("class")
        self._classes.append(node.name)
        self._statements(node.body)
        self._classes.pop()
        self._scopes.pop()
        at = node.body[0]
        mark = ast.Assign(
            [ast.Name(names.MARK, ast.Store(), **place(at))], load(names.TOKEN, at), **place(at)
        )
        node.body.insert(1 if _is_docstring(at) else 0, mark)
        return node


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
