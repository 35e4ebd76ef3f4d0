"""``df.query`` and ``df.eval`` without pandas's own evaluator, which reads attributes and calls.

Invariant: an expression is parsed, never compiled; it reads columns, the index, and variables of
the calling code marked with ``@``; attributes of those by the language's rule.
"""

from __future__ import annotations

import ast
import functools
import io
import operator
import tokenize
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.namespaces import visible
from guardedflame.sandbox.guard.ownership import exact_name

_RULE: Final = "guarded language: pandas expressions"
#: Characters of an expression. People write lines; this bounds the parser's work.
_LONGEST: Final = 10_000
_LOCAL: Final = "__local_"
_QUOTED: Final = "__quoted_"

_BINARY: Final[Mapping[type[ast.operator], Callable[[Any, Any], object]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.BitXor: operator.xor,
}
_UNARY: Final[Mapping[type[ast.unaryop], Callable[[Any], object]]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Invert: operator.invert,
    ast.Not: operator.invert,
}
_COMPARE: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], object]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: Final = frozenset(
    {
        *("sin", "cos", "tan", "exp", "log", "expm1", "log1p", "sqrt", "sinh", "cosh", "tanh"),
        *("arcsin", "arccos", "arctan", "arccosh", "arcsinh", "arctanh", "abs", "log10"),
        *("floor", "ceil", "arctan2"),
    }
)
_WORDS: Final[Mapping[str, object]] = {"inf": np.inf, "Inf": np.inf}


def query(guards: LibraryGuards, frame: pd.DataFrame) -> Callable[..., object]:
    """Return ``frame.query``."""

    def query(
        expr: str, *, inplace: bool = False, engine: str | None = None, parser: str = "pandas"
    ) -> pd.DataFrame | None:
        """Return the rows for which the expression holds."""
        _known(engine, parser)
        tree = _parse(expr, "eval")
        assert isinstance(tree, ast.Expression)
        found: Any = _Evaluation(guards, frame).of(tree.body)
        try:
            result = frame.loc[found]
        except ValueError:
            result = frame[found]
        if inplace:
            # A single cell can be an object of the session, whose insides pandas would take over.
            if type(result) is not pd.DataFrame:
                raise TypeError("inplace=True needs an expression that selects rows")
            getattr(frame, "_update_inplace")(result)  # noqa: B009  (private to pandas)
            return None
        return result

    return query


def evaluate(guards: LibraryGuards, frame: pd.DataFrame) -> Callable[..., object]:
    """Return ``frame.eval``."""

    def eval(  # noqa: A001  (pandas's name)
        expr: str, *, inplace: bool = False, engine: str | None = None, parser: str = "pandas"
    ) -> object:
        """Return the value of the expression, or the table with the columns it assigns."""
        _known(engine, parser)
        tree = _parse(expr, "exec")
        assert isinstance(tree, ast.Module)
        table = frame if inplace else frame.copy(deep=False)
        value: object = None
        for statement in tree.body:
            evaluation = _Evaluation(guards, table)
            if isinstance(statement, ast.Expr) and len(tree.body) == 1:
                return evaluation.of(statement.value)
            if not (
                isinstance(statement, ast.Assign)
                and len(statement.targets) == 1
                and isinstance(statement.targets[0], ast.Name)
                and not statement.targets[0].id.startswith(_LOCAL)
            ):
                raise _refused("each line is an assignment to one column")
            value = evaluation.of(statement.value)
            table[evaluation.label(statement.targets[0].id)] = value
        return None if inplace else table

    return eval


def _known(engine: object, parser: object) -> None:
    if engine not in {None, "python"} or parser != "pandas":
        raise _refused("there is one engine and one parser here")


