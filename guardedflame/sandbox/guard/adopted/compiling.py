"""Code of adopted modules: compiled by the language's own compiler, once a process.

Invariant: what is returned was judged as a client's source is.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
from importlib.abc import InspectLoader
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from guardedflame.errors import ImportRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.adopted.pruning import pruned
from guardedflame.sandbox.guard.catalogue.entry import Adopted
from guardedflame.sandbox.guard.compiler import elsewhere
from guardedflame.sandbox.guard.refusals import code_refused
from guardedflame.sandbox.guard.transform import GuardTransformer

_TEXTS = Path(__file__).parent / "texts"


class Judged(NamedTuple):
    """Code, and the judged names that it reads: the session has to prepare for them."""

    code: CodeType
    names: frozenset[str]


@functools.cache
def codes(module: str, recipe: Adopted, vocabulary: names.Vocabulary) -> tuple[Judged, ...]:
    """Return the code to run, in order, for a module that is adopted.

    Kept for the process: the zygote compiles, its workers share.

    Raises:
        ImportRefused: the interpreter has no text of the module.
    """
    found = []
    if recipe.first:
        found.append(_ours(recipe.first, vocabulary))
    if recipe.library:
        tree = pruned(_library_text(module), recipe)
        found.append(_judged(tree, f"<library {module}>", vocabulary))
    if recipe.last:
        found.append(_ours(recipe.last, vocabulary))
    return tuple(found)


def _ours(name: str, vocabulary: names.Vocabulary) -> Judged:
    text = (_TEXTS / f"{name}.py.txt").read_text(encoding="utf-8")
    return _judged(ast.parse(text), f"<guarded {name}>", vocabulary)


def _library_text(module: str) -> str:
    found = importlib.util.find_spec(module)
    loader = None if found is None else found.loader
    text = loader.get_source(module) if isinstance(loader, InspectLoader) else None
    if text is None:
        raise ImportRefused(
            f"the server's Python has no text of the module {module!r}",
            rule="guarded language: adopted modules",
            hint="install the standard library with its .py files",
        )
    return str(text)


def _judged(tree: ast.Module, filename: str, vocabulary: names.Vocabulary) -> Judged:
    transformer = GuardTransformer(elsewhere(tree, "global nonlocal"), vocabulary)
    transformer.visit(tree)
    if transformer.refusals:
        raise code_refused(transformer.refusals, "", filename)
    code: CodeType = compile(tree, filename, "exec", dont_inherit=True)
    return Judged(code, frozenset(transformer.judged))
