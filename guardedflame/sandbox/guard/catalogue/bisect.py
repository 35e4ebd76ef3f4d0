"""bisect: lists in place."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "bisect",
    names=("bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right"),
)
