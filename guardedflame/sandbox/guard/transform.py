"""Source text to code the guarded language accepts; what is not listed here is refused.

Invariant: a node type, name or attribute that no table below allows leaves the compiler as a
refusal, and everything that can tell objects apart at run time leaves it as a call of a guard whose
name no source can spell.

What compiles to exactly what CPython would have compiled, and why that is safe:

* Reads of public attributes: no public attribute of anything a client can hold leads further than
  the facades do (the scan in tests/sandbox/guard shows it), but for the names ``names`` lists.
* Calls, iteration, unpacking, subscripts: they act on objects the client already holds, through
  methods of those objects' own types; no name is looked up that the client chose.
* Item and slice writes: facades have no ``__setitem__``, and no exposed value is a mapping or a
  list that the standard library shares (the same scan proves it), so only the session's own data
  can be written into.
"""

from __future__ import annotations

import ast
import sys
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from RestrictedPython.transformer import RestrictingNodeTransformer

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.refusals import Refusal
from guardedflame.sandbox.guard.scopes import Scopes, establish, flag_name, load, membership, place

_F = TypeVar("_F", bound=ast.expr)

#: Node types whose children are all there is to judge. Contexts and operators are not visited:
#: they have no fields and name nothing.
_PLAIN: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Expression: ("body",),
    ast.Expr: ("value",),
    ast.Return: ("value",),
    ast.Raise: ("exc", "cause"),
    ast.Assert: ("test", "msg"),
    ast.Pass: (),
    ast.Break: (),
    ast.Continue: (),
    ast.BoolOp: ("values",),
    ast.BinOp: ("left", "right"),
    ast.UnaryOp: ("operand",),
    ast.IfExp: ("test", "body", "orelse"),
    ast.Dict: ("keys", "values"),
    ast.Set: ("elts",),
    ast.List: ("elts",),
    ast.Tuple: ("elts",),
    ast.Compare: ("left", "comparators"),
    ast.Call: ("func", "args", "keywords"),
    ast.FormattedValue: ("value", "format_spec"),
    ast.JoinedStr: ("values",),
    ast.Subscript: ("value", "slice"),
    ast.Slice: ("lower", "upper", "step"),
    ast.Starred: ("value",),
    ast.Yield: ("value",),
    ast.YieldFrom: ("value",),
    ast.Await: ("value",),
    ast.Delete: ("targets",),
    ast.withitem: ("context_expr", "optional_vars"),
    ast.MatchValue: ("value",),
    ast.MatchSingleton: (),
    ast.MatchSequence: ("patterns",),
    ast.MatchOr: ("patterns",),
    ast.Constant: (),
}

#: ``except*`` confuses types on CPythons before this one (CVE-2025-22153).
_EXCEPT_STAR_SAFE = (3, 13, 2)


