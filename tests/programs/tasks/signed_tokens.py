"""Signed tokens, password hashes and a hash chain; everything with fixed salts and clocks."""

import base64
import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass

KEY = b"not a real key"


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(payload: dict, key: bytes = KEY) -> str:
    head = b64(json.dumps({"alg": "HS256"}).encode())
    body = b64(json.dumps(payload, sort_keys=True).encode())
    mac = hmac.new(key, f"{head}.{body}".encode(), hashlib.sha256)
    return f"{head}.{body}.{b64(mac.digest())}"


class BadToken(Exception):
    pass


def verify(token: str, now: int, key: bytes = KEY) -> dict:
    try:
        head, body, mac = token.split(".")
    except ValueError:
        raise BadToken("three parts expected") from None
    good = hmac.new(key, f"{head}.{body}".encode(), "sha256").digest()
    if not hmac.compare_digest(good, unb64(mac)):
        raise BadToken("signature does not fit")
    payload = json.loads(unb64(body))
    if payload.get("exp", now) < now:
        raise BadToken("expired")
    return payload


@dataclass(frozen=True)
class Block:
    index: int
    data: str
    previous: str
    nonce: int = 0

    @property
    def digest(self) -> str:
        return hashlib.sha256(
            repr((self.index, self.data, self.previous, self.nonce)).encode()
        ).hexdigest()


def mine(index, data, previous, zeros="00"):
    nonce = 0
    while not (b := Block(index, data, previous, nonce)).digest.startswith(zeros):
        nonce += 1
    return b


token = sign({"user": "ann", "exp": 1000})
print(token)
print(verify(token, 999))
for bad, now in (
    (token, 1001),
    (token[:-2] + "xx", 1),
    ("a.b", 1),
    (sign({"user": "eve"}, b"other"), 1),
):
    try:
        verify(bad, now)
    except BadToken as e:
        print("BadToken:", e)
stored = hashlib.pbkdf2_hmac("sha256", b"open sesame", b"salt" * 4, 1000)
print(
    stored.hex()[:32],
    hmac.compare_digest(stored, hashlib.pbkdf2_hmac("sha256", b"open sesame", b"salt" * 4, 1000)),
)
for name in ("md5", "sha1", "sha512", "blake2b", "sha3_256"):
    print(f"{name:<9}{hashlib.new(name, b'flame').hexdigest()[:24]}")
h = hashlib.sha256()
for part in (b"fla", b"me"):
    h.update(part)
print(
    h.hexdigest() == hashlib.sha256(b"flame").hexdigest(),
    h.digest_size,
    h.name,
    h.copy().digest() == h.digest(),
)
print(
    uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org"),
    uuid.UUID(int=5).hex,
    uuid.UUID("{00000000-0000-0000-0000-00000000000a}").int,
)
chain, previous = [], "0" * 64
for i, data in enumerate(["genesis", "ann pays bo 5", "bo pays cy 2"]):
    chain.append(mine(i, data, previous))
    previous = chain[-1].digest
for b in chain:
    print(b.index, b.nonce, b.digest[:12], b.data)
print(all(b.previous == a.digest for a, b in zip(chain, chain[1:])))
