"""Which local names have been looked at already, so that a method checks ``self`` once.

A *stand-in* of ``b`` is a local that no source can spell. It holds ``b`` itself where its class is
pure, and otherwise a ``Through``, which asks the guards at each attribute. Compiled code uses it in
one way only, as what stands before the dot of a judged attribute, so that no client sees one.

Invariant: a stand-in is used for a name only while that name cannot have been bound again. When
binding turns out to be possible, the use gets the full check in the place of the stand-in, so the
worst mistake here costs time.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.nodes import IN, LOAD, call, load, made, store

#: An attribute that is read or written on a stand-in until told otherwise, the name before its dot
#: (for its place), and if it runs at most once a call of the function whose parameter that is.
Use = tuple[ast.Attribute, ast.Name, bool]


class Scope:
    """One function, lambda, comprehension, class body or module while it is being read."""

    #: Stand-ins of this scope's parameters, and the uses in here of those further out, by name.
    uses: dict[str, list[Use]] | None = None
    passing: dict[str, list[Use]] | None = None
    #: Which write of this run of statements can leave a stand-in that is valid until its end.
    live: dict[str, ast.Attribute] | None = None
    here: list[tuple[str, Use]] | None = None  # live ones used in the current statement
    left: ast.Attribute | None = None  # the write by which the current statement can leave one
    unsettled = False  # there may be something for ``statement_done``
    loops = 0  # how deep in loops the current statement is

    def __init__(self, kind: str, parameters: Collection[str] = ()) -> None:
        self.kind = kind  # "function", "lambda", "comprehension", "class", "module"
        self.parameters = parameters
        self.bound: set[str] = set()


class Checks:
    """What is put into the tree for one name: ``name if type(name) in pure else through(name)``.

    The trees share what cannot fail, as that has no error to point at a line. Only the first read
    of the name can, where it may not be bound.
    """

    __slots__ = ("_assignment", "_guarded", "_itself", "_pure", "_sure", "_type", "name")

    def __init__(self, name: str, at: ast.AST) -> None:
        self.name = f"<of {name}>"
        self._itself = load(name, at)
        self._type = load(names.TYPE, at)
        self._pure: list[ast.expr] = [load(names.PURE, at)]
        self._guarded = call(load(names.THROUGH, at), [self._itself], at)
        self._sure: ast.IfExp | None = None
        self._assignment: ast.Assign | None = None

    def choice(self, at: ast.Name) -> ast.IfExp:
        """Return the whole check for a place where the name stood."""
        first = made(ast.Name, at, id=self._itself.id, ctx=LOAD)
        kind = made(ast.Call, at, func=self._type, args=[first], keywords=[])
        pure = made(ast.Compare, at, left=kind, ops=[IN], comparators=self._pure)
        return made(ast.IfExp, at, test=pure, body=self._itself, orelse=self._guarded)

    def sure(self, at: ast.Name) -> ast.IfExp:
        """Return the whole check of a name that is bound."""
        if self._sure is None:
            self._sure = self.choice(at)
        return self._sure

    def target(self, at: ast.AST) -> ast.Name:
        """Return the stand-in, to be assigned."""
        return store(self.name, at)

    def assignment(self, at: ast.AST) -> ast.Assign:
        """Return the statement that makes the stand-in of a parameter."""
        if self._assignment is None:
            targets = [self.target(at)]
            value = self.sure(self._itself)
            self._assignment = made(ast.Assign, at, targets=targets, value=value)
        return self._assignment


class Scopes:
    """The chain of scopes around the node being read.

    Args:
        elsewhere: all names said global or nonlocal anywhere.
    """

    def __init__(self, elsewhere: frozenset[str] = frozenset()) -> None:
        self.inner = Scope("module")
        self.chain = [self.inner]
        self.elsewhere = elsewhere
        self.bindings: list[str] = []  # all names bound so far, in any scope
        self._checks: dict[str, Checks] = {}

    def bind_outwards(self, name: str) -> None:
        """Note a binding whose scope is somewhere in the chain: nonlocal, global, walrus."""
        for scope in self.chain:
            scope.bound.add(name)
        self.bindings.append(name)

    def push(self, kind: str, parameters: Collection[str] = ()) -> None:
        """Enter a scope."""
        self.inner = scope = Scope(kind, parameters)
        self.chain.append(scope)

    def pop(self) -> Collection[str]:
        """Leave a scope; return its parameters whose stand-in has to be made at entry."""
        chain = self.chain
        scope = chain.pop()
        self.inner = chain[-1]
        if scope.passing is not None:
            for name, uses in scope.passing.items():
                if name in scope.bound:
                    self._distrust(name, uses)
        if scope.uses is None:
            return ()
        wanted = []
        for name, uses in scope.uses.items():
            if name in scope.bound or name in self.elsewhere:
                self._distrust(name, uses)
                continue
            node, value, once = uses[0]
            if once and len(uses) == 1:  # the same check, without a local in between
                node.value = self.checks(name, value).sure(value)
            else:
                wanted.append(name)
        return wanted

    def checks(self, name: str, at: ast.AST) -> Checks:
        """Return what is put into the tree for a name."""
        found = self._checks.get(name)
        if found is None:
            found = self._checks[name] = Checks(name, at)
        return found

    def trust(self, node: ast.Attribute, value: ast.Name) -> None:
        """Put what was looked at before the dot of ``node``: a stand-in, if there is one."""
        name = value.id
        inner = self.inner
        if inner.live is not None and name in inner.live:
            target = inner.live[name]
            if target.value.__class__ is ast.IfExp:  # the write leaves what it had looked at
                stand_in = self.checks(name, value).target(value)
                target.value = made(ast.NamedExpr, value, target=stand_in, value=target.value)
            if inner.here is None:
                inner.here = []
            inner.here.append((name, (node, value, False)))
        elif inner.kind == "function" and name in inner.parameters:  # a method and its self
            uses = inner.uses
            if uses is None:
                inner.uses = {name: [(node, value, not inner.loops)]}
            elif name in uses:
                uses[name].append((node, value, False))
            else:
                uses[name] = [(node, value, not inner.loops)]
        elif not self._passed(name, (node, value, False)):
            node.value = self.checks(name, value).choice(value)
            return
        value.id = f"<of {name}>"

    def _passed(self, name: str, use: Use) -> bool:
        """Use the stand-in of a function further out; say if there is one."""
        passed: list[Scope] = []
        for scope in reversed(self.chain):
            if name in scope.parameters:
                if scope.kind != "function":
                    return False
                for each in passed:
                    if each.passing is None:
                        each.passing = {}
                    each.passing.setdefault(name, []).append(use)
                if scope.uses is None:
                    scope.uses = {}
                scope.uses.setdefault(name, []).append(use)
                return True
            if scope.kind == "class":
                return False
            passed.append(scope)
        return False

    def _distrust(self, name: str, uses: list[Use]) -> None:
        """Make the places do the whole check."""
        for node, value, _ in uses:
            node.value = self.checks(name, value).choice(value)

    def statement_done(self, begun: int) -> None:
        """Settle the stand-ins used in a statement of the current run, and what it left behind.

        Args:
            begun: how many bindings there were before it. Those of scopes within the statement
                count as well, which makes for a stand-in less.
        """
        scope = self.inner
        stored = set(self.bindings[begun:])
        for name, use in scope.here or ():
            if name in stored:
                self._distrust(name, [use])
        scope.here = None
        if scope.live is not None:
            for name in stored:
                scope.live.pop(name, None)
        left, scope.left = scope.left, None
        if left is not None and left.value.__class__ is ast.IfExp:
            name = left.value.body.id  # type: ignore[attr-defined]
            # Bound in this very scope: a variable of a function further out can be bound again
            # by that function's own frame while this one runs (a generator does).
            if name in scope.bound and name not in stored and name not in self.elsewhere:
                if scope.live is None:
                    scope.live = {}
                scope.live[name] = left
        scope.unsettled = bool(scope.live)