class GuardTransformer(RestrictingNodeTransformer):
    """Walks one tree once, judging names and putting guards in; refusals are collected.

    Args:
        elsewhere: names said ``global`` or ``nonlocal`` anywhere in the tree.
    """

    def __init__(self, elsewhere: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.refusals: list[Refusal] = []
        self._scopes = Scopes(elsewhere)
        self._classes: list[str] = []
        self._read_before: set[str] = set()
        self._temporaries = 0
        self._augmented = False
        self._handlers: dict[type[ast.AST], Callable[[ast.AST], object]] = {}

    # --- walking -------------------------------------------------------------------------------

    def visit(self, node: ast.AST) -> object:
        """Judge a node and return what stands in its place."""
        kind = node.__class__
        fields = _PLAIN.get(kind)
        if fields is not None:
            self._children(node, fields)
            return node
        handler = self._handlers.get(kind)
        if handler is None:
            handler = getattr(self, "on_" + kind.__name__, self.not_allowed)
            self._handlers[kind] = handler
        return handler(node)

    def not_allowed(self, node: ast.AST) -> None:
        """Refuse a node type that no table allows."""
        self._refuse(
            node,
            f"{type(node).__name__} is not part of the guarded language",
            "write it another way; docs/language.md lists what is left out",
        )

    def _refuse(self, node: ast.AST, what: str, hint: str = "") -> None:
        self.refusals.append(
            Refusal(getattr(node, "lineno", 1), getattr(node, "col_offset", 0), what, hint)
        )

    def _children(self, node: ast.AST, fields: tuple[str, ...]) -> None:
        for name in fields:
            child = getattr(node, name)
            kind = child.__class__
            if kind is ast.Constant or child is None:
                continue
            if kind is list:
                for index, each in enumerate(child):
                    kind = each.__class__
                    if kind is ast.Constant or each is None:
                        continue
                    new = self.visit(each)
                    if new is not each:
                        child[index] = new
            elif kind is ast.Name:
                self.on_Name(child)
            else:
                new = self.visit(child)
                if new is not child:
                    setattr(node, name, new)

    def _block(self, body: list[ast.stmt]) -> None:
        """Visit a run of statements; flags set in it are not trusted outside of it."""
        scope = self._scopes.inner
        live, here, stored = scope.live, scope.here, scope.stored
        scope.live, scope.here, scope.stored = set(), [], set()
        self._statements(body, stored)
        scope.live, scope.here, scope.stored = live, here, stored
        live.clear()

    def _statements(self, body: list[ast.stmt], stored: set[str] | None = None) -> None:
        scopes = self._scopes
        scope = scopes.inner
        changed: list[tuple[int, list[ast.stmt]]] = []
        for index, statement in enumerate(body):
            new = self.visit(statement)
            if new is not statement and isinstance(new, list):
                changed.append((index, new))
            if stored is not None:
                stored |= scope.stored
            established = None
            if scope.kind == "function":
                established = _established(statement)
            if established is not None or scope.stored or scope.here:
                scopes.statement_done(established)
        for index, several in reversed(changed):
            body[index : index + 1] = several

    # --- names ---------------------------------------------------------------------------------

    def on_Name(self, node: ast.Name) -> ast.Name:  # noqa: N802
        """Judge a variable."""
        name = node.id
        if node.ctx.__class__ is ast.Load:
            if name not in self._read_before:
                self._read(node, name)
        else:
            self._bind(node, name)
        return node

    def _read(self, node: ast.AST, name: str) -> None:
        if names.is_dunder(name) and name not in names.READABLE_NAMES:
            self._refuse(node, f"the name {name!r} is not readable")
        elif self._normal(node, name):
            self._read_before.add(name)

    def _normal(self, node: ast.AST, name: str) -> bool:
        """Refuse a name that changes under NFKC; the parser normalises, this is the second look."""
        if name.isascii() or unicodedata.normalize("NFKC", name) == name:
            return True
        self._refuse(node, f"the name {name!r} is not in its normal form")
        return False

    def _bind(self, node: ast.AST, name: str) -> None:
        scopes = self._scopes
        scopes.bind(name)
        if name[:1] == "_" or not name.isascii():
            self._judge_binding(node, name)
        elif scopes.inner.kind == "class" and name in names.INTERNAL_ATTRIBUTES:
            self._refuse(node, f"the name {name!r} belongs to the interpreter", "use another name")

    def _judge_binding(self, node: ast.AST, name: str) -> None:
        if not self._normal(node, name) or not names.is_dunder(name):
            return
        if self._scopes.inner.kind == "class":
            if name in names.SPECIAL_METHODS or name in names.CLASS_DATA:
                return
            self._refuse(
                node,
                f"{name!r} cannot be defined",
                "the special methods a class may define are in docs/language.md",
            )
        elif name not in names.MODULE_DATA and name not in names.SPECIAL_METHODS:
            self._refuse(node, f"the name {name!r} cannot be bound", "use another name")

    def _outwards(self, node: ast.Global | ast.Nonlocal) -> ast.AST:
        for name in node.names:
            self._bind(node, name)
            if names.is_dunder(name):
                self._refuse(node, f"the name {name!r} cannot be bound", "use another name")
            self._scopes.bind_outwards(name)
        return node

    on_Global = _outwards  # noqa: N815
    on_Nonlocal = _outwards  # noqa: N815

    def on_NamedExpr(self, node: ast.NamedExpr) -> ast.AST:  # noqa: N802
        """``:=`` binds in the function around a comprehension."""
        self._children(node, ("value",))
        self._bind(node, node.target.id)
        self._scopes.bind_outwards(node.target.id)
        return node

    # --- attributes ----------------------------------------------------------------------------

    def on_Attribute(self, node: ast.Attribute) -> ast.expr:  # noqa: N802
        """Compile to a plain read where the name alone decides, to a guard where it does not."""
        name = node.attr
        value = node.value
        if value.__class__ is ast.Name:
            self.on_Name(value)
        else:
            augmented, self._augmented = self._augmented, False
            new = self.visit(value)
            self._augmented = augmented
            if new is not value:
                node.value = value = new  # type: ignore[assignment]
        if not name.isascii():
            self._normal(node, name)
        if node.ctx.__class__ is not ast.Load:
            return self._written(node, name)
        if name[:1] != "_":
            if name in names.INTERNAL_ATTRIBUTES:
                self._refuse(node, f"the attribute {name!r} is not readable", _WHY_INTERNAL)
            elif name in names.GUARDED_ATTRIBUTES:
                return self._guarded(node, name)
            return node
        if names.is_dunder(name):
            if name in names.PLAIN_DUNDERS:
                return node
            if name in names.GUARDED_DUNDERS:
                return self._guarded(node, name)
            self._refuse(node, f"the attribute {name!r} is not readable", _HINTS.get(name, ""))
            return node
        guarded = self._guarded(node, self._mangled(name))
        if value.__class__ is ast.Name:
            return self._scopes.choose(value.id, node, guarded, node)
        return guarded

    def _guarded(self, node: ast.Attribute, name: str) -> ast.Call:
        where = place(node)
        arguments: list[ast.expr] = [node.value, ast.Constant(name, **where)]
        return ast.Call(load(names.GETATTR, node), arguments, [], **where)

    def _written(self, node: ast.Attribute, name: str) -> ast.Attribute:
        if names.is_dunder(name) or name in names.INTERNAL_ATTRIBUTES:
            if name != "__doc__":
                self._refuse(node, f"the attribute {name!r} cannot be set or deleted")
            return node
        value = node.value
        arguments: list[ast.expr] = [value]
        if self._augmented:  # also reads the attribute, so the guard judges that as well
            arguments.append(ast.Constant(self._mangled(name), **place(value)))
        guard = ast.Call(load(names.WRITE, value), arguments, [], **place(value))
        if isinstance(value, ast.Name):
            node.value = self._scopes.choose(value.id, value, guard, value)
        else:
            node.value = guard
        return node

    def _mangled(self, name: str) -> str:
        if name[:2] != "__" or not self._classes:
            return name
        owner = self._classes[-1].lstrip("_")
        return f"_{owner}{name}" if owner else name

    # --- statements ----------------------------------------------------------------------------

    def on_Module(self, node: ast.Module) -> ast.Module:  # noqa: N802
        """The whole of a file."""
        self._statements(node.body)
        return node

    def on_Interactive(self, node: ast.Interactive) -> ast.Interactive:  # noqa: N802
        """One line of a console; what it evaluates to is shown by the session's own display."""
        self._statements(node.body)
        for statement in node.body:
            if isinstance(statement, ast.Expr):
                value = statement.value
                show = load(names.DISPLAY, value)
                statement.value = ast.Call(show, [value], [], **place(value))
        return node

    def on_Assign(self, node: ast.Assign) -> ast.AST:  # noqa: N802
        """Judge the value, then the targets, in the order they run."""
        self._children(node, ("value", "targets"))
        return node

    def on_AugAssign(self, node: ast.AugAssign) -> ast.AST:  # noqa: N802
        """The target is read and written; a name also has to be readable."""
        self._children(node, ("value",))
        target = node.target
        if isinstance(target, ast.Attribute):
            self._augmented = not names.readable_plainly(target.attr)
            if target.attr in names.GUARDED_ATTRIBUTES:
                self._refuse(node, f"{target.attr!r} cannot be assigned in place", "use =")
            self._children(node, ("target",))
            self._augmented = False
        else:
            self._children(node, ("target",))
        return node

    def on_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:  # noqa: N802
        """An annotated variable."""
        self._children(node, ("annotation", "value", "target"))
        return node

    def on_For(self, node: ast.For | ast.AsyncFor) -> ast.AST:  # noqa: N802
        """A loop; iteration is CPython's own."""
        self._children(node, ("iter", "target"))
        self._block(node.body)
        self._block(node.orelse)
        return node

    on_AsyncFor = on_For  # noqa: N815

    def on_While(self, node: ast.While | ast.If) -> ast.AST:  # noqa: N802
        """A condition and two runs of statements."""
        self._children(node, ("test",))
        self._block(node.body)
        self._block(node.orelse)
        return node

    on_If = on_While  # noqa: N815

    def on_With(self, node: ast.With | ast.AsyncWith) -> ast.AST:  # noqa: N802
        """A context manager; __enter__ and __exit__ are the object's own."""
        self._children(node, ("items",))
        self._block(node.body)
        return node

    on_AsyncWith = on_With  # noqa: N815

    def on_Try(self, node: ast.Try) -> ast.AST:  # noqa: N802
        """Handlers, else and finally are runs of their own."""
        self._block(node.body)
        for handler in node.handlers:
            self._children(handler, ("type",))
            if handler.name is not None:
                self._bind(handler, handler.name)
            self._block(handler.body)
        self._block(node.orelse)
        self._block(node.finalbody)
        return node

    def on_TryStar(self, node: ast.AST) -> ast.AST:  # noqa: N802
        """Refused where CPython itself confuses types (CVE-2025-22153)."""
        if sys.version_info < _EXCEPT_STAR_SAFE:
            self._refuse(
                node,
                "except* is not safe on this CPython (CVE-2025-22153)",
                "catch ExceptionGroup and look at its exceptions, or use CPython 3.13.2",
            )
            return node
        return self.on_Try(node)  # type: ignore[arg-type]

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> ast.AST:  # noqa: N802
        """Imports reach the session's importer, which answers with facades."""
        for alias in node.names:
            if any(part[:1] == "_" for part in alias.name.split(".")) and alias.name != "_":
                self._refuse(node, f"{alias.name!r} cannot be imported", "import public names")
            elif alias.name == "*":
                self._refuse(node, "import * is not accepted", "name what you import")
            self._bind(node, alias.asname or alias.name.partition(".")[0])
        return node

    def on_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:  # noqa: N802
        """As import; relative imports have no package to be relative to."""
        if node.level or node.module is None:
            self._refuse(node, "relative imports are not accepted", "write the full name")
        elif node.module != "__future__" and any(
            part[:1] == "_" for part in node.module.split(".")
        ):
            self._refuse(node, f"{node.module!r} cannot be imported")
        return self.on_Import(node)

    # --- functions and classes -----------------------------------------------------------------

    def on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:  # noqa: N802
        """A function; parameters that are written to or read privately are looked at on entry."""
        self._bind(node, node.name)
        self._children(node, ("decorator_list",))
        parameters = self._signature(node.args)
        self._children(node, ("returns",))
        self._type_parameters(node)
        self._scopes.push("function", parameters)
        self._judge_parameters(node.args)
        self._statements(node.body)
        wanted = self._scopes.pop()
        if wanted:
            self._check_on_entry(node, wanted)
        return node

    on_AsyncFunctionDef = on_FunctionDef  # noqa: N815

    def _check_on_entry(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, wanted: frozenset[str]
    ) -> None:
        checks: list[ast.stmt] = []
        at = node.body[0]
        for name in sorted(wanted):
            target = ast.Name(flag_name(name), ast.Store(), **place(at))
            checks.append(ast.Assign([target], membership(name, at), **place(at)))
        first = 1 if ast.get_docstring(node, clean=False) is not None else 0
        node.body[first:first] = checks

    def on_Lambda(self, node: ast.Lambda) -> ast.AST:  # noqa: N802
        """A lambda has no entry to check at; its uses check for themselves."""
        parameters = self._signature(node.args)
        self._scopes.push("lambda", parameters)
        self._judge_parameters(node.args)
        self._children(node, ("body",))
        self._scopes.pop()
        return node

    def _signature(self, arguments: ast.arguments) -> frozenset[str]:
        """Visit what is evaluated around the function, return the names bound in it."""
        self._children(arguments, ("defaults", "kw_defaults"))
        found = _parameters(arguments)
        for each in found:
            if each.annotation is not None:
                self._children(each, ("annotation",))
        return frozenset(each.arg for each in found)

    def _judge_parameters(self, arguments: ast.arguments) -> None:
        for each in _parameters(arguments):
            if each.arg[:1] == "_" or not each.arg.isascii():
                self._judge_binding(each, each.arg)

    def _type_parameters(self, node: ast.AST) -> None:
        if getattr(node, "type_params", None):
            self._refuse(node, "type parameters are not accepted yet", "use typing.TypeVar")

    def on_keyword(self, node: ast.keyword) -> ast.AST:
        """A keyword argument of a call."""
        if node.arg is not None and names.is_dunder(node.arg):
            self._refuse(node.value, f"the keyword {node.arg!r} is not accepted")
        self._children(node, ("value",))
        return node

    def on_ClassDef(self, node: ast.ClassDef) -> ast.AST:  # noqa: N802
        """A class; its body starts by marking it as the session's."""
        self._bind(node, node.name)
        self._children(node, ("decorator_list", "bases", "keywords"))
        self._type_parameters(node)
        for keyword in node.keywords:
            if keyword.arg is None:
                self._refuse(node, "** is not accepted in a class statement", "write the keywords")
        self._scopes.push("class")
        self._classes.append(node.name)
        self._statements(node.body)
        self._classes.pop()
        self._scopes.pop()
        at = node.body[0]
        mark = ast.Assign(
            [ast.Name(names.MARK, ast.Store(), **place(at))], load(names.TOKEN, at), **place(at)
        )
        first = 1 if _is_docstring(at) else 0
        node.body.insert(first, mark)
        return node

    # --- comprehensions ------------------------------------------------------------------------

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> ast.AST:
        self._scopes.push("comprehension")
        self._generators(node.generators)
        self._children(node, ("elt",))
        self._scopes.pop()
        return node

    on_ListComp = _comprehension  # noqa: N815
    on_SetComp = _comprehension  # noqa: N815
    on_GeneratorExp = _comprehension  # noqa: N815

    def on_DictComp(self, node: ast.DictComp) -> ast.AST:  # noqa: N802
        """As the other comprehensions."""
        self._scopes.push("comprehension")
        self._generators(node.generators)
        self._children(node, ("key", "value"))
        self._scopes.pop()
        return node

    def _generators(self, generators: list[ast.comprehension]) -> None:
        for each in generators:
            self._children(each, ("iter", "target", "ifs"))

    # --- match ---------------------------------------------------------------------------------

    def on_Match(self, node: ast.Match) -> ast.AST | list[ast.stmt]:  # noqa: N802
        """Classes matched by position are looked at before; see the guard ``match_class``."""
        self._children(node, ("subject",))
        before: list[ast.stmt] = []
        for case in node.cases:
            self._pattern(case.pattern, before)
            self._children(case, ("guard",))
            self._block(case.body)
        return [*before, node] if before else node

    def _pattern(self, node: ast.pattern, before: list[ast.stmt]) -> None:  # noqa: PLR0912
        if isinstance(node, ast.MatchValue):
            if isinstance(node.value, ast.Attribute):
                self._pattern_name(node.value)
            else:
                self._children(node, ("value",))
        elif isinstance(node, ast.MatchMapping):
            for key in node.keys:
                if isinstance(key, ast.Attribute):
                    self._pattern_name(key)
                else:
                    self.visit(key)
            self._captures(node, node.rest)
            for each in node.patterns:
                self._pattern(each, before)
        elif isinstance(node, ast.MatchStar):
            self._captures(node, node.name)
        elif isinstance(node, ast.MatchAs):
            self._captures(node, node.name)
            if node.pattern is not None:
                self._pattern(node.pattern, before)
        elif isinstance(node, ast.MatchSequence | ast.MatchOr):
            for each in node.patterns:
                self._pattern(each, before)
        elif isinstance(node, ast.MatchClass):
            self._class_pattern(node, before)
        elif not isinstance(node, ast.MatchSingleton):
            self.not_allowed(node)

    def _captures(self, node: ast.pattern, name: str | None) -> None:
        if name is not None:
            self._bind(node, name)

    def _pattern_name(self, node: ast.expr) -> None:
        """A dotted name in a pattern has to stay one; only plainly readable names can."""
        while isinstance(node, ast.Attribute):
            if not names.readable_plainly(node.attr):
                self._refuse(node, f"the attribute {node.attr!r} cannot stand in a pattern")
            node = node.value
        self.visit(node)

    def _class_pattern(self, node: ast.MatchClass, before: list[ast.stmt]) -> None:
        self._pattern_name(node.cls)
        for attribute in node.kwd_attrs:
            if not names.readable_plainly(attribute) or attribute[:1] == "_":
                self._refuse(node, f"the attribute {attribute!r} cannot stand in a pattern")
        for each in (*node.patterns, *node.kwd_patterns):
            self._pattern(each, before)
        if not node.patterns:
            return
        self._temporaries += 1
        name = f"<class {self._temporaries}>"
        where = place(node.cls)
        check = ast.Call(load(names.MATCH, node.cls), [node.cls], [], **where)
        before.append(ast.Assign([ast.Name(name, ast.Store(), **where)], check, **where))
        node.cls = load(name, node.cls)


_WHY_INTERNAL = "frames, code and generator internals are the interpreter's own"
_HINTS = {
    "__traceback__": "the client sees the traceback; code does not",
    "__globals__": "pass what the function needs as arguments",
    "__subclasses__": "keep a registry in __init_subclass__",
    "__mro__": "use isinstance or issubclass",
    "__bases__": "use issubclass",
    "__wrapped__": "keep the function in a variable",
}


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if arguments.vararg is not None:
        found.append(arguments.vararg)
    if arguments.kwarg is not None:
        found.append(arguments.kwarg)
    return found


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _established(statement: ast.stmt) -> str | None:
    """Make a write such as ``b.x = 1`` leave its check in a flag; return the name it is about.

    Only a statement whose own and single target is the attribute does: it runs whenever the
    statements after it do.
    """
    if isinstance(statement, ast.Assign):
        if len(statement.targets) != 1:
            return None
        target: ast.expr = statement.targets[0]
    elif isinstance(statement, ast.AugAssign):
        target = statement.target
    else:
        return None
    if not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.IfExp):
        return None
    choice = target.value
    if isinstance(choice.test, ast.Compare) and isinstance(choice.body, ast.Name):
        name = choice.body.id
        choice.test = establish(name, choice)
        return name
    return None
