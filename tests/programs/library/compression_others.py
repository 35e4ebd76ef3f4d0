"""gzip, bz2 and lzma, in memory only."""
import bz2
import gzip
import io
import lzma

text = b"the quick brown fox jumps over the lazy dog. " * 50
print(gzip.decompress(gzip.compress(text, mtime=0)) == text, gzip.compress(b"", mtime=0)[:2].hex())
print(bz2.decompress(bz2.compress(text)) == text, lzma.decompress(lzma.compress(text)) == text, lzma.compress(b"x")[:5])
decompressor = bz2.BZ2Decompressor()
print(decompressor.decompress(bz2.compress(b"abc"), 2), decompressor.needs_input, decompressor.decompress(b""), decompressor.eof)

buffer = io.BytesIO()
with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as f:
    for n in range(3):
        f.write(b"line %d\n" % n)
buffer.seek(0)
with gzip.open(buffer, "rt") as f:
    print([line.strip() for line in f])
for module in (bz2, lzma):
    compressor = module.BZ2Compressor() if module is bz2 else module.LZMACompressor()
    packed = compressor.compress(text) + compressor.flush()
    print(len(packed) < 200, module.decompress(packed) == text)
try:
    gzip.decompress(b"not gzip at all")
except gzip.BadGzipFile as error:
    print(error)
