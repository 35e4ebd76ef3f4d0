"""reprlib: short reprs; its Repr reads attributes by the language's rule."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "reprlib",
    names=("Repr", "aRepr", "recursive_repr", "repr"),
    adopted=Adopted(drop=("recursive_repr",), last="reprlib"),
)
