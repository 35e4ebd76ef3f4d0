"""hmac: digests."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "hmac",
    names=("HMAC", "compare_digest", "digest", "new"),
)
