"""Statements, and the runs of them in which a stand-in stays good.

Invariant: every expression of a statement is judged, in the order in which it runs.
"""

from __future__ import annotations

import ast

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.expressions import Expressions
from guardedflame.sandbox.guard.scopes import load, place

#: CPython compiles a finally body twice, and so one in it four times.
_FINALS = 5


class Statements(Expressions):
    """Handlers of statements, but for functions, classes and match."""

    def _block(self, body: list[ast.stmt]) -> None:
        """Visit a run of statements; stand-ins made in it are not trusted outside of it."""
        if not body:
            return
        scope = self._scopes.inner
        live, here, stored = scope.live, scope.here, scope.stored
        scope.live, scope.here, scope.stored = {}, [], set()
        self._statements(body, stored)
        scope.live, scope.here, scope.stored = live, here, stored
        live.clear()

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        scope = self._scopes.inner
        scope.loops += 1
        self._blocks += 1
        self._nested(node)
        self._block(node.body)
        self._blocks -= 1
        scope.loops -= 1
        self._block(node.orelse)

    def _statements(self, body: list[ast.stmt], stored: set[str] | None = None) -> None:
        table = self.table
        scopes = self._scopes
        scope = scopes.inner
        changed: list[tuple[int, list[ast.stmt]]] = []
        for index, statement in enumerate(body):
            new = table[statement.__class__](self, statement)
            if new is not statement:
                changed.append((index, new))  # type: ignore[arg-type]  # a list, from on_Match
            if scope.stored or scope.here or scope.left is not None:
                if stored is not None:
                    stored |= scope.stored
                scopes.statement_done()
        for index, several in reversed(changed):
            body[index : index + 1] = several

    # --- whole sources -------------------------------------------------------------------------

    def on_Module(self, node: ast.Module) -> ast.Module:  # noqa: N802
        """The whole of a file."""
        self._statements(node.body)
        return node

    def on_Interactive(self, node: ast.Interactive) -> ast.Interactive:  # noqa: N802
        """One line of a console; what it evaluates to is shown by the session's own display."""
        self._statements(node.body)
        pending: list[ast.AST] = [*node.body]
        while pending:
            statement = pending.pop()
            if isinstance(statement, ast.Expr):
                # CPython would show it, in an if or a loop too, and keep it in the builtins.
                value = statement.value
                show = load(names.DISPLAY, value)
                statement.value = ast.Call(show, [value], [], **place(value))
            elif not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                pending += [
                    each
                    for each in ast.iter_child_nodes(statement)
                    if isinstance(each, ast.stmt | ast.excepthandler | ast.match_case)
                ]
        return node

    # --- simple statements ---------------------------------------------------------------------

    def on_Expr(self, node: ast.Expr | ast.Return) -> ast.AST:  # noqa: N802
        """An expression by itself, or returned."""
        node.value = self._one(node.value)
        return node

    on_Return = on_Expr  # noqa: N815

    def on_Pass(self, node: ast.AST) -> ast.AST:  # noqa: N802
        """Names nothing."""
        return node

    on_Break = on_Pass  # noqa: N815
    on_Continue = on_Pass  # noqa: N815

    def on_Raise(self, node: ast.Raise) -> ast.AST:  # noqa: N802
        """``raise a from b``."""
        node.exc = self._one(node.exc)
        node.cause = self._one(node.cause)
        return node

    def on_Assert(self, node: ast.Assert) -> ast.AST:  # noqa: N802
        """``assert a, b``."""
        node.test = self._one(node.test)
        node.msg = self._one(node.msg)
        return node

    def on_Delete(self, node: ast.Delete) -> ast.AST:  # noqa: N802
        """Names, items, and attributes of the session's own objects."""
        for each in node.targets:
            self._target(each)
        return node

    def on_Assign(self, node: ast.Assign) -> ast.AST:  # noqa: N802
        """Judge the value, then the targets, in the order they run."""
        node.value = self._one(node.value)
        hook = self._assigned_hook(node)
        for each in node.targets:
            if each is not hook:
                self._target(each)
        if each.__class__ is ast.Attribute and len(node.targets) == 1:
            self._leave_behind(each)
        return node

    def _assigned_hook(self, node: ast.Assign) -> ast.expr | None:
        """``__getattr__ = dict.get`` in a class body: the guard goes around the value."""
        target = node.targets[0]
        if (
            len(node.targets) == 1
            and isinstance(target, ast.Name)
            and target.id in names.HOOKS
            and self._scopes.inner.kind == "class"
        ):
            value = node.value
            where = place(value)
            hook = ast.Call(
                load(names.HOOK, value), [ast.Constant(target.id, **where)], [], **where
            )
            node.value = ast.Call(hook, [value], [], **where)
            self._scopes.inner.bound.add(target.id)
            return target
        return None

    def on_AugAssign(self, node: ast.AugAssign) -> ast.AST:  # noqa: N802
        """The target is read and written; a name also has to be readable."""
        node.value = self._one(node.value)
        target = node.target
        if isinstance(target, ast.Attribute):
            self._augmented = not names.readable_plainly(target.attr)
            if target.attr in names.GUARDED_ATTRIBUTES:
                self._refuse(node, f"{target.attr!r} cannot be assigned in place", "use =")
            self._target(target)
            self._augmented = False
            self._leave_behind(target)
        else:
            self._target(target)
        return node

    def _leave_behind(self, target: ast.Attribute) -> None:
        """Note that a write such as ``b.x = 1`` can leave a stand-in for the statements after it.

        Only a statement whose own and single target is the attribute does: it runs whenever the
        statements after it do.
        """
        scope = self._scopes.inner
        value = target.value
        if scope.kind == "function" and value is self._checked:
            scope.left = self._checked.body.id, target  # type: ignore[attr-defined]

    def on_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:  # noqa: N802
        """An annotated variable."""
        node.annotation = self._one(node.annotation)
        node.value = self._one(node.value)
        self._target(node.target)
        return node

    def on_Global(self, node: ast.Global | ast.Nonlocal) -> ast.AST:  # noqa: N802
        """Names bound further out."""
        for name in node.names:
            self._bind(node, name)
            if names.is_dunder(name):
                self._refuse(node, f"the name {name!r} cannot be bound", "use another name")
            self._scopes.bind_outwards(name)
        return node

    on_Nonlocal = on_Global  # noqa: N815

    # --- compound statements -------------------------------------------------------------------

    def on_For(self, node: ast.For | ast.AsyncFor) -> ast.AST:  # noqa: N802
        """A loop; iteration is CPython's own."""
        node.iter = self._one(node.iter)
        self._target_in_loop(node.target)
        self._loop(node)
        return node

    on_AsyncFor = on_For  # noqa: N815

    def _target_in_loop(self, target: ast.expr) -> None:
        scope = self._scopes.inner
        scope.loops += 1
        self._target(target)
        scope.loops -= 1

    def on_While(self, node: ast.While) -> ast.AST:  # noqa: N802
        """A condition and two runs of statements."""
        scope = self._scopes.inner
        scope.loops += 1
        node.test = self._one(node.test)
        scope.loops -= 1
        self._loop(node)
        return node

    def on_If(self, node: ast.If) -> ast.AST:  # noqa: N802
        """As while, but once."""
        node.test = self._one(node.test)
        self._block(node.body)
        self._block(node.orelse)
        return node

    def on_With(self, node: ast.With | ast.AsyncWith) -> ast.AST:  # noqa: N802
        """A context manager; __enter__ and __exit__ are the object's own."""
        for item in node.items:
            item.context_expr = self._one(item.context_expr)
            if item.optional_vars is not None:
                self._target(item.optional_vars)
        self._blocks += len(node.items)
        self._nested(node)
        self._block(node.body)
        self._blocks -= len(node.items)
        return node

    on_AsyncWith = on_With  # noqa: N815

    def on_Try(self, node: ast.Try) -> ast.AST:  # noqa: N802
        """Handlers, else and finally are runs of their own."""
        around = self._blocks
        # As CPython counts: a finally is around all the rest, a handler is two.
        outer = around + bool(node.finalbody)
        self._run(node, node.body, outer + bool(node.handlers))
        for handler in node.handlers:
            self._blocks = outer
            if handler.type is not None:
                handler.type = self._one(handler.type)
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
        return node

    def _run(self, node: ast.stmt, body: list[ast.stmt], blocks: int) -> None:
        self._blocks = blocks
        self._nested(node)
        self._block(body)

    on_TryStar = on_Try  # noqa: N815

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> ast.AST:  # noqa: N802
        """Imports reach the session's importer, which answers with facades.

        It has private names in modules of the session only.
        """
        for alias in node.names:
            if alias.name == "*":
                # Any name may be another object now; it can stand at module level only.
                self._scopes.inner.live.clear()
                continue
            self._judge_import(node, alias.name)
            self._bind(node, alias.asname or alias.name.partition(".")[0])
        return node

    def on_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:  # noqa: N802
        """As import; a relative one is resolved by the importer, by the module's own name."""
        if node.module is not None and (node.level or node.module != "__future__"):
            self._judge_import(node, node.module)
        return self.on_Import(node)

    def _judge_import(self, node: ast.stmt, name: str) -> None:
        if any(names.is_dunder(part) for part in name.split(".")):
            self._refuse(node, f"{name!r} cannot be imported", "import public names")
