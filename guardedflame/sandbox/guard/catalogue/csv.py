"""csv: rows over any iterable of lines."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "csv",
    names=(
        "Dialect",
        "DictReader",
        "DictWriter",
        "Error",
        "QUOTE_ALL",
        "QUOTE_MINIMAL",
        "QUOTE_NONE",
        "QUOTE_NONNUMERIC",
        "Sniffer",
        "excel",
        "excel_tab",
        "reader",
        "unix_dialect",
        "writer",
    ),
    left_out={
        "register_dialect": "state shared by everything in the process",
        "field_size_limit": "state shared by everything in the process",
    },
)
