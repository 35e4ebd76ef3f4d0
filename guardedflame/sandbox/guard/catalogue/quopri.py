"""quopri: bytes in memory."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "quopri", names=("decode", "decodestring", "encode", "encodestring"), adopted=Adopted()
)
