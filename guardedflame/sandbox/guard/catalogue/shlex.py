"""shlex: splitting."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "shlex",
    names=("join", "quote", "split"),
    left_out={
        "shlex": "opens files (source)",
    },
)
