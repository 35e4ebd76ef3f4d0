"""unicodedata: tables in C."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "unicodedata",
    names=(
        "bidirectional",
        "category",
        "combining",
        "decimal",
        "decomposition",
        "digit",
        "east_asian_width",
        "is_normalized",
        "lookup",
        "mirrored",
        "name",
        "normalize",
        "numeric",
        "unidata_version",
    ),
    left_out={
        "UCD": "nothing a program needs",
        "ucd_3_2_0": "an old table; use the functions",
    },
)
