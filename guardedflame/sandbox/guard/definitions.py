"""Functions and classes: what is looked at on entry, and the mark of a session's class.

Invariant: the body of each class compiled here marks it as the session's, and the stand-ins that a
function's statements use are made by its first one.
"""

from __future__ import annotations

import ast
from typing import Any  # node classes that CPython 3.11 does not have

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.scopes import load, place, stand_in, sure
from guardedflame.sandbox.guard.statements import Statements


class Definitions(Statements):
    """Handlers of functions and classes."""

    def on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:  # noqa: N802
        """A function; parameters that are written to or read privately are looked at on entry."""
        self._bind(node, node.name)
        self._many(node.decorator_list)
        if node.name in names.HOOKS and self._scopes.inner.kind == "class":
            self._guard_hook(node)
        self._type_parameters(node)
        parameters = self._signature(node.args)
        if node.returns is not None:
            node.returns = self._one(node.returns)
        self._scopes.push("function", parameters)
        around, self._blocks = self._blocks, 0
        self._judge_parameters(node.args)
        self._statements(node.body)
        self._blocks = around
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

    def _guard_hook(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Put the guard around what the function, decorated, turns out to be."""
        at = node.decorator_list[0] if node.decorator_list else node
        name: list[ast.expr] = [ast.Constant(node.name, **place(at))]
        node.decorator_list.insert(0, ast.Call(load(names.HOOK, at), name, [], **place(at)))

    def _type_parameters(self, node: ast.AST) -> None:
        """``[T: int, *Ts, **P]``, from CPython 3.12 on: names, bounds and defaults."""
        for each in getattr(node, "type_params", ()):
            self._bind(each, each.name)
            # Evaluated when asked for, in a scope of their own.
            self._scopes.push("comprehension")
            if getattr(each, "bound", None) is not None:
                each.bound = self._one(each.bound)
            if getattr(each, "default_value", None) is not None:
                each.default_value = self._one(each.default_value)
            self._scopes.pop()

    def on_TypeAlias(self, node: Any) -> Any:  # noqa: N802
        """``type X[T] = ...``, from CPython 3.12 on."""
        self._target(node.name)
        self._type_parameters(node)
        self._scopes.push("comprehension")
        node.value = self._one(node.value)
        self._scopes.pop()
        return node

    def on_ClassDef(self, node: ast.ClassDef) -> ast.AST:  # noqa: N802
        """A class; its body starts by marking it as the session's."""
        self._bind(node, node.name)
        self._many(node.decorator_list)
        self._type_parameters(node)
        self._many(node.bases)
        for keyword in node.keywords:
            self.on_keyword(keyword)
        self._scopes.push("class")
        self._classes.append(node.name)
        around, self._blocks = self._blocks, 0
        self._statements(node.body)
        self._blocks = around
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
