"""Digests, incremental hashing, key derivation and BLAKE2's options."""
import hashlib

m = hashlib.sha256()
m.update(b"first half, ")
m.update(b"second half")
print(m.hexdigest(), m.digest_size, m.block_size, m.name)
print(m.hexdigest() == hashlib.sha256(b"first half, second half").hexdigest())
for name in ("md5", "sha1", "sha224", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
    print(f"{name:<9}", hashlib.new(name, b"abc").hexdigest()[:32], hashlib.new(name).digest_size)
copy = m.copy()
copy.update(b"!")
print(copy.hexdigest() != m.hexdigest(), len(m.digest()), hashlib.shake_128(b"abc").hexdigest(8))
print(hashlib.pbkdf2_hmac("sha256", b"a pass phrase", b"some salt", 1000).hex())
print(hashlib.scrypt(b"a pass phrase", salt=b"some salt", n=16, r=2, p=1, dklen=16).hex())
print(hashlib.blake2b(b"message", digest_size=16, key=b"key", salt=b"salt", person=b"app").hexdigest())
print("sha256" in hashlib.algorithms_guaranteed, "sha1" in hashlib.algorithms_available)
try:
    hashlib.new("no-such-hash")
except ValueError as error:
    print("unsupported:", "no-such-hash" in str(error))
try:
    hashlib.md5("text")
except TypeError as error:
    print(type(error).__name__)


def merkle_root(leaves):
    level = [hashlib.sha256(leaf.encode()).digest() for leaf in leaves]
    while len(level) > 1:
        if len(level) % 2:
            level.append(level[-1])
        level = [hashlib.sha256(a + b).digest() for a, b in zip(level[::2], level[1::2])]
    return level[0].hex()


print(merkle_root(["a", "b", "c"]))


def mine(text, zeros):
    for n in range(100000):
        digest = hashlib.sha1(f"{text}:{n}".encode()).hexdigest()
        if digest.startswith("0" * zeros):
            return n, digest


print(mine("block", 3))
