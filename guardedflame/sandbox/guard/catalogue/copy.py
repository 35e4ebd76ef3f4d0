"""copy: copies of plain data and of the session's own objects; no reduce hooks."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "copy", names=("Error", "copy", "deepcopy", "replace"), left_out={"error": "use Error"}
)
