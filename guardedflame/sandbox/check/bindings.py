"""Which name means what in a program, by Python's own scopes, without running it.

Invariant: a name counts as the program's wherever any statement of the scope that Python would
look in binds it; when that statement runs is not asked. The walk keeps a list of its own, so that
no depth of source ends it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, NamedTuple

#: Handlers that catch whatever the guards raise.
_EVERYTHING: Final = frozenset({"Exception", "BaseException", "*"})

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


@dataclass(eq=False, slots=True)
class Scope:
    """One function, lambda, comprehension, class body, or the module, with what it binds."""

    kind: str  # "module", "class", "function", "comprehension"
    parent: Scope | None
    bound: dict[str, list[ast.AST]] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)  # name to "global" or "nonlocal"


class Around(NamedTuple):
    """Where a node stands: its scope, what is caught around it, whether it is never reached."""

    scope: Scope
    caught: frozenset[str] = frozenset()
    idle: bool = False

    def catches(self, *kinds: str) -> bool:
        """Say if an exception of one of these kinds would be caught."""
        return not self.caught.isdisjoint(_EVERYTHING.union(kinds))

    def within(self, scope: Scope) -> Around:
        """Return a place in another scope."""
        return self._replace(scope=scope)


class Seen(NamedTuple):
    """A node, and where it stands."""

    node: Any
    around: Around


class Bindings:
    """What a tree binds, reads and imports.

    Args:
        tree: of a whole file.
        main: it is the program, so that ``if __name__ == "__main__":`` is reached.
    """

    def __init__(self, tree: ast.Module, *, main: bool) -> None:
        self.tree = tree
        self.main = main
        self.module = Scope("module", None)
        self.imports: list[Seen] = []
        self.names: list[Seen] = []
        self.attributes: list[Seen] = []
        self.calls: list[Seen] = []
        waiting = [Seen(each, Around(self.module)) for each in reversed(tree.body)]
        while waiting:
            node, around = waiting.pop()
            handler = _HANDLERS.get(type(node))
            inside = _inside(node, around) if handler is None else handler(self, node, around)
            waiting.extend(reversed([*inside]))

    def meaning(self, name: str, scope: Scope) -> list[ast.AST]:
        """Return the nodes that bind ``name`` where it is read in ``scope``; none: a builtin."""
        told = scope.elsewhere.get(name)
        if told == "global":
            return self.module.bound.get(name, [])
        if told is None and name in scope.bound:
            return scope.bound[name]
        outer = scope.parent
        while outer is not None:
            if outer.kind != "class" and name in outer.bound:
                return outer.bound[name]
            outer = outer.parent
        return []

    def bind(self, name: str, node: ast.AST, scope: Scope) -> None:
        """Note a binding, where ``global`` and ``nonlocal`` put it."""
        told = scope.elsewhere.get(name)
        if told == "global":
            scope = self.module
        elif told == "nonlocal":
            outer = scope.parent
            while outer is not None and (outer.kind != "function" or name not in outer.bound):
                outer = outer.parent
            scope = outer or scope
        scope.bound.setdefault(name, []).append(node)


# --- one kind of node each: note it, and return what is in it with where that stands ------------


def _all(nodes: Iterable[ast.AST], around: Around) -> list[Seen]:
    return [Seen(each, around) for each in nodes]


def _inside(node: ast.AST, around: Around) -> list[Seen]:
    return _all(ast.iter_child_nodes(node), around)


def _name(found: Bindings, node: ast.Name, around: Around) -> list[Seen]:
    if isinstance(node.ctx, ast.Load):
        found.names.append(Seen(node, around))
    else:
        found.bind(node.id, node, around.scope)
    return []


def _attribute(found: Bindings, node: ast.Attribute, around: Around) -> list[Seen]:
    found.attributes.append(Seen(node, around))
    return _inside(node, around)


def _call(found: Bindings, node: ast.Call, around: Around) -> list[Seen]:
    found.calls.append(Seen(node, around))
    return _inside(node, around)


def _named(found: Bindings, node: ast.AST, around: Around) -> list[Seen]:
    """A handler, a pattern, a type parameter: each can have a name without a node for it."""
    name = getattr(node, "name", None) or getattr(node, "rest", None)
    if name is not None:
        found.bind(name, node, around.scope)
    return _inside(node, around)


def _walrus(found: Bindings, node: ast.NamedExpr, around: Around) -> list[Seen]:
    scope = around.scope
    while scope.kind == "comprehension" and scope.parent is not None:
        scope = scope.parent
    found.bind(node.target.id, node, scope)
    return _all([node.value], around)


def _elsewhere(_found: Bindings, node: ast.Global | ast.Nonlocal, around: Around) -> list[Seen]:
    word = "global" if isinstance(node, ast.Global) else "nonlocal"
    around.scope.elsewhere.update(dict.fromkeys(node.names, word))
    return []


def _import(found: Bindings, node: ast.Import | ast.ImportFrom, around: Around) -> list[Seen]:
    found.imports.append(Seen(node, around))
    for alias in node.names:
        if alias.name != "*":
            whole = isinstance(node, ast.Import) and alias.asname is None
            name = alias.name.partition(".")[0] if whole else alias.asname or alias.name
            found.bind(name, alias, around.scope)
    return []


def _function(found: Bindings, node: _Function, around: Around) -> list[Seen]:
    found.bind(node.name, node, around.scope)
    outer, parameters = _type_parameters(node, around)
    outside = [*parameters, *_outside(node.args), *([node.returns] if node.returns else [])]
    return [
        *_all(node.decorator_list, around),
        *_all(outside, outer),
        *_all(node.body, _body(found, node.args, outer)),
    ]


def _lambda(found: Bindings, node: ast.Lambda, around: Around) -> list[Seen]:
    return [
        *_all(_outside(node.args), around),
        Seen(node.body, _body(found, node.args, around)),
    ]


def _body(found: Bindings, arguments: ast.arguments, around: Around) -> Around:
    """Return where a function's body stands, its parameters bound there."""
    scope = Scope("function", around.scope)
    for each in _parameters(arguments):
        found.bind(each.arg, each, scope)
    # What is caught around a definition is not what is caught around its calls.
    return Around(scope, frozenset(), around.idle)


