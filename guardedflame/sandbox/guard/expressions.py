"""Expressions: most compile to what CPython would have made; attributes are where it is decided.

Invariant: a read whose name alone does not decide leaves here as a call of a guard, or on what
``scopes`` or ``through`` has looked at; a write leaves here on an object that a guard, or the set
of pure classes, has seen.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any, ClassVar, Final  # Any: a node's fields, by the node's class

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.formatter import reads_attributes
from guardedflame.sandbox.guard.nodes import IN, at_name, become_call, call, load, made
from guardedflame.sandbox.guard.walk import RESERVED, Walk

_NAME, _CONSTANT = ast.Name, ast.Constant
#: What these make is the interpreter's, not a library's.
_NO_LIBRARY: Final = frozenset(
    {
        ast.Constant,
        ast.Dict,
        ast.DictComp,
        ast.GeneratorExp,
        ast.JoinedStr,
        ast.Lambda,
        ast.List,
        ast.ListComp,
        ast.Set,
        ast.SetComp,
        ast.Tuple,
    }
)


def _value(node: Any) -> Iterable[Any]:
    return (node.value,)


def _called(node: Any) -> Iterable[Any]:
    """What is called, and with what.

    ``super()`` is left alone: it looks at the frame that it is called in. A call of an attribute
    that a guard reads stands where CPython says that a method is called: at the name, if that is
    on another line; CPython calls with ``*`` or ``**`` at the start.
    """
    function = node.func
    if function.__class__ is _NAME:
        if function.id == "super" and not node.args and not node.keywords:
            return ()
    elif (
        function.__class__ is ast.Attribute
        and function.lineno != function.end_lineno
        and not names.readable_plainly(function.attr)
        and (function.attr[:1] != "_" or names.is_dunder(function.attr))
        and not any(each.__class__ is ast.Starred for each in node.args)
        and not any(each.arg is None for each in node.keywords)
    ):
        at_name(node, function)
    return (function, node.args, node.keywords)


def _itself(nodes: Any) -> Iterable[Any]:
    found: Iterable[Any] = nodes
    return found


#: Expressions that name nothing themselves: operators and calls act on objects that the client
#: already holds, through methods of the objects' own types. None and constants are skipped.
INSIDE: Final[Mapping[type, Callable[[Any], Iterable[Any]]]] = MappingProxyType(
    {
        list: _itself,
        ast.Await: _value,
        ast.BinOp: attrgetter("left", "right"),
        ast.BoolOp: attrgetter("values"),
        ast.Call: _called,
        ast.Compare: attrgetter("left", "comparators"),
        ast.Dict: attrgetter("keys", "values"),
        ast.FormattedValue: attrgetter("value", "format_spec"),
        ast.IfExp: attrgetter("test", "body", "orelse"),
        ast.JoinedStr: attrgetter("values"),
        ast.List: attrgetter("elts"),
        ast.Set: attrgetter("elts"),
        ast.Slice: attrgetter("lower", "upper", "step"),
        ast.Starred: _value,
        ast.Subscript: attrgetter("value", "slice"),
        ast.Tuple: attrgetter("elts"),
        ast.UnaryOp: lambda node: (node.operand,),
        ast.Yield: _value,
        ast.YieldFrom: _value,
        ast.keyword: _value,
    }
)


class Expressions(Walk):
    """Handlers of expressions."""

    inside: ClassVar[dict[type, Callable[[Any], Iterable[Any]]]] = dict(INSIDE)

    def on_Expression(self, node: ast.Expression) -> None:  # noqa: N802
        """All of what evaluate was sent."""
        self._judge([node.body])

    def on_NamedExpr(self, node: ast.NamedExpr) -> None:  # noqa: N802
        """``:=`` binds in the function around a comprehension."""
        self._judge([node.value])
        self._bind(node, node.target.id)
        self._scopes.bind_outwards(node.target.id)

    # --- attributes that are read --------------------------------------------------------------

    def on_Attribute(self, node: ast.Attribute) -> None:  # noqa: N802
        """Leave a plain read where the name alone decides, else put the guard there."""
        name = node.attr
        if name in self._private or (name[0] == "_" and self._is_private(node, name)):
            value = node.value
            if value.__class__ is _NAME:
                if value.id not in self._seen:
                    self._read(value, value.id)
                self._scopes.trust(node, value)
            else:
                node.value = call(load(names.THROUGH, value), [value], value)
        elif name in names.JUDGED_PUBLIC:
            if name not in names.ANSWERED_PUBLIC:
                self._refuse(node, f"the attribute {name!r} is not readable", _WHY_INTERNAL)
            elif not _is_plain_format(node):
                self._guard(node, names.GETATTR)
        elif names.is_dunder(name) and name not in names.PLAIN_DUNDERS:
            self._special(node, name)
        elif name in self._vocabulary.judged:
            self._looked_at(node, name)
        elif self._normal(node, name):
            self._plain.add(name)

    def _looked_at(self, node: ast.Attribute, name: str) -> None:
        """Put the question whether an object is a library's before the dot.

        What stands there is the object, or a ``Through`` where the attribute has to be asked for,
        so that a method call stays one for CPython.
        """
        value = node.value
        if value.__class__ in _NO_LIBRARY:
            return
        self.judged.add(name)
        if value.__class__ is not _NAME:
            node.value = call(load(names.seeing(name), value), [value], value)
            return
        # ``x if type(x) in <ok name> else see(x, "name")``
        kind = call(load(names.TYPE, value), [value], value)
        answers: list[ast.expr] = [load(names.answering(name), value)]
        arguments = [value, made(_CONSTANT, value, value=name)]
        node.value = made(
            ast.IfExp,
            value,
            test=made(ast.Compare, value, left=kind, ops=[IN], comparators=answers),
            body=value,
            orelse=call(load(names.SEE, value), arguments, value),
        )

    def _is_private(self, node: ast.Attribute, name: str) -> bool:
        if names.is_dunder(name) or not self._normal(node, name):
            return False
        self._private.add(name)
        return True

    def _special(self, node: ast.Attribute, name: str) -> None:
        if name == "__class__":
            if node.lineno != node.end_lineno:
                at_name(node, node)
            become_call(node, load(names.CLASS, node), [node.value])
        elif name in names.GUARDED_DUNDERS:
            self._guard(node, names.METHOD if name in names.LOOKED_UP else names.GETATTR)
        else:
            hint = names.HINTS.get(name, "special attributes lead into the interpreter")
            self._refuse(node, f"the attribute {name!r} is not readable", hint)

    def _guard(self, node: ast.Attribute, guard: str) -> None:
        if node.lineno != node.end_lineno:
            at_name(node, node)
        name = made(_CONSTANT, node, value=node.attr)
        become_call(node, load(guard, node), [node.value, name])

    def _mangled(self, name: str) -> str:
        if name[:2] != "__" or not self._classes:
            return name
        owner = self._classes[-1].lstrip("_")
        return f"_{owner}{name}" if owner else name

    # --- what is assigned or deleted -----------------------------------------------------------

    def _written(self, node: ast.Attribute, read: str = "") -> None:
        """Put the guard before the dot.

        Args:
            node: the attribute that is set or deleted.
            read: its name, as CPython will mangle it, where it is read as well and has a say.
        """
        name = node.attr
        value = node.value
        if name not in self._writable:
            if name in names.SETTABLE:
                self._judge([value])
                asked = made(_CONSTANT, value, value=name)
                node.value = call(load(names.WRITE_SPECIAL, value), [value, asked], value)
                return
            self._judge_written(node, name)
        if value.__class__ is _NAME:
            if value.id not in self._seen:
                self._read(value, value.id)
            self._scopes.trust(node, value)
            return
        self._judge([value])
        arguments = [value]
        if read:
            arguments.append(made(_CONSTANT, value, value=read))
        node.value = call(load(names.WRITE, value), arguments, value)

    def _judge_written(self, node: ast.Attribute, name: str) -> None:
        if (
            (names.is_dunder(name) and name != "__doc__")
            or name in names.INTERNAL_ATTRIBUTES
            or name == names.REGISTRY
        ):
            self._refuse(
                node, f"the attribute {name!r} cannot be set or deleted", "use another name"
            )
        elif name in self._vocabulary.reserved:
            self._refuse(node, f"the attribute {name!r} cannot be set or deleted", RESERVED)
        elif self._normal(node, name):
            self._writable.add(name)

    def _item_written(self, node: ast.Subscript) -> None:
        """Only the session's own data can be written into; that is a matter of what it holds."""
        self._judge([node.value, node.slice])

    def _unpacked(self, node: ast.Tuple | ast.List) -> None:
        """Unpacking iterates as CPython does."""
        for each in node.elts:
            self._target(each)

    def _rest(self, node: ast.Starred) -> None:
        self._target(node.value)

    #: Handlers of what can be assigned to, beside names.
    targets: ClassVar[dict[type, Callable[[Any, Any], Any]]] = {
        ast.Attribute: _written,
        ast.List: _unpacked,
        ast.Starred: _rest,
        ast.Subscript: _item_written,
        ast.Tuple: _unpacked,
    }

    # --- scopes within expressions -------------------------------------------------------------

    def on_Lambda(self, node: ast.Lambda) -> None:  # noqa: N802
        """A lambda has no entry to check at; its uses check for themselves."""
        outside: list[Any] = []
        parameters = self._signature(node.args, outside)
        self._judge(outside)
        self._scopes.push("lambda", parameters)
        around, self._blocks = self._blocks, 0
        if not self._fine.issuperset(parameters):
            self._judge_parameters(node.args)
        self._judge([node.body])
        self._blocks = around
        self._scopes.pop()

    def _signature(self, arguments: ast.arguments, around: list[Any]) -> list[str]:
        """Return the names bound in a function; what is evaluated around it goes to ``around``."""
        around += arguments.defaults
        found = arguments.args
        if arguments.kwonlyargs or arguments.vararg or arguments.kwarg or arguments.posonlyargs:
            around += arguments.kw_defaults
            found = _parameters(arguments)
        for each in found:
            if each.annotation is not None:
                around.append(each.annotation)
        return [each.arg for each in found]

    def _judge_parameters(self, arguments: ast.arguments) -> None:
        for each in _parameters(arguments):
            self._judge_binding(each, each.arg)

    def on_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> None:  # noqa: N802
        """A comprehension is a scope of its own."""
        self._comprehension(node, [node.elt])

    on_SetComp = on_ListComp  # noqa: N815
    on_GeneratorExp = on_ListComp  # noqa: N815

    def on_DictComp(self, node: ast.DictComp) -> None:  # noqa: N802
        """As the other comprehensions."""
        self._comprehension(node, [node.key, node.value])

    def _comprehension(self, node: Any, inside: list[Any]) -> None:
        self._scopes.push("comprehension")
        self._blocks += len(node.generators)
        self._nested(node)
        for each in node.generators:
            inside.append(each.iter)
            inside += each.ifs
            self._target(each.target)
        self._judge(inside)
        self._blocks -= len(node.generators)
        self._scopes.pop()

    def _nested(self, node: ast.stmt | ast.expr) -> None:
        """Refuse blocks beyond CPython's own limit, where some CPythons crash over the error."""
        if self._blocks > _BLOCKS:
            self._refuse(node, "too many statically nested blocks", "move some into a function")


#: CO_MAXBLOCKS of CPython 3.11; 3.12.1 and 3.13.0 crash where a comprehension stands beyond it.
_BLOCKS = 20
_WHY_INTERNAL = "frames, code and generators are the interpreter's own; keep things in variables"


def _is_plain_format(node: ast.Attribute) -> bool:
    """Say if this is ``format`` of a text that stands there and whose fields read no attribute."""
    value = node.value
    if node.attr not in {"format", "format_map"} or not isinstance(value, ast.Constant):
        return False
    try:
        return type(value.value) is str and not reads_attributes(value.value)
    except ValueError:  # no template
        return False


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if arguments.vararg is not None:
        found.append(arguments.vararg)
    if arguments.kwarg is not None:
        found.append(arguments.kwarg)
    return found
