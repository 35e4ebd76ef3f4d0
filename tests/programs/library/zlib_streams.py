"""Compression in memory: whole, in pieces, with a bound, and damaged."""
import zlib

text = b"the quick brown fox jumps over the lazy dog. " * 50
packed = zlib.compress(text, level=9)
print(len(text), len(packed) < 100, zlib.decompress(packed) == text)
print(zlib.crc32(b"hello"), zlib.adler32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")))

c = zlib.compressobj(level=6, wbits=-15)
pieces = [c.compress(text[i : i + 100]) for i in range(0, len(text), 100)]
pieces.append(c.flush())
d = zlib.decompressobj(wbits=-15)
print(b"".join(map(d.decompress, pieces)) + d.flush() == text, d.eof, d.unused_data)

d = zlib.decompressobj()
first = d.decompress(packed + b"tail", 100)
rest = d.decompress(d.unconsumed_tail) + d.flush()
print(len(first), first + rest == text, d.unused_data)

c = zlib.compressobj()
head = c.compress(b"shared start ")
twin = c.copy()
print(zlib.decompress(head + c.compress(b"one") + c.flush()), zlib.decompress(head + twin.compress(b"two") + twin.flush()))
try:
    zlib.decompress(packed[:-5])
except zlib.error as error:
    print("incomplete:", "incomplete" in str(error))
try:
    zlib.decompress(b"garbage!")
except zlib.error:
    print("not zlib data")
