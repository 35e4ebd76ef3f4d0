"""graphlib: graphs."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "graphlib",
    names=("CycleError", "TopologicalSorter"),
)
