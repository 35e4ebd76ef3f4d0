"""bz2: bytes; files as the profile's open allows."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "bz2",
    names=("BZ2Compressor", "BZ2Decompressor", "BZ2File", "compress", "decompress", "open"),
    adopted=Adopted(),
)
