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


def at_attribute(node: ast.Attribute) -> dict[str, Any]:
    """Return where CPython says that an attribute is read: at its name, if on another line."""
    where = place(node)
    if where["lineno"] != where["end_lineno"]:
        where["lineno"] = where["end_lineno"]
        where["col_offset"] = max(0, where["end_col_offset"] - len(node.attr))
    return where


_LOAD = ast.Load()
_STORE = ast.Store()
_IN = ast.In()


def stand_in(name: str, at: ast.expr | ast.stmt) -> ast.Name:
    """Return the stand-in of ``name``, to be assigned.

    The space keeps it apart from the guards' own names: a parameter may be called ``write``.
    """
    return ast.Name(f"<of {name}>", _STORE, **place(at))


def membership(name: str, at: ast.expr | ast.stmt) -> ast.Compare:
    """Return ``type(name) in pure``: the whole check, in bytecode, without a Python call."""
    where = place(at)
    kind = ast.Call(ast.Name(names.TYPE, _LOAD, **where), [load(name, at)], [], **where)
    return ast.Compare(kind, [_IN], [ast.Name(names.PURE, _LOAD, **where)], **where)


def sure(name: str, at: ast.expr | ast.stmt) -> ast.IfExp:
    """Return ``name if type(name) in pure else through(name)``: what a stand-in holds."""
    where = place(at)
    itself: list[ast.expr] = [ast.Name(name, _LOAD, **where)]
    kind = ast.Call(ast.Name(names.TYPE, _LOAD, **where), itself, [], **where)
    pure = ast.Compare(kind, [_IN], [ast.Name(names.PURE, _LOAD, **where)], **where)
    guarded = ast.Call(ast.Name(names.THROUGH, _LOAD, **where), itself, [], **where)
    return ast.IfExp(pure, itself[0], guarded, **where)


def known(value: ast.Name, attribute: str) -> ast.IfExp:
    """Return ``x if type(x) in <ok attribute> else see(x, "attribute")``."""
    where = place(value)
    kind = ast.Call(ast.Name(names.TYPE, _LOAD, **where), [value], [], **where)
    answers = ast.Name(names.answering(attribute), _LOAD, **where)
    arguments: list[ast.expr] = [value, ast.Constant(attribute, **where)]
    looked = ast.Call(ast.Name(names.SEE, _LOAD, **where), arguments, [], **where)
    return ast.IfExp(ast.Compare(kind, [_IN], [answers], **where), value, looked, **where)


def establish(name: str, target: ast.Attribute) -> None:
    """Make a write that checks ``name`` leave what ``sure`` gave it in the stand-in, once."""
    choice = target.value
    if choice.__class__ is ast.IfExp:
        where = place(choice)
        target.value = ast.NamedExpr(stand_in(name, choice), choice, **where)


@dataclass(slots=True)
class Use:
    """One attribute that is read or written on a stand-in until told otherwise."""

    name: str
    node: ast.Attribute
    once: bool  # runs at most once a call of the function whose parameter it is

    def distrust(self) -> None:
        """Make the place do the whole check."""
        self.node.value = sure(self.name, self.node.value)


@dataclass(slots=True)
class Scope:
    """One function, lambda, comprehension, class body or module while it is being read."""

    kind: str  # "function", "lambda", "comprehension", "class", "module"
    parameters: frozenset[str] = frozenset()
    bound: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)  # stand-ins of this scope's parameters
    passing: list[Use] = field(default_factory=list)  # uses inside of one further out
    live: dict[str, ast.Attribute] = field(default_factory=dict)  # which write of this run
    # of statements can leave a stand-in that is valid until the run's end
    here: list[Use] = field(default_factory=list)  # live ones used in the current statement
    stored: set[str] = field(default_factory=set)  # names bound in the current statement
    left: tuple[str, ast.Attribute] | None = None  # what the current statement can leave
    loops: int = 0  # how deep in loops the current statement is


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
        """Leave a scope; return its parameters whose stand-in has to be made at entry."""
        scope = self.chain.pop()
        for use in scope.passing:
            if use.name in scope.bound:
                use.distrust()
        if not scope.uses:
            return frozenset()
        wanted: dict[str, list[Use]] = {}
        for use in scope.uses:
            if use.name in scope.bound or use.name in self.elsewhere:
                use.distrust()
            else:
                wanted.setdefault(use.name, []).append(use)
        for name, uses in list(wanted.items()):
            if len(uses) == 1 and uses[0].once:  # the same check, without a local in between
                uses[0].distrust()
                del wanted[name]
        return frozenset(wanted)

    def trust(self, node: ast.Attribute, value: ast.Name) -> bool:
        """Put a stand-in before the dot of ``node`` if there is one for its name; say if so."""
        name = value.id
        inner = self.chain[-1]
        if name in inner.live:
            establish(name, inner.live[name])
            inner.here.append(Use(name, node, once=False))
            value.id = f"<of {name}>"
            return True
        if inner.kind == "function" and name in inner.parameters:  # a method and its self
            inner.uses.append(Use(name, node, once=not inner.loops))
            value.id = f"<of {name}>"
            return True
        passed: list[Scope] = []
        for scope in reversed(self.chain):
            if name in scope.parameters:
                if scope.kind != "function":
                    return False
                use = Use(name, node, once=False)
                for each in passed:
                    each.passing.append(use)
                scope.uses.append(use)
                value.id = f"<of {name}>"
                return True
            if scope.kind == "class":
                return False
            passed.append(scope)
        return False

    def statement_done(self) -> None:
        """Settle the stand-ins used in a statement of the current run, and what it left behind."""
        scope = self.chain[-1]
        if scope.here:
            for use in scope.here:
                if use.name in scope.stored:
                    use.distrust()
            scope.here.clear()
        for name in scope.stored:
            scope.live.pop(name, None)
        left, scope.left = scope.left, None
        if (
            left is not None
            # Bound in this very scope: a variable of a function further out can be bound again
            # by that function's own frame while this one runs (a generator does).
            and left[0] in scope.bound
            and left[0] not in scope.stored
            and left[0] not in self.elsewhere
        ):
            scope.live[left[0]] = left[1]
        scope.stored = set()
