"""textwrap: text to text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    'textwrap',
    names=tuple("TextWrapper dedent fill indent shorten wrap".split()),
)
