"""From the library's text to the tree that is compiled: what the language does not have is out.

Invariant: pruning only takes definitions away. What is left is judged like a client's source.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.catalogue.entry import Adopted

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def pruned(source: str, recipe: Adopted) -> ast.Module:
    """Parse a module's text and take out what the recipe drops and what no source may define."""
    tree = ast.parse(source)
    tree.body = [
        each
        for each in _body(tree.body, "", recipe.drop)
        if not recipe.take or any(name in recipe.take for name in _bound(each))
    ]
    for node in ast.walk(tree):
        # A parameter of the library's such as __validate_parameters__: a name like any other.
        if isinstance(node, ast.arg | ast.keyword) and node.arg is not None:
            node.arg = _spelled(node.arg)
        elif isinstance(node, ast.Name):
            node.id = _spelled(node.id)
        elif isinstance(node, ast.Attribute):
            node.attr = _MARKS.get(node.attr, node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = _MARKS.get(node.value, node.value)
    if recipe.swap:
        _Swap(dict(recipe.swap)).visit(tree)
    return tree


class _Swap(ast.NodeTransformer):
    """Puts other expressions in the place of some."""

    def __init__(self, pairs: dict[str, str]) -> None:
        self._pairs = pairs
        self._kinds = tuple({type(ast.parse(each, mode="eval").body) for each in pairs})

    def visit(self, node: ast.AST) -> ast.AST:
        """Return what stands in the node's place."""
        if isinstance(node, self._kinds):
            instead = self._pairs.get(ast.unparse(node))
            if instead is not None:
                made = ast.parse(instead, mode="eval").body
                for each in ast.walk(made):
                    ast.copy_location(each, node)
                return made
        return ast.NodeTransformer.generic_visit(self, node)


def _body(body: list[ast.stmt], prefix: str, drop: tuple[str, ...]) -> list[ast.stmt]:
    kept: list[ast.stmt] = []
    for each in body:
        if isinstance(each, ast.ImportFrom) and each.module != "__future__":
            each.names = [one for one in each.names if not names.is_dunder(one.name)]
            if not each.names:
                continue
        bound = list(_bound(each))
        if any(prefix + name in drop for name in bound) or any(map(_undefinable, bound)):
            continue
        if isinstance(each, ast.If | ast.Try):
            if _is_main(each):
                continue
            each.body = _body(each.body, prefix, drop) or [ast.Pass()]
            each.orelse = _body(each.orelse, prefix, drop)
            if isinstance(each, ast.Try):
                each.finalbody = _body(each.finalbody, prefix, drop)
        elif isinstance(each, ast.ClassDef):
            _as_enum(each)
            each.body = _body(each.body, prefix + each.name + ".", drop) or [ast.Pass()]
        kept.append(each)
    return [ast.fix_missing_locations(each) for each in kept]


def _as_enum(node: ast.ClassDef) -> None:
    """Write a class that ``_simple_enum`` would turn into an enum as the enum it is."""
    for each in node.decorator_list:
        if isinstance(each, ast.Call) and ast.unparse(each.func) == "_simple_enum":
            node.decorator_list.remove(each)
            node.bases = [*each.args]
            return


def _bound(node: ast.stmt) -> Iterator[str]:
    """Yield what a statement defines."""
    if isinstance(node, _DEFINITIONS):
        yield node.name
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))
            if isinstance(target, ast.Attribute):
                yield ast.unparse(target)
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (each.asname or each.name for each in node.names)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.unparse(node.value.func) + "()"
    elif isinstance(node, ast.Delete):
        yield "del"


def _spelled(name: str) -> str:
    if not names.is_dunder(name) or name in _MEANT:
        return name
    return name.strip("_") + "_"


#: Attributes by which library text marks what it is given, and how they are spelled here.
_MARKS = {
    each: each.strip("_")
    for each in (
        "__unittest_expecting_failure__",
        "__unittest_skip__",
        "__unittest_skip_why__",
        "__warningregistry__",
    )
}

#: What library text means by these is what the interpreter means.
_MEANT = (
    frozenset({"__builtins__", "__class__", "__file__", "__import__", "__path__", "__spec__"})
    | names.READABLE_NAMES
    | names.CLASS_DATA
    | names.DEFINABLE
    | names.MODULE_DATA
)


def _undefinable(name: str) -> bool:
    owner, _, name = name.rpartition(".")
    if owner and name == "__doc__":
        return True  # of a field of a named tuple: a descriptor of the library
    return names.is_dunder(name) and not (
        name in names.SPECIAL_METHODS or name in names.CLASS_DATA or name in names.MODULE_DATA
    )


def _is_main(node: ast.If | ast.Try) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"
