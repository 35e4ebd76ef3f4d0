"""Walking a tree once, judging each name on the way: what all kinds of nodes share.

Invariant: a node whose type has no handler is refused, and a name is bound or read only after
``_judge_binding`` or ``_read`` has seen it.
"""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Callable
from typing import ClassVar

from RestrictedPython.transformer import RestrictingNodeTransformer

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.refusals import Refusal, refusal_at
from guardedflame.sandbox.guard.scopes import Scopes

_NAME, _CONSTANT, _LOAD = ast.Name, ast.Constant, ast.Load


class Walk(RestrictingNodeTransformer):
    """The state of one walk, and names; subclasses add ``on_<node type>`` handlers.

    A handler returns what stands in the node's place. Only reads of attributes are ever replaced by
    other expressions, and a match statement by several.

    Args:
        elsewhere: names said ``global`` or ``nonlocal`` anywhere in the tree.
        vocabulary: what the profile's libraries add to the names that are judged.
    """

    #: Handlers by node type; filled where the whole class is known. A table of functions, as a
    #: method looked up by a name that is put together for each node takes as long as judging it.
    table: ClassVar[dict[type[ast.AST], Callable[[Walk, ast.AST], ast.AST]]] = {}

    def __init__(
        self,
        elsewhere: frozenset[str] = frozenset(),
        vocabulary: names.Vocabulary = names.Vocabulary(),  # noqa: B008  (immutable)
    ) -> None:
        super().__init__()
        self.refusals: list[Refusal] = []
        self.judged: set[str] = set()  # the vocabulary's names that were read
        self._vocabulary = vocabulary
        self._scopes = Scopes(elsewhere)
        self._classes: list[str] = []
        self._seen: set[str] = set()  # names found readable
        self._temporaries = 0
        self._finals = 0  # finally bodies around the node
        self._blocks = 0  # for, while, try, with and comprehensions around the node
        self._augmented = False
        self._checked: ast.IfExp | None = None  # the last check put before a write

    def visit(self, node: ast.AST) -> ast.AST:
        """Judge a node and return what stands in its place."""
        return self.table[node.__class__](self, node)

    def not_allowed(self, node: ast.AST) -> ast.AST:  # type: ignore[override]
        """Refuse a node type that has no handler."""
        self._refuse(
            node,
            f"{type(node).__name__} is not part of the guarded language",
            "write it another way; docs/language.md lists what is left out",
        )
        return node

    def _refuse(self, node: ast.AST, what: str, hint: str = "", part: str = "") -> None:
        self.refusals.append(refusal_at(node, what, hint, part))

    def _one(self, child: ast.expr | None) -> ast.expr:
        """Judge an expression that is read, and return what stands in its place."""
        kind = child.__class__
        if kind is _NAME:
            if child.id not in self._seen:  # type: ignore[union-attr]
                self._read(child, child.id)  # type: ignore[union-attr,arg-type]
            return child  # type: ignore[return-value]
        if kind is _CONSTANT or child is None:
            return child  # type: ignore[return-value]
        return self.table[kind](self, child)  # type: ignore[return-value,index]

    def _many(self, children: list[ast.expr]) -> None:
        """Judge expressions that are read, in place."""
        seen = self._seen
        for index, child in enumerate(children):
            kind = child.__class__
            if kind is _CONSTANT or child is None:
                continue
            if kind is _NAME:
                if child.id not in seen:  # type: ignore[attr-defined]
                    self._read(child, child.id)  # type: ignore[attr-defined]
                continue
            new = self.table[kind](self, child)
            if new is not child:
                children[index] = new  # type: ignore[call-overload]

    def _target(self, target: ast.expr) -> None:
        """Judge what is assigned or deleted; a target is changed in place, never replaced."""
        if target.__class__ is _NAME:
            self._bind(target, target.id)
        else:
            self.table[target.__class__](self, target)

    # --- names ---------------------------------------------------------------------------------

    def on_Name(self, node: ast.Name) -> ast.Name:  # noqa: N802
        """Judge a variable."""
        if node.ctx.__class__ is not _LOAD:
            self._bind(node, node.id)
        elif node.id not in self._seen:
            self._read(node, node.id)
        return node

    def _read(self, node: ast.AST, name: str) -> None:
        if name == "__import__" and isinstance(node, ast.Name):
            node.id = names.IMPORT
        elif name == "super" and isinstance(node, ast.Name):
            node.id = names.SUPER
        elif names.is_dunder(name) and name not in names.READABLE_NAMES:
            self._refuse(node, f"the name {name!r} is not readable", _NAME_HINTS.get(name, _OTHER))
        elif self._normal(node, name):
            self._seen.add(name)

    def _normal(self, node: ast.AST, name: str) -> bool:
        """Refuse a name that changes under NFKC; the parser normalises, this is the second look."""
        if name.isascii() or unicodedata.normalize("NFKC", name) == name:
            return True
        self._refuse(node, f"the name {name!r} is not in its normal form", "spell it in NFKC")
        return False

    def _bind(self, node: ast.AST, name: str) -> None:
        scope = self._scopes.chain[-1]
        scope.bound.add(name)
        scope.stored.add(name)
        if name[:1] == "_" or not name.isascii():
            self._judge_binding(node, name)
        elif name == "super":
            self._refuse(node, "the name 'super' belongs to the interpreter", "use another name")
        elif scope.kind == "class" and name in names.INTERNAL_ATTRIBUTES:
            self._refuse(node, f"the name {name!r} belongs to the interpreter", "use another name")

    def _judge_binding(self, node: ast.AST, name: str) -> None:
        if name in self._vocabulary.reserved:
            self._refuse(node, f"the name {name!r} cannot be bound", RESERVED)
        if not self._normal(node, name) or not names.is_dunder(name):
            return
        if self._scopes.inner.kind == "class":
            if name in names.HOOKS:
                if not isinstance(node, ast.FunctionDef):
                    self._refuse(node, f"{name!r} is defined in another way", "write a def")
                return
            if name in names.DEFINABLE or name in names.CLASS_DATA:
                return
            self._refuse(
                node,
                f"{name!r} cannot be defined",
                names.HINTS.get(name) or "docs/language.md lists what a class may define",
                "classes",
            )
        elif name not in names.MODULE_DATA and name not in names.DEFINABLE:
            self._refuse(node, f"the name {name!r} cannot be bound", "use another name")


RESERVED = "a library of the profile takes objects that have it for its own; use another name"
_OTHER = "pass what you need as a value"
_NAME_HINTS = {
    "__builtins__": "name the builtin itself",
    "__file__": "there is no file here; pass what you need as a value",
}
