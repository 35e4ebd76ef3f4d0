"""fnmatch: patterns on text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "fnmatch",
    names=("filter", "fnmatch", "fnmatchcase", "translate"),
)