def _class(found: Bindings, node: ast.ClassDef, around: Around) -> list[Seen]:
    found.bind(node.name, node, around.scope)
    outer, parameters = _type_parameters(node, around)
    outside = [*parameters, *node.bases, *(each.value for each in node.keywords)]
    return [
        *_all(node.decorator_list, around),
        *_all(outside, outer),
        *_all(node.body, outer.within(Scope("class", outer.scope))),
    ]


def _comprehension(_found: Bindings, node: _Comprehension, around: Around) -> list[Seen]:
    first, *others = node.generators
    results = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
    inner = around.within(Scope("comprehension", around.scope))
    return [
        Seen(first.iter, around),  # evaluated outside
        *_all([first.target, *first.ifs, *others, *results], inner),
    ]


def _try(_found: Bindings, node: ast.Try, around: Around) -> list[Seen]:
    caught = around.caught.union(*(_caught_by(each.type) for each in node.handlers))
    return [
        *_all(node.body, around._replace(caught=caught)),
        *_all([*node.handlers, *node.orelse, *node.finalbody], around),
    ]


def _with(_found: Bindings, node: ast.With | ast.AsyncWith, around: Around) -> list[Seen]:
    caught = around.caught.union(*(_suppressed(each) for each in node.items))
    return [*_all(node.items, around), *_all(node.body, around._replace(caught=caught))]


def _if(found: Bindings, node: ast.If, around: Around) -> list[Seen]:
    match node.test:
        case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            idle = True
        case ast.Compare(
            left=ast.Name(id="__name__"),
            ops=[ast.Eq()],
            comparators=[ast.Constant(value="__main__")],
        ):
            idle = not found.main
        case _:
            idle = False
    return [
        Seen(node.test, around),
        *_all(node.body, around._replace(idle=around.idle or idle)),
        *_all(node.orelse, around),
    ]


def _type_parameters(
    node: _Function | ast.ClassDef, around: Around
) -> tuple[Around, list[ast.AST]]:
    """Return where the rest of a definition stands, and its type parameters, in their own scope."""
    parameters: list[ast.AST] = getattr(node, "type_params", [])
    if parameters:
        around = around.within(Scope("function", around.scope))
    return around, parameters


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    several = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return several + [each for each in (arguments.vararg, arguments.kwarg) if each is not None]


def _outside(arguments: ast.arguments) -> list[ast.AST]:
    """Return the defaults and annotations, which stand outside of the function."""
    annotations = [each.annotation for each in _parameters(arguments)]
    parts = [*arguments.defaults, *arguments.kw_defaults, *annotations]
    return [each for each in parts if each is not None]


def _caught_by(node: ast.expr | None) -> frozenset[str]:
    """Return the names of what a handler with this expression catches; "*" is everything."""
    several = node.elts if isinstance(node, ast.Tuple) else [node]
    return frozenset(
        "*" if each is None else each.id if isinstance(each, ast.Name) else each.attr
        for each in several
        if each is None or isinstance(each, ast.Name | ast.Attribute)
    )


def _suppressed(item: ast.withitem) -> frozenset[str]:
    """Return what ``with suppress(...)`` catches."""
    match item.context_expr:
        case ast.Call(func=ast.Name(id="suppress") | ast.Attribute(attr="suppress"), args=several):
            return frozenset[str]().union(*(_caught_by(each) for each in several))
    return frozenset()


_Handler = Callable[[Bindings, Any, Around], list[Seen]]
_BY_NAME: Final[Mapping[str, _Handler]] = {
    "Name": _name,
    "Attribute": _attribute,
    "Call": _call,
    "NamedExpr": _walrus,
    "Import": _import,
    "ImportFrom": _import,
    "Global": _elsewhere,
    "Nonlocal": _elsewhere,
    "FunctionDef": _function,
    "AsyncFunctionDef": _function,
    "Lambda": _lambda,
    "ClassDef": _class,
    "ListComp": _comprehension,
    "SetComp": _comprehension,
    "DictComp": _comprehension,
    "GeneratorExp": _comprehension,
    "Try": _try,
    "TryStar": _try,
    "With": _with,
    "AsyncWith": _with,
    "If": _if,
    "ExceptHandler": _named,
    "MatchAs": _named,
    "MatchStar": _named,
    "MatchMapping": _named,
    "TypeVar": _named,
    "ParamSpec": _named,
    "TypeVarTuple": _named,
}
_HANDLERS: Final[Mapping[type[ast.AST], _Handler]] = MappingProxyType(
    {getattr(ast, name): handler for name, handler in _BY_NAME.items() if hasattr(ast, name)}
)
