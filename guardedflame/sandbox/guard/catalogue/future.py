"""__future__: names of features."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "__future__",
    names=(
        "absolute_import",
        "annotations",
        "barry_as_FLUFL",
        "division",
        "generator_stop",
        "generators",
        "nested_scopes",
        "print_function",
        "unicode_literals",
        "with_statement",
    ),
    left_out={
        "all_feature_names": "nothing a program needs",
    },
)
