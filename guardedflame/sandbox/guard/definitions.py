"""Functions and classes: what is looked at on entry, and the mark of a session's class.

Invariant: the body of each class compiled here marks it as the session's, and the stand-ins that a
function's statements use are made by its first one.
"""

from __future__ import annotations

import ast
from typing import Any  # node classes that CPython 3.11 does not have

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.nodes import call, load, made, store
from guardedflame.sandbox.guard.statements import Statements

_HAVE_PARAMETERS = "type_params" in ast.FunctionDef._fields  # CPython 3.12


class Definitions(Statements):
    """Handlers of functions and classes."""

    _mark: ast.Assign | None = None

    def on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:  # noqa: N802
        """A function; parameters that are written to or read privately are looked at on entry."""
        scopes = self._scopes
        self._bind(node, node.name)
        if _HAVE_PARAMETERS:
            self._type_parameters(node)
        outside = [node.returns, *node.decorator_list]
        parameters = self._signature(node.args, outside)
        self._judge(outside)
        if node.name in names.HOOKS and scopes.inner.kind == "class":
            self._guard_hook(node)
        scopes.push("function", parameters)
        around, self._blocks = self._blocks, 0
        if not self._fine.issuperset(parameters):
            self._judge_parameters(node.args)
        self._statements(node.body)
        self._blocks = around
        wanted = scopes.pop()
        if wanted:
            at = node.body[0]
            first = 1 if _is_docstring(at) else 0
            node.body[first:first] = [scopes.checks(name, at).assignment(at) for name in wanted]

    on_AsyncFunctionDef = on_FunctionDef  # noqa: N815

    def _guard_hook(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Put the guard around what the function, decorated, turns out to be."""
        at = node.decorator_list[0] if node.decorator_list else node
        name: list[ast.expr] = [made(ast.Constant, at, value=node.name)]
        node.decorator_list.insert(0, call(load(names.HOOK, at), name, at))

    def _type_parameters(self, node: Any) -> None:
        """``[T: int, *Ts, **P]``: names, bounds and defaults."""
        for each in node.type_params:
            self._bind(each, each.name)
            # Evaluated when asked for, in a scope of their own.
            self._scopes.push("comprehension")
            self._judge([getattr(each, "bound", None), getattr(each, "default_value", None)])
            self._scopes.pop()

    def on_TypeAlias(self, node: Any) -> None:  # noqa: N802
        """``type X[T] = ...``, from CPython 3.12 on."""
        self._target(node.name)
        self._type_parameters(node)
        self._scopes.push("comprehension")
        self._judge([node.value])
        self._scopes.pop()

    def on_ClassDef(self, node: ast.ClassDef) -> None:  # noqa: N802
        """A class; its body starts by marking it as the session's."""
        self._bind(node, node.name)
        if _HAVE_PARAMETERS:
            self._type_parameters(node)
        self._judge([*node.decorator_list, *node.bases, *node.keywords])
        self._scopes.push("class")
        self._classes.append(node.name)
        around, self._blocks = self._blocks, 0
        self._statements(node.body)
        self._blocks = around
        self._classes.pop()
        self._scopes.pop()
        at = node.body[0]
        mark = made(ast.Assign, at, targets=[store(names.MARK, at)], value=load(names.TOKEN, at))
        node.body.insert(1 if _is_docstring(at) else 0, mark)


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
