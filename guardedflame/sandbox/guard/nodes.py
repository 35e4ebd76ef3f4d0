"""Nodes that the compiler puts into a tree.

Invariant: a node made here has the place of the node it stands for or beside, so that errors point
into the client's text. CPython's own constructors take twice as long.
"""

from __future__ import annotations

import ast
from typing import Any, TypeVar  # Any: what a node's fields hold depends on its class

Node = TypeVar("Node", bound=ast.AST)

LOAD = ast.Load()
STORE = ast.Store()
IN = ast.In()


def made(kind: type[Node], at: Any, **fields: Any) -> Node:
    """Return a node of this kind at the place of another, with all fields that it must have."""
    node = kind.__new__(kind)
    fields["lineno"] = at.lineno
    fields["col_offset"] = at.col_offset
    fields["end_lineno"] = at.end_lineno
    fields["end_col_offset"] = at.end_col_offset
    node.__dict__ = fields
    return node


def load(identifier: str, at: ast.AST) -> ast.Name:
    """Return a read of a name."""
    return made(ast.Name, at, id=identifier, ctx=LOAD)


def store(identifier: str, at: ast.AST) -> ast.Name:
    """Return a name that is assigned to."""
    return made(ast.Name, at, id=identifier, ctx=STORE)


def call(function: ast.expr, arguments: list[ast.expr], at: ast.AST) -> ast.Call:
    """Return a call."""
    return made(ast.Call, at, func=function, args=arguments, keywords=[])


def become_call(node: ast.expr, function: ast.Name, arguments: list[ast.expr]) -> None:
    """Make a call of a node where it stands, so that nobody has to know what it stands in."""
    changed: Any = node
    changed.__class__ = ast.Call
    changed.func = function
    changed.args = arguments
    changed.keywords = []


def at_name(node: ast.expr, attribute: ast.Attribute) -> None:
    """Put a node where CPython says that an attribute on several lines is read: at its name."""
    node.lineno = attribute.end_lineno or attribute.lineno
    node.col_offset = max(0, (attribute.end_col_offset or 0) - len(attribute.attr))
