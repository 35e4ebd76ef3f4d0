"""hmac: digests."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    'hmac',
    names=tuple("HMAC compare_digest digest new".split()),
)
