"""gzip: bytes; files as the profile's open allows."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "gzip",
    names=("BadGzipFile", "GzipFile", "compress", "decompress", "open"),
    left_out={"main": "a command line"},
    adopted=Adopted(),
)
