"""binascii: bytes in C."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "binascii",
    names=(
        "Error",
        "Incomplete",
        "a2b_base64",
        "a2b_hex",
        "a2b_qp",
        "a2b_uu",
        "b2a_base64",
        "b2a_hex",
        "b2a_qp",
        "b2a_uu",
        "crc32",
        "crc_hqx",
        "hexlify",
        "unhexlify",
    ),
)