class _Evaluation:
    """One evaluation over one table."""

    def __init__(self, guards: LibraryGuards, frame: pd.DataFrame) -> None:
        self._guards = guards
        self._frame = frame

    def of(self, node: ast.expr) -> Any:
        """Return the value of a node."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self._name(node.id)
        if isinstance(node, ast.BoolOp):
            joined = operator.and_ if isinstance(node.op, ast.And) else operator.or_
            return functools.reduce(joined, [self.of(each) for each in node.values])
        if isinstance(node, ast.Compare):
            return self._compare(node)
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            return _BINARY[type(node.op)](self.of(node.left), self.of(node.right))
        if isinstance(node, ast.UnaryOp):
            return _UNARY[type(node.op)](self.of(node.operand))
        if isinstance(node, ast.List):
            return [self.of(each) for each in node.elts]
        if isinstance(node, ast.Tuple):
            return tuple(self.of(each) for each in node.elts)
        if isinstance(node, ast.Attribute):
            if node.attr[:1] == "_":
                raise _refused("private attributes are not readable")
            return self._guards.attribute(self.of(node.value), exact_name(node.attr))
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
            return self.of(node.value)[self.of(node.slice)]
        if isinstance(node, ast.Call):
            return self._call(node)
        raise _refused(f"{type(node).__name__} has no place in an expression over columns")

    def _call(self, node: ast.Call) -> object:
        called: Any
        if isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
            called = getattr(np, node.func.id)
        elif isinstance(node.func, ast.Attribute) or (
            isinstance(node.func, ast.Name) and node.func.id.startswith(_LOCAL)
        ):
            called = self.of(node.func)
        else:
            raise _refused("that is not a function an expression over columns has")
        if any(each.arg is None for each in node.keywords):
            raise _refused("** has no place in an expression over columns")
        return called(
            *[self.of(each) for each in node.args],
            **{str(each.arg): self.of(each.value) for each in node.keywords},
        )

    def _compare(self, node: ast.Compare) -> Any:
        parts = []
        left = self.of(node.left)
        for kind, each in zip(node.ops, node.comparators, strict=True):
            right = self.of(each)
            parts.append(_compared(type(kind), left, right))
            left = right
        return functools.reduce(operator.and_, parts)

    def _name(self, name: str) -> object:
        if name.startswith(_LOCAL):
            return self._local(name[len(_LOCAL) :])
        label = self.label(name)
        frame = self._frame
        if label in frame.columns:
            return frame[label]
        if label in frame.index.names:
            return frame.index.get_level_values(label)
        if label == "index":
            return frame.index
        if label == "columns":
            return frame.columns
        if label in _WORDS:
            return _WORDS[label]
        raise pd.errors.UndefinedVariableError(label)

    def label(self, name: str) -> str:
        """Return the column that a name stands for."""
        if not name.startswith(_QUOTED):
            return name
        return bytes.fromhex(name[len(_QUOTED) :]).decode("utf-8", "surrogatepass")

    def _local(self, name: str) -> object:
        space, local = self._guards.namespaces.here()
        if not visible(name):
            raise pd.errors.UndefinedVariableError(name, True)
        for names in (local, space):
            if names is not None and name in names:
                return names[name]
        raise pd.errors.UndefinedVariableError(name, True)


def _compared(kind: type[ast.cmpop], left: Any, right: Any) -> object:
    listed = isinstance(left, list | tuple) or isinstance(right, list | tuple)
    if kind in {ast.In, ast.NotIn} or (kind in {ast.Eq, ast.NotEq} and listed):
        found = left.isin(right) if hasattr(left, "isin") else right.isin(left)
        return ~found if kind in {ast.NotIn, ast.NotEq} else found
    if kind not in _COMPARE:
        raise _refused(f"{kind.__name__} has no place in an expression over columns")
    return _COMPARE[kind](left, right)


def _parse(expr: object, mode: str) -> ast.AST:
    if not isinstance(expr, str):
        raise TypeError("expr must be a string to be evaluated")
    text = str.__str__(expr)
    if len(text) > _LONGEST:
        raise _refused(f"the expression is longer than {_LONGEST} characters")
    lines = [line.strip() for line in _without_quotes(text).splitlines() if line.strip()]
    joined = "\n".join(lines) if mode == "exec" else " ".join(lines)
    if not joined:
        raise ValueError("expr cannot be an empty string")
    try:
        return ast.parse(_words(joined), "<expr>", mode)
    except (tokenize.TokenError, RecursionError, MemoryError):
        raise SyntaxError("the expression over columns is malformed") from None


def _without_quotes(text: str) -> str:
    """Put a name that Python can parse for each `` `column name` `` outside of strings."""
    if _LOCAL in text or _QUOTED in text:
        raise _refused("an expression has no such name")
    made: list[str] = []
    quote = ""
    at = 0
    while at < len(text):
        letter = text[at]
        if quote:
            if letter == "\\":
                made.append(letter)
                at += 1
                letter = text[at : at + 1]
            elif letter == quote:
                quote = ""
        elif letter in "'\"":
            quote = letter
        elif letter == "`":
            end = text.find("`", at + 1)
            if end < 0:
                raise SyntaxError(f"Failed to parse backticks in '{text}'.")
            label = text[at + 1 : end].encode("utf-8", "surrogatepass").hex()
            made.append(_QUOTED + label)
            at = end + 1
            continue
        made.append(letter)
        at += 1
    return "".join(made)


def _words(text: str) -> str:
    """Put ``and`` and ``or`` for ``&`` and ``|``, as pandas does, and a name for ``@name``."""
    tokens: list[tuple[int, str]] = []
    marked = False
    for kind, value, *_ in tokenize.generate_tokens(io.StringIO(text).readline):
        if marked:
            if kind != tokenize.NAME:
                raise SyntaxError("a name has to follow @")
            tokens.append((kind, _LOCAL + value))
            marked = False
        elif kind == tokenize.OP and value == "@":
            marked = True
        elif kind == tokenize.OP and value in {"&", "|"}:
            tokens.append((tokenize.NAME, "and" if value == "&" else "or"))
        else:
            tokens.append((kind, value))
    return tokenize.untokenize(tokens)


def _refused(why: str) -> GuardRefused:
    return GuardRefused(
        f"df.query and df.eval: {why}",
        rule=_RULE,
        hint="write it in Python: df[df['a'] > 3]",
    )


__all__: Sequence[str] = ("evaluate", "query")
