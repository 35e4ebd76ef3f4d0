"""keyword: tables."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "keyword",
    names=(
        "iskeyword",
        "issoftkeyword",
        "kwlist",
        "softkwlist",
    ),
)
