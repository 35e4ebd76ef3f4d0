"""fnmatch: patterns on text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "fnmatch",
    names=("filter", "filterfalse", "fnmatch", "fnmatchcase", "translate"),
    adopted=Adopted(),
)
