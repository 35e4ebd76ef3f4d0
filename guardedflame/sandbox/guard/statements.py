"""Statements, and the runs of them in which a stand-in stays good.

Invariant: every expression of a statement is judged, and every name that it binds.
"""

from __future__ import annotations

import ast

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.expressions import Expressions
from guardedflame.sandbox.guard.nodes import call, load, made

_NAME, _ATTRIBUTE, _CONSTANT, _CHOICE = ast.Name, ast.Attribute, ast.Constant, ast.IfExp
#: CPython compiles a finally body twice, and so one in it four times.
_FINALS = 5


class Statements(Expressions):
    """Handlers of statements, but for functions, classes and match."""

    def _block(self, body: list[ast.stmt]) -> None:
        """Visit a run of statements; stand-ins made in it are not trusted outside of it."""
        if not body:
            return
        scope = self._scopes.inner
        here = scope.here
        scope.live = scope.here = None
        scope.unsettled = False
        self._statements(body)
        scope.live, scope.here = None, here
        scope.unsettled = here is not None

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        scope = self._scopes.inner
        scope.loops += 1
        self._blocks += 1
        self._nested(node)
        self._block(node.body)
        self._blocks -= 1
        scope.loops -= 1
        self._block(node.orelse)

    def _statements(self, body: list[ast.stmt]) -> None:
        table = self.table
        scopes = self._scopes
        scope = scopes.inner
        changed: list[tuple[int, list[ast.stmt]]] = []
        for index, statement in enumerate(body):
            begun = len(scopes.bindings)
            several = table[statement.__class__](self, statement)
            if several is not None:
                changed.append((index, several))
            if scope.unsettled:
                scopes.statement_done(begun)
        for index, several in reversed(changed):
            body[index : index + 1] = several

    # --- whole sources -------------------------------------------------------------------------

    def on_Module(self, node: ast.Module) -> None:  # noqa: N802
        """The whole of a file."""
        self._statements(node.body)

    def on_Interactive(self, node: ast.Interactive) -> None:  # noqa: N802
        """One line of a console; what it evaluates to is shown by the session's own display."""
        self._statements(node.body)
        pending: list[ast.AST] = [*node.body]
        while pending:
            statement = pending.pop()
            if isinstance(statement, ast.Expr):
                # CPython would show it, in an if or a loop too, and keep it in the builtins.
                value = statement.value
                statement.value = call(load(names.DISPLAY, value), [value], value)
            elif not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                pending += [
                    each
                    for each in ast.iter_child_nodes(statement)
                    if isinstance(each, ast.stmt | ast.excepthandler | ast.match_case)
                ]

    # --- simple statements ---------------------------------------------------------------------

    def on_Expr(self, node: ast.Expr | ast.Return) -> None:  # noqa: N802
        """An expression by itself, or returned."""
        self._judge([node.value])

    on_Return = on_Expr  # noqa: N815

    def on_Pass(self, node: ast.AST) -> None:  # noqa: N802
        """Names nothing."""

    on_Break = on_Pass  # noqa: N815
    on_Continue = on_Pass  # noqa: N815

    def on_Raise(self, node: ast.Raise) -> None:  # noqa: N802
        """``raise a from b``."""
        self._judge([node.exc, node.cause])

    def on_Assert(self, node: ast.Assert) -> None:  # noqa: N802
        """``assert a, b``."""
        self._judge([node.test, node.msg])

    def on_Delete(self, node: ast.Delete) -> None:  # noqa: N802
        """Names, items, and attributes of the session's own objects."""
        for each in node.targets:
            self._target(each)

    def on_Assign(self, node: ast.Assign) -> None:  # noqa: N802
        """A value and its targets."""
        if node.value.__class__ is not _CONSTANT:
            self._judge([node.value])
        for each in node.targets:
            if each.__class__ is _ATTRIBUTE:
                self._written(each)
                if each.value.__class__ is _CHOICE and len(node.targets) == 1:
                    self._leave_behind(each)
            elif each.__class__ is not _NAME:
                self._target(each)
            elif each.id in names.HOOKS and len(node.targets) == 1:
                self._assign_hook(node, each)
            else:
                self._bind(each, each.id)

    def _assign_hook(self, node: ast.Assign, target: ast.Name) -> None:
        """``__getattr__ = dict.get`` in a class body: the guard goes around the value."""
        if self._scopes.inner.kind != "class":
            self._bind(target, target.id)
            return
        value = node.value
        name: list[ast.expr] = [made(ast.Constant, value, value=target.id)]
        node.value = call(call(load(names.HOOK, value), name, value), [value], value)
        self._scopes.inner.bound.add(target.id)

    def on_AugAssign(self, node: ast.AugAssign) -> None:  # noqa: N802
        """The target is read and written; the name of an attribute also has to be readable."""
        self._judge([node.value])
        target = node.target
        if not isinstance(target, ast.Attribute):
            self._target(target)
            return
        if target.attr in names.GUARDED_ATTRIBUTES or (
            target.attr in names.SETTABLE and target.attr not in names.SETTABLE_IN_PLACE
        ):
            self._refuse(node, f"{target.attr!r} cannot be assigned in place", "use =")
        read = "" if names.readable_plainly(target.attr) else self._mangled(target.attr)
        self._written(target, read)
        self._leave_behind(target)

    def _leave_behind(self, target: ast.Attribute) -> None:
        """Note that a write such as ``b.x = 1`` can leave a stand-in for the statements after it.

        Only a statement whose own and single target is the attribute does: it runs whenever the
        statements after it do.
        """
        scope = self._scopes.inner
        if scope.kind == "function" and target.value.__class__ is _CHOICE:
            scope.left = target
            scope.unsettled = True

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:  # noqa: N802
        """An annotated variable."""
        self._judge([node.annotation, node.value])
        self._target(node.target)

    def on_Global(self, node: ast.Global | ast.Nonlocal) -> None:  # noqa: N802
        """Names bound further out."""
        for name in node.names:
            self._bind(node, name)
            if names.is_dunder(name):
                self._refuse(node, f"the name {name!r} cannot be bound", "use another name")
            self._scopes.bind_outwards(name)

    on_Nonlocal = on_Global  # noqa: N815

    # --- compound statements -------------------------------------------------------------------

    def on_For(self, node: ast.For | ast.AsyncFor) -> None:  # noqa: N802
        """A loop; iteration is CPython's own."""
        self._judge([node.iter])
        scope = self._scopes.inner
        scope.loops += 1
        self._target(node.target)
        scope.loops -= 1
        self._loop(node)

    on_AsyncFor = on_For  # noqa: N815

    def on_While(self, node: ast.While) -> None:  # noqa: N802
        """A condition and two runs of statements."""
        scope = self._scopes.inner
        scope.loops += 1
        self._judge([node.test])
        scope.loops -= 1
        self._loop(node)

    def on_If(self, node: ast.If) -> None:  # noqa: N802
        """As while, but once."""
        self._judge([node.test])
        self._block(node.body)
        self._block(node.orelse)

    def on_With(self, node: ast.With | ast.AsyncWith) -> None:  # noqa: N802
        """A context manager; __enter__ and __exit__ are the object's own."""
        for item in node.items:
            self._judge([item.context_expr])
            if item.optional_vars is not None:
                self._target(item.optional_vars)
        self._blocks += len(node.items)
        self._nested(node)
        self._block(node.body)
        self._blocks -= len(node.items)

    on_AsyncWith = on_With  # noqa: N815

    def on_Try(self, node: ast.Try) -> None:  # noqa: N802
        """Handlers, else and finally are runs of their own."""
        around = self._blocks
        # As CPython counts: a finally is around all the rest, a handler is two.
        outer = around + bool(node.finalbody)
        self._run(node, node.body, outer + bool(node.handlers))
        for handler in node.handlers:
            self._blocks = outer
            self._judge([handler.type])
            if handler.name is not None:
                self._bind(handler, handler.name)
            self._run(node, handler.body, outer + 2)
        self._run(node, node.orelse, outer)
        if node.finalbody:
            self._finals += 1
            if self._finals > _FINALS:
                self._refuse(node, "too many nested finally bodies", "move some into a function")
            self._run(node, node.finalbody, around + 1)
            self._finals -= 1
        self._blocks = around

    def _run(self, node: ast.stmt, body: list[ast.stmt], blocks: int) -> None:
        self._blocks = blocks
        self._nested(node)
        self._block(body)

    on_TryStar = on_Try  # noqa: N815

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> None:  # noqa: N802
        """Imports reach the session's importer, which answers with facades.

        It has private names in modules of the session only.
        """
        for alias in node.names:
            if alias.name == "*":
                # Any name may be another object now; it can stand at module level only.
                self._scopes.inner.live = None
                continue
            self._judge_import(node, alias.name)
            self._bind(node, alias.asname or alias.name.partition(".")[0])

    def on_ImportFrom(self, node: ast.ImportFrom) -> None:  # noqa: N802
        """As import; a relative one is resolved by the importer, by the module's own name."""
        if node.module is not None and (node.level or node.module != "__future__"):
            self._judge_import(node, node.module)
        self.on_Import(node)

    def _judge_import(self, node: ast.stmt, name: str) -> None:
        if any(names.is_dunder(part) for part in name.split(".")):
            self._refuse(node, f"{name!r} cannot be imported", "import public names")
