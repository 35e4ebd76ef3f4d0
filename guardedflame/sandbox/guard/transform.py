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

from guardedflame.sandbox.guard.definitions import Definitions
from guardedflame.sandbox.guard.matches import Matches
from guardedflame.sandbox.guard.walk import Walk


class GuardTransformer(Definitions, Matches):
    """Walks one tree once, judging names and putting guards in; refusals are collected.

    Args:
        elsewhere: names said ``global`` or ``nonlocal`` anywhere in the tree.
        vocabulary: what the profile's libraries add to the names that are judged.
    """


Walk.table.update(
    {
        kind: getattr(GuardTransformer, "on_" + name, GuardTransformer.not_allowed)
        for name, kind in vars(ast).items()
        if isinstance(kind, type) and issubclass(kind, ast.AST)
    }
)
