"""zlib: bytes; memory is bounded by the memory limit."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "zlib",
    names=(
        "Z_BEST_COMPRESSION",
        "Z_BEST_SPEED",
        "Z_DEFAULT_COMPRESSION",
        "adler32",
        "compress",
        "crc32",
        "decompress",
        "error",
    ),
)
