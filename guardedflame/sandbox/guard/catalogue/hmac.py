"""hmac: digests."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "hmac",
    names=("HMAC", "compare_digest", "digest", "new"),
    left_out={
        "digest_size": "nothing a program needs",
        "trans_36": "nothing a program needs",
        "trans_5C": "nothing a program needs",
    },
)
