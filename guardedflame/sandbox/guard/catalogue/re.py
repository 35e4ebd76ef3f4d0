"""re: patterns; time is bounded by the cpu limit."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "re",
    names=(
        "A",
        "ASCII",
        "DOTALL",
        "I",
        "IGNORECASE",
        "L",
        "LOCALE",
        "M",
        "MULTILINE",
        "Match",
        "NOFLAG",
        "Pattern",
        "PatternError",
        "RegexFlag",
        "S",
        "U",
        "UNICODE",
        "VERBOSE",
        "X",
        "compile",
        "error",
        "escape",
        "findall",
        "finditer",
        "fullmatch",
        "match",
        "search",
        "split",
        "sub",
        "subn",
    ),
    left_out={
        "purge": "state shared by everything in the process",
        "template": "undocumented",
        "Scanner": "undocumented",
    },
)
