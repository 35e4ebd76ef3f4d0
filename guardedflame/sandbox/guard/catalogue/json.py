"""json: text to data; a decoder hook is the client's own function."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "json",
    names=("JSONDecodeError", "JSONEncoder", "dumps", "loads"),
    left_out={
        "load": "reads a file object by name",
        "dump": "writes a file object",
        "JSONDecoder": "its parts are functions of the library that programs replace",
    },
)
