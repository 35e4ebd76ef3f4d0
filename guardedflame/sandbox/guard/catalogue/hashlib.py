"""hashlib: digests."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "hashlib",
    names=(
        "algorithms_available",
        "algorithms_guaranteed",
        "blake2b",
        "blake2s",
        "file_digest",
        "md5",
        "new",
        "pbkdf2_hmac",
        "scrypt",
        "sha1",
        "sha224",
        "sha256",
        "sha384",
        "sha3_224",
        "sha3_256",
        "sha3_384",
        "sha3_512",
        "sha512",
        "shake_128",
        "shake_256",
    ),
)
