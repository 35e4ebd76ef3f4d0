"""difflib: sequences."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "difflib",
    names=(
        "Differ",
        "HtmlDiff",
        "IS_CHARACTER_JUNK",
        "IS_LINE_JUNK",
        "Match",
        "SequenceMatcher",
        "context_diff",
        "diff_bytes",
        "get_close_matches",
        "ndiff",
        "restore",
        "unified_diff",
    ),
)
