"""html: escaping."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "html",
    names=("escape", "unescape"),
)
