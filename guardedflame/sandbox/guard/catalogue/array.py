"""array: typed arrays."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "array",
    names=(
        "ArrayType",
        "array",
        "typecodes",
    ),
)
