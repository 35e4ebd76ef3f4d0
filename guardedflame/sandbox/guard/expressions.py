"""Expressions: most compile to what CPython would have made; attributes are where it is decided.

Invariant: a read whose name alone does not decide leaves here as a call of a guard, or on a
stand-in of ``scopes``; a write leaves here on an object that a guard, or the set of pure
classes, has seen.
"""

from __future__ import annotations

import ast

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.scopes import (
    at_attribute,
    known,
    load,
    membership,
    place,
    sure,
)
from guardedflame.sandbox.guard.walk import RESERVED, Walk

_NAME, _ATTRIBUTE, _LOAD = ast.Name, ast.Attribute, ast.Load
#: Displays: what they make is the interpreter's.
_NO_LIBRARY = frozenset(
    {
        ast.Constant,
        ast.JoinedStr,
        ast.List,
        ast.Tuple,
        ast.Dict,
        ast.Set,
        ast.ListComp,
        ast.DictComp,
        ast.SetComp,
        ast.GeneratorExp,
        ast.Lambda,
    }
)


class Expressions(Walk):
    """Handlers of expressions."""

    def on_Expression(self, node: ast.Expression) -> ast.AST:  # noqa: N802
        """All of what evaluate was sent."""
        node.body = self._one(node.body)
        return node

    def on_Constant(self, node: ast.Constant) -> ast.AST:  # noqa: N802
        """Names nothing."""
        return node

    # --- operators -----------------------------------------------------------------------------

    def on_BinOp(self, node: ast.BinOp) -> ast.AST:  # noqa: N802
        """Operators call methods of the operands' own types."""
        node.left = self._one(node.left)
        node.right = self._one(node.right)
        return node

    def on_BoolOp(self, node: ast.BoolOp) -> ast.AST:  # noqa: N802
        """``and``, ``or``."""
        self._many(node.values)
        return node

    def on_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:  # noqa: N802
        """``-x``, ``not x``."""
        node.operand = self._one(node.operand)
        return node

    def on_Compare(self, node: ast.Compare) -> ast.AST:  # noqa: N802
        """``a < b < c``."""
        node.left = self._one(node.left)
        self._many(node.comparators)
        return node

    def on_IfExp(self, node: ast.IfExp) -> ast.AST:  # noqa: N802
        """``a if b else c``."""
        node.test = self._one(node.test)
        node.body = self._one(node.body)
        node.orelse = self._one(node.orelse)
        return node

    def on_NamedExpr(self, node: ast.NamedExpr) -> ast.AST:  # noqa: N802
        """``:=`` binds in the function around a comprehension."""
        node.value = self._one(node.value)
        self._bind(node, node.target.id)
        self._scopes.bind_outwards(node.target.id)
        return node

    # --- displays, subscripts, calls -----------------------------------------------------------

    def on_Tuple(self, node: ast.Tuple | ast.List) -> ast.AST:  # noqa: N802
        """Read or unpacked into; unpacking iterates as CPython does."""
        if node.ctx.__class__ is _LOAD:
            self._many(node.elts)
        else:
            for each in node.elts:
                self._target(each)
        return node

    on_List = on_Tuple  # noqa: N815

    def on_Starred(self, node: ast.Starred) -> ast.AST:  # noqa: N802
        """``*rest`` on either side."""
        if node.ctx.__class__ is _LOAD:
            node.value = self._one(node.value)
        else:
            self._target(node.value)
        return node

    def on_Set(self, node: ast.Set) -> ast.AST:  # noqa: N802
        """``{a, b}``."""
        self._many(node.elts)
        return node

    def on_Dict(self, node: ast.Dict) -> ast.AST:  # noqa: N802
        """``{a: b, **c}``."""
        self._many(node.keys)  # type: ignore[arg-type]  # None stands for **
        self._many(node.values)
        return node

    def on_Subscript(self, node: ast.Subscript) -> ast.AST:  # noqa: N802
        """Item reads and writes: only the session's own data can be written into."""
        node.value = self._one(node.value)
        node.slice = self._one(node.slice)
        return node

    def on_Slice(self, node: ast.Slice) -> ast.AST:  # noqa: N802
        """``a:b:c``."""
        node.lower = self._one(node.lower)
        node.upper = self._one(node.upper)
        node.step = self._one(node.step)
        return node

    def on_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:  # noqa: N802
        """An f-string; what stands between the braces is source and judged as such."""
        self._many(node.values)
        return node

    def on_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:  # noqa: N802
        """One ``{x!r:>5}``."""
        node.value = self._one(node.value)
        node.format_spec = self._one(node.format_spec)
        return node

    def on_Call(self, node: ast.Call) -> ast.AST:  # noqa: N802
        """A call looks no name up; what is called was reached by judged names."""
        function = node.func
        if (
            function.__class__ is _NAME
            and function.id == "super"
            and not node.args
            and not node.keywords
        ):
            return node  # looks at the frame that it is called in
        node.func = self._one(function)
        if node.func is not function and isinstance(function, ast.Attribute):
            _call_at_name(node, function)
        if node.args:
            self._many(node.args)
        for keyword in node.keywords:
            self.on_keyword(keyword)
        return node

    def on_keyword(self, node: ast.keyword) -> ast.AST:
        """A keyword argument of a call, or of a class statement."""
        node.value = self._one(node.value)
        return node

    def on_Await(self, node: ast.Await | ast.Yield | ast.YieldFrom) -> ast.AST:  # noqa: N802
        """``await``, ``yield``, ``yield from``."""
        node.value = self._one(node.value)
        return node

    on_Yield = on_Await  # noqa: N815
    on_YieldFrom = on_Await  # noqa: N815

    # --- attributes ----------------------------------------------------------------------------

    def on_Attribute(self, node: ast.Attribute) -> ast.expr:  # noqa: N802
        """Compile to a plain read where the name alone decides, to a guard where it does not."""
        name = node.attr
        value = node.value
        if value.__class__ is _NAME:
            if value.id not in self._seen:
                self._read(value, value.id)
        else:
            augmented, self._augmented = self._augmented, False
            node.value = self._one(value)
            self._augmented = augmented
        if not name.isascii():
            self._normal(node, name)
        if node.ctx.__class__ is not _LOAD:
            return self._written(node, name)
        if name[0] != "_":
            if name in names.JUDGED_PUBLIC:
                if name in names.ANSWERED_PUBLIC:
                    return self._guarded(node, name)
                self._refuse(node, f"the attribute {name!r} is not readable", _WHY_INTERNAL)
            elif name in self._vocabulary.judged:
                self._looked_at(node, name)
            return node
        if name[:2] == "__" and names.is_dunder(name):
            return self._special(node, name)
        if value.__class__ is _NAME:
            if self._scopes.trust(node, value):
                return node
            test = membership(value.id, value)
            return ast.IfExp(test, node, self._guarded(node, self._mangled(name)), **place(node))
        return self._guarded(node, self._mangled(name))

    def _looked_at(self, node: ast.Attribute, name: str) -> None:
        """Put the question whether an object is a library's before the dot.

        What stands there is the object, or a ``Through`` where the attribute has to be asked for,
        so that a method call stays one for CPython.
        """
        value = node.value
        if value.__class__ in _NO_LIBRARY:
            return
        self.judged.add(name)
        if value.__class__ is _NAME:
            node.value = known(value, name)
        else:
            node.value = ast.Call(load(names.seeing(name), value), [value], [], **place(value))

    def _special(self, node: ast.Attribute, name: str) -> ast.expr:
        if name in names.PLAIN_DUNDERS:
            return node
        if name in names.GUARDED_DUNDERS:
            return self._guarded(node, name)
        hint = names.HINTS.get(name, "special attributes lead into the interpreter")
        self._refuse(node, f"the attribute {name!r} is not readable", hint)
        return node

    def _guarded(self, node: ast.Attribute, name: str) -> ast.Call:
        where = at_attribute(node)
        arguments: list[ast.expr] = [node.value, ast.Constant(name, **where)]
        return ast.Call(load(names.GETATTR, node), arguments, [], **where)

    def _written(self, node: ast.Attribute, name: str) -> ast.Attribute:
        if name in names.SETTABLE:
            arguments: list[ast.expr] = [node.value, ast.Constant(name, **place(node))]
            where = place(node.value)
            node.value = ast.Call(load(names.WRITE_SPECIAL, node.value), arguments, [], **where)
            return node
        if (names.is_dunder(name) and name != "__doc__") or name in names.INTERNAL_ATTRIBUTES:
            self._refuse(
                node, f"the attribute {name!r} cannot be set or deleted", "use another name"
            )
            return node
        if name in self._vocabulary.reserved:
            self._refuse(node, f"the attribute {name!r} cannot be set or deleted", RESERVED)
        value = node.value
        if value.__class__ is _NAME:
            if not self._scopes.trust(node, value):
                node.value = self._checked = sure(value.id, value)
            return node
        arguments = [value]
        if self._augmented:  # also reads the attribute, so the guard judges that as well
            arguments.append(ast.Constant(self._mangled(name), **place(value)))
        node.value = ast.Call(load(names.WRITE, value), arguments, [], **place(value))
        return node

    def _mangled(self, name: str) -> str:
        if name[:2] != "__" or not self._classes:
            return name
        owner = self._classes[-1].lstrip("_")
        return f"_{owner}{name}" if owner else name

    # --- scopes within expressions -------------------------------------------------------------

    def on_Lambda(self, node: ast.Lambda) -> ast.AST:  # noqa: N802
        """A lambda has no entry to check at; its uses check for themselves."""
        parameters = self._signature(node.args)
        self._scopes.push("lambda", parameters)
        around, self._blocks = self._blocks, 0
        self._judge_parameters(node.args)
        node.body = self._one(node.body)
        self._blocks = around
        self._scopes.pop()
        return node

    def _signature(self, arguments: ast.arguments) -> frozenset[str]:
        """Visit what is evaluated around the function, return the names bound in it."""
        self._many(arguments.defaults)
        self._many(arguments.kw_defaults)  # type: ignore[arg-type]
        found = _parameters(arguments)
        for each in found:
            if each.annotation is not None:
                each.annotation = self._one(each.annotation)
        return frozenset([each.arg for each in found])

    def _judge_parameters(self, arguments: ast.arguments) -> None:
        for each in _parameters(arguments):
            if each.arg[:1] == "_" or not each.arg.isascii():
                self._judge_binding(each, each.arg)

    def on_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> ast.AST:  # noqa: N802
        """A comprehension is a scope of its own."""
        self._scopes.push("comprehension")
        self._generators(node.generators)
        self._nested(node)
        node.elt = self._one(node.elt)
        self._blocks -= len(node.generators)
        self._scopes.pop()
        return node

    on_SetComp = on_ListComp  # noqa: N815
    on_GeneratorExp = on_ListComp  # noqa: N815

    def on_DictComp(self, node: ast.DictComp) -> ast.AST:  # noqa: N802
        """As the other comprehensions."""
        self._scopes.push("comprehension")
        self._generators(node.generators)
        self._nested(node)
        node.key = self._one(node.key)
        node.value = self._one(node.value)
        self._blocks -= len(node.generators)
        self._scopes.pop()
        return node

    def _nested(self, node: ast.stmt | ast.expr) -> None:
        """Refuse blocks beyond CPython's own limit, where some CPythons crash over the error."""
        if self._blocks > _BLOCKS:
            self._refuse(node, "too many statically nested blocks", "move some into a function")

    def _generators(self, generators: list[ast.comprehension]) -> None:
        for each in generators:
            self._blocks += 1
            each.iter = self._one(each.iter)
            self._target(each.target)
            self._many(each.ifs)


#: CO_MAXBLOCKS of CPython 3.11; 3.12.1 and 3.13.0 crash where a comprehension stands beyond it.
_BLOCKS = 20
_WHY_INTERNAL = "frames, code and generators are the interpreter's own; keep things in variables"


def _call_at_name(node: ast.Call, func: ast.Attribute) -> None:
    """Put a call of a guarded attribute where CPython says that a method is called."""
    if any(each.__class__ is ast.Starred for each in node.args) or any(
        each.arg is None for each in node.keywords
    ):
        return  # CPython calls these in another way, at their start
    where = at_attribute(func)
    node.lineno, node.col_offset = where["lineno"], where["col_offset"]


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if arguments.vararg is not None:
        found.append(arguments.vararg)
    if arguments.kwarg is not None:
        found.append(arguments.kwarg)
    return found
