import struct
import zlib
from array import array
from io import BytesIO


def lzw(data):
    table = {bytes([i]): i for i in range(256)}
    word, out = b"", array("H")
    for byte in data:
        longer = word + bytes([byte])
        if longer in table:
            word = longer
        else:
            out.append(table[word])
            table[longer] = len(table)
            word = bytes([byte])
    if word:
        out.append(table[word])
    return out


def unlzw(codes):
    table = {i: bytes([i]) for i in range(256)}
    codes = iter(codes)
    word = table[next(codes)]
    out = bytearray(word)
    for code in codes:
        entry = table[code] if code in table else word + word[:1]
        out += entry
        table[len(table)] = word + entry[:1]
        word = entry
    return bytes(out)


def hexdump(data, width=16):
    for i in range(0, len(data), width):
        row = data[i : i + width]
        text = "".join(chr(b) if 32 <= b < 127 else "." for b in row)
        print(f"{i:08x}  {row.hex(' '):<{width * 3}} |{text}|")


text = b"to be or to bee or to be a bee, to be or to bee"
packed = lzw(text)
print(len(text), "bytes ->", len(packed), "codes:", list(packed[:12]), "...")
assert unlzw(packed) == text

# a tiny bitmap file in memory
w, h = 5, 3
pixels = [(x * 50, y * 80, 200) for y in range(h) for x in range(w)]
buffer = BytesIO()
row = (w * 3 + 3) // 4 * 4
buffer.write(struct.pack("<2sIHHI", b"BM", 54 + row * h, 0, 0, 54))
buffer.write(struct.pack("<IiiHHIIiiII", 40, w, h, 1, 24, 0, row * h, 2835, 2835, 0, 0))
for y in reversed(range(h)):
    line = b"".join(bytes((b, g, r)) for r, g, b in pixels[y * w : (y + 1) * w])
    buffer.write(line.ljust(row, b"\0"))
data = buffer.getvalue()
hexdump(data)
buffer.seek(18)
print(struct.unpack("<ii", buffer.read(8)), len(data), hex(zlib.crc32(data)))
view = memoryview(bytearray(data))
view[54:57] = b"\xff\xff\xff"
print(bytes(view[54:60]).hex(), view.nbytes, zlib.decompress(zlib.compress(data, 9)) == data)
print(
    struct.calcsize("<IhB"),
    struct.unpack(">f", bytes.fromhex("40490fdb"))[0],
    list(struct.iter_unpack("<H", b"\1\0\2\0")),
)
