"""textwrap: text to text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "textwrap",
    names=("dedent", "fill", "indent", "shorten", "wrap"),
    left_out={"TextWrapper": "its tables are shared by everything in the process"},
)
