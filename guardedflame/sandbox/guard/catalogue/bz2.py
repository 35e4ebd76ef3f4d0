"""bz2: bytes in memory."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "bz2",
    names=("BZ2Compressor", "BZ2Decompressor", "compress", "decompress"),
    left_out={"BZ2File": "opens files; use compress", "open": "opens files; use decompress"},
)
