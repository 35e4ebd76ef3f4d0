"""gzip: bytes in memory."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "gzip",
    names=("BadGzipFile", "compress", "decompress"),
    left_out={
        "GzipFile": "opens files; use compress",
        "main": "a command line",
        "open": "opens files; use decompress",
    },
)
