"""Which local names have been looked at already, so that a method checks ``self`` once.

Invariant: a flag answers for a name only while that name cannot have been bound again. A use of a
flag is an ``IfExp`` whose test is the flag; when binding turns out to be possible the test is
replaced by the full check, so the worst mistake here costs time.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any  # what mypy asks for to unpack locations into node classes

from guardedflame.sandbox.guard import names


def load(identifier: str, at: ast.expr | ast.stmt) -> ast.Name:
    """Return a read of a name at the place of another node."""
    return ast.Name(identifier, _LOAD, **place(at))


def place(node: ast.expr | ast.stmt) -> dict[str, Any]:
    """Return the location arguments of a node."""
    return {
        "lineno": node.lineno,
        "col_offset": node.col_offset,
        "end_lineno": node.end_lineno or node.lineno,
        "end_col_offset": node.end_col_offset or node.col_offset,
    }


_LOAD = ast.Load()
_STORE = ast.Store()
_IN = ast.In()


def flag_name(name: str) -> str:
    """Return the local that says whether ``name`` holds a pure object of the session."""
    return f"<{name} pure>"


def membership(name: str, at: ast.expr | ast.stmt) -> ast.Compare:
    """Return ``type(name) in pure``: the whole check, in bytecode, without a Python call."""
    where = place(at)
    kind = ast.Call(load(names.TYPE, at), [load(name, at)], [], **where)
    return ast.Compare(kind, [_IN], [load(names.PURE, at)], **where)


def establish(name: str, at: ast.expr | ast.stmt) -> ast.NamedExpr:
    """Return the check that also leaves its answer in the flag."""
    target = ast.Name(flag_name(name), _STORE, **place(at))
    return ast.NamedExpr(target, membership(name, at), **place(at))


@dataclass(slots=True)
class Use:
    """One place that trusts a flag until told otherwise."""

    name: str
    choice: ast.IfExp

    def distrust(self) -> None:
        """Make the place do the whole check."""
        self.choice.test = membership(self.name, self.choice)


@dataclass(slots=True)
class Scope:
    """One function, lambda, comprehension, class body or module while it is being read."""

    kind: str  # "function", "lambda", "comprehension", "class", "module"
    parameters: frozenset[str] = frozenset()
    bound: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)  # flags of this scope's parameters
    passing: list[Use] = field(default_factory=list)  # uses inside of a flag further out
    live: set[str] = field(default_factory=set)  # flags valid in this run of statements
    here: list[Use] = field(default_factory=list)  # live flags used in the current statement
    stored: set[str] = field(default_factory=set)  # names bound in the current statement


class Scopes:
    """The chain of scopes around the node being read."""

    def __init__(self, elsewhere: frozenset[str] = frozenset()) -> None:
        """Start at the module; ``elsewhere`` are all names said global or nonlocal anywhere."""
        self.chain: list[Scope] = [Scope("module")]
        self.elsewhere = elsewhere

    @property
    def inner(self) -> Scope:
        """The scope being read."""
        return self.chain[-1]

    def bind(self, name: str) -> None:
        """Note that the current scope binds a name (a walrus also binds further out)."""
        scope = self.chain[-1]
        scope.bound.add(name)
        scope.stored.add(name)

    def bind_outwards(self, name: str) -> None:
        """Note a binding whose scope is somewhere in the chain: nonlocal, global, walrus."""
        for scope in self.chain:
            scope.bound.add(name)
            scope.stored.add(name)

    def push(self, kind: str, parameters: frozenset[str] = frozenset()) -> Scope:
        """Enter a scope."""
        scope = Scope(kind, parameters)
        self.chain.append(scope)
        return scope

    def pop(self) -> frozenset[str]:
        """Leave a scope; return its parameters whose flag has to be set at entry."""
        scope = self.chain.pop()
        for use in scope.passing:
            if use.name in scope.bound:
                use.distrust()
        wanted: set[str] = set()
        for use in scope.uses:
            if use.name in scope.bound or use.name in self.elsewhere:
                use.distrust()
            else:
                wanted.add(use.name)
        return frozenset(wanted)

    def choose(
        self, name: str, then: ast.expr, otherwise: ast.expr, at: ast.expr | ast.stmt
    ) -> ast.IfExp:
        """Return ``then if <name is pure> else otherwise`` with the cheapest test there is."""
        choice = ast.IfExp(load(flag_name(name), at), then, otherwise, **place(at))
        use = Use(name, choice)
        inner = self.chain[-1]
        if name in inner.live:
            inner.here.append(use)
            return choice
        passed: list[Scope] = []
        for scope in reversed(self.chain):
            if name in scope.parameters:
                if scope.kind != "function":
                    break
                for each in passed:
                    each.passing.append(use)
                scope.uses.append(use)
                return choice
            if scope.kind == "class":
                break
            passed.append(scope)
        use.distrust()
        return choice

    def statement_done(self, established: str | None) -> None:
        """Settle the flags used in a statement of the current run, and what it left behind."""
        scope = self.chain[-1]
        if scope.here:
            for use in scope.here:
                if use.name in scope.stored:
                    use.distrust()
            scope.here.clear()
        if scope.stored:
            scope.live -= scope.stored
        if (
            established is not None
            # Bound in this very scope: a variable of a function further out can be bound again
            # by that function's own frame while this one runs (a generator does).
            and established in scope.bound
            and established not in scope.stored
            and established not in self.elsewhere
        ):
            scope.live.add(established)
        scope.stored = set()
