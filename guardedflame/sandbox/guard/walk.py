"""Walking a tree once, judging each name on the way: what all kinds of nodes share.

Invariant: a node whose type has no handler is refused, and a name is bound or read only after
``_judge_binding`` or ``_read`` has seen it.
"""

from __future__ import annotations

import ast
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, ClassVar  # Any: a node's fields, by the node's class

from RestrictedPython.transformer import RestrictingNodeTransformer

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.refusals import Refusal, refusal_at
from guardedflame.sandbox.guard.scopes import Scopes

_NAME, _CONSTANT, _ATTRIBUTE = ast.Name, ast.Constant, ast.Attribute


class Walk(RestrictingNodeTransformer):
    """The state of one walk, and names; subclasses add ``on_<node type>`` handlers.

    A node that needs a guard becomes the guard where it stands. Only a match statement is ever
    replaced, by several; a handler of a statement returns those, or None.

    Args:
        elsewhere: names said ``global`` or ``nonlocal`` anywhere in the tree.
        vocabulary: what the profile's libraries add to the names that are judged.
    """

    #: Handlers by node type; filled where the whole class is known. A table of functions, as a
    #: method looked up by a name that is put together for each node takes as long as judging it.
    table: ClassVar[dict[type, Callable[[Any, Any], Any]]] = {}
    #: What is inside of the expressions that are judged by judging that; filled in the same place.
    inside: ClassVar[dict[type, Callable[[Any], Iterable[Any]]]] = {}

    #: Handlers of what can be assigned to, beside names.
    targets: ClassVar[dict[type, Callable[[Any, Any], Any]]] = {}

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
        self._temporaries = 0
        # What the stand-ins of classes in patterns have in their names. At module level they are
        # globals, and another source that runs in the same ones must not bind them.
        self._own = secrets.token_hex(8)
        self._finals = 0  # finally bodies around the node
        self._blocks = 0  # for, while, try, with and comprehensions around the node
        # Each distinct name is judged once, in each way in which it is used.
        self._seen: set[str] = set()  # variables found readable
        self._fine: set[str] = set()  # names that can be bound anywhere
        self._plain: set[str] = set()  # attributes found plainly readable
        self._private: set[str] = set()  # attributes that are some object's own matter
        self._writable: set[str] = set()  # attributes that can be set where the object can
        self._judge = self._judging()

    def visit(self, node: ast.AST) -> ast.AST:
        """Judge a whole tree, and put the guards into it."""
        self.table[node.__class__](self, node)
        return node

    def not_allowed(self, node: ast.AST) -> None:
        """Refuse a node type that has no handler."""
        self._refuse(
            node,
            f"{type(node).__name__} is not part of the guarded language",
            "write it another way; docs/language.md lists what is left out",
        )

    def _refuse(self, node: ast.AST, what: str, hint: str = "", part: str = "") -> None:
        self.refusals.append(refusal_at(node, what, hint, part))

    def _judging(self) -> Callable[[list[Any]], None]:
        """Return what judges expressions that are read.

        It takes nodes, lists of nodes, and None for what is not there. One loop instead of a call
        for each node, as nothing in it depends on their order; and a function that has at hand
        what it asks for at each name.
        """
        seen, plain, private, inside, table = (
            self._seen,
            self._plain,
            self._private,
            self.inside,
            self.table,
        )
        trust = self._scopes.trust

        def judge(waiting: list[Any]) -> None:
            while waiting:
                node = waiting.pop()
                kind = node.__class__
                if kind is _NAME:
                    if node.id not in seen:
                        self._read(node, node.id)
                elif kind is _ATTRIBUTE:
                    value = node.value
                    if node.attr in plain:
                        waiting.append(value)
                    elif node.attr in private and value.__class__ is _NAME:
                        if value.id not in seen:
                            self._read(value, value.id)
                        trust(node, value)
                    else:
                        self.on_Attribute(node)
                        waiting.append(value)
                elif kind is not _CONSTANT and node is not None:
                    parts = inside.get(kind)
                    if parts is None:
                        table[kind](self, node)
                    else:
                        waiting += parts(node)

        return judge

    def on_Attribute(self, node: ast.Attribute) -> None:  # noqa: N802
        """Judge an attribute that is read."""
        raise NotImplementedError

    def _target(self, target: ast.expr) -> None:
        """Judge what is assigned or deleted."""
        if target.__class__ is _NAME:
            self._bind(target, target.id)
        else:
            self.targets[target.__class__](self, target)

    # --- names ---------------------------------------------------------------------------------

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
        scopes = self._scopes
        scopes.inner.bound.add(name)
        scopes.bindings.append(name)
        if name not in self._fine:
            self._judge_binding(node, name)

    def _judge_binding(self, node: ast.AST, name: str) -> None:
        if not self._normal(node, name):
            return
        if name in names.INTERNAL_ATTRIBUTES:
            if self._scopes.inner.kind == "class":
                self._refuse(
                    node, f"the name {name!r} belongs to the interpreter", "use another name"
                )
            return
        if name in self._vocabulary.reserved:
            self._refuse(node, f"the name {name!r} cannot be bound", RESERVED)
        elif name == "super":
            self._refuse(node, "the name 'super' belongs to the interpreter", "use another name")
        elif not names.is_dunder(name):
            self._fine.add(name)
        else:
            self._judge_special(node, name)

    def _judge_special(self, node: ast.AST, name: str) -> None:
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
