"""json: text to data; encoders and decoders are derived from adopted classes."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "json",
    names=("JSONDecodeError", "JSONDecoder", "JSONEncoder", "dump", "dumps", "load", "loads"),
    left_out={"detect_encoding": "nothing a program needs"},
)
