"""pprint: formatting."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "pprint",
    names=("PrettyPrinter", "isreadable", "isrecursive", "pformat", "pp", "pprint", "saferepr"),
)
