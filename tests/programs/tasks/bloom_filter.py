import hashlib
import math


class BloomFilter:
    def __init__(self, expected, error=0.01):
        self.m = math.ceil(-expected * math.log(error) / math.log(2) ** 2)
        self.k = max(1, round(self.m / expected * math.log(2)))
        self.bits = bytearray((self.m + 7) // 8)
        self.count = 0

    def _positions(self, item):
        digest = hashlib.sha256(item.encode("utf-8")).digest()
        a = int.from_bytes(digest[:8], "big")
        b = int.from_bytes(digest[8:16], "big") | 1
        for i in range(self.k):
            yield (a + i * b) % self.m

    def add(self, item):
        for p in self._positions(item):
            self.bits[p >> 3] |= 1 << (p & 7)
        self.count += 1

    def __contains__(self, item):
        return all(self.bits[p >> 3] & (1 << (p & 7)) for p in self._positions(item))

    @property
    def fill(self):
        return sum(bin(b).count("1") for b in self.bits) / self.m


f = BloomFilter(500, 0.02)
print(f"{f.m} bits, {f.k} hashes")
for i in range(500):
    f.add(f"user{i}@example.org")
print("all found:", all(f"user{i}@example.org" in f for i in range(500)))
wrong = sum(f"other{i}@example.org" in f for i in range(2000))
print("false positives: %d of 2000 (%.2f%%)" % (wrong, wrong / 20))
print(f"fill {f.fill:.3f}", "ok" if wrong < 2000 * 0.04 else "too many")
