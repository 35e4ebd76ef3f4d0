"""textwrap: text to text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "textwrap",
    names=("TextWrapper", "dedent", "fill", "indent", "shorten", "wrap"),
    adopted=Adopted(),
)
