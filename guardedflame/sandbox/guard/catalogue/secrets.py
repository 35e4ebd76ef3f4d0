"""secrets: random tokens."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "secrets",
    names=(
        "SystemRandom",
        "choice",
        "compare_digest",
        "randbelow",
        "randbits",
        "token_bytes",
        "token_hex",
        "token_urlsafe",
    ),
)
