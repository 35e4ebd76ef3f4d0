"""A toy sponge-like hash, FNV-1a, Adler-32 and CRC-32 by table; the last two against zlib."""

import zlib

MASK = 0xFFFFFFFF


def rotl(x, n):
    return ((x << n) | (x >> (32 - n))) & MASK


class ToyHash:
    digest_size = 16

    def __init__(self, data=b""):
        self._state = [0x9E3779B9, 0x7F4A7C15, 0xF39CC060, 0x5CEDC834]
        self._buffer = b""
        self._length = 0
        self.update(data)

    def update(self, data):
        self._length += len(data)
        self._buffer += data
        while len(self._buffer) >= 8:
            self._absorb(self._buffer[:8])
            self._buffer = self._buffer[8:]
        return self

    def _absorb(self, block):
        a, b, c, d = self._state
        a ^= int.from_bytes(block[:4], "little")
        b ^= int.from_bytes(block[4:], "little")
        for i in range(12):
            a = (a + b) & MASK
            d = rotl(d ^ a, 16)
            c = (c + d) & MASK
            b = rotl(b ^ c, 12)
            a = (a + b + i) & MASK
            d = rotl(d ^ a, 8)
            c = (c + d) & MASK
            b = rotl(b ^ c, 7)
        self._state[:] = d, a, b, c

    def digest(self):
        other = ToyHash()
        other._state = self._state[:]
        pad = self._buffer + b"\x80"
        other._absorb(pad.ljust(8, b"\0"))
        other._absorb(self._length.to_bytes(8, "big"))
        return b"".join(w.to_bytes(4, "big") for w in other._state)

    def hexdigest(self):
        return self.digest().hex()


def make_table(poly=0xEDB88320):
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ (poly if n & 1 else 0)
        table.append(n)
    return tuple(table)


TABLE = make_table()


def crc32(data, crc=0):
    crc ^= MASK
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ MASK


def adler32(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def fnv1a(data):
    h = 0x811C9DC5
    for byte in data:
        h = (h ^ byte) * 0x01000193 & MASK
    return h


for text in ("", "a", "abc", "The quick brown fox", "The quick brown foy", "x" * 100):
    data = text.encode()
    assert crc32(data) == zlib.crc32(data) and adler32(data) == zlib.adler32(data)
    print(
        f"{text[:20]!r:24} {ToyHash(data).hexdigest()} {crc32(data):08x} {adler32(data):08X} {fnv1a(data):#010x}"
    )

h = ToyHash(b"hello ")
before = h.hexdigest()
h.update(b"world")
print(before != h.hexdigest(), h.hexdigest() == ToyHash(b"hello world").hexdigest())
flipped = [
    bin(
        int(ToyHash(b"test0").hexdigest(), 16) ^ int(ToyHash(bytes([*b"test", c])).hexdigest(), 16)
    ).count("1")
    for c in range(49, 57)
]
print("bits flipped of 128:", flipped)
print(crc32(b"world", crc32(b"hello ")) == crc32(b"hello world"))
