"""dataclasses: the decorator writes only into classes of the session."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "dataclasses",
    names=(
        "FrozenInstanceError",
        "InitVar",
        "KW_ONLY",
        "MISSING",
        "asdict",
        "astuple",
        "dataclass",
        "field",
        "fields",
        "is_dataclass",
        "make_dataclass",
        "replace",
    ),
    left_out={
        "Field": "use field() to make one, and fields() to get them",
    },
)
