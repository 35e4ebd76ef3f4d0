"""xml.sax.saxutils: text to text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "xml.sax.saxutils",
    names=("escape", "quoteattr", "unescape"),
    left_out=dict.fromkeys(
        ("XMLFilterBase", "XMLGenerator", "prepare_input_source"),
        "parsers of xml.sax open what documents name; use xml.etree.ElementTree",
    ),
    adopted=Adopted(take=("__dict_replace", "escape", "quoteattr", "unescape")),
)
