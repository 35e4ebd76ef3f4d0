"""io: buffers in memory."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "io",
    names=("BytesIO", "SEEK_CUR", "SEEK_END", "SEEK_SET", "StringIO"),
    left_out={
        "open": "opens or wraps files",
        "open_code": "opens or wraps files",
        "FileIO": "opens or wraps files",
        "TextIOWrapper": "opens or wraps files",
        "BufferedReader": "opens or wraps files",
        "BufferedWriter": "opens or wraps files",
        "BufferedRandom": "opens or wraps files",
        "text_encoding": "opens or wraps files",
    },
)
