"""Binary records: packing, unpacking, alignment and a small file format."""
import io
import struct
from collections import namedtuple

print(struct.pack(">BhI", 7, -2, 3_000_000), struct.unpack(">BhI", bytes(range(7))), struct.calcsize(">BhI"))
print(struct.pack("<H", 258), struct.pack(">H", 258), struct.pack("=4s6p?", b"four", b"text", False), struct.pack("<2xH", 7))
print(struct.unpack("<d", struct.pack("<d", 0.1)), struct.pack(">f", 1.5).hex(), struct.pack("<e", 1.0), struct.calcsize("<bq3xh"))
Reading = namedtuple("Reading", "station kind value checked")
raw = struct.pack("<6sBf?", b"north", 3, 20.5, True)
print(raw, Reading._make(struct.unpack("<6sBf?", raw)))
s = struct.Struct("<4sBxH")
buffer = bytearray(20)
s.pack_into(buffer, 4, b"DATA", 255, 65535)
print(s.size, s.format, buffer, s.unpack_from(buffer, 4), list(struct.iter_unpack("<HB", b"\x01\x00\x02\x03\x00\x04")))
struct.pack_into(">I", buffer, 0, 1)
print(struct.unpack_from(">I", buffer), struct.unpack_from("<4s", buffer, offset=4))
for bad in (lambda: struct.unpack("<I", b"abc"), lambda: struct.pack("z", 1), lambda: struct.pack("i", 1.5)):
    try:
        bad()
    except struct.error as error:
        print("struct.error", error)


class PointFile:
    """magic, count, then (int16 x, int16 y, uint8 length, name)"""

    HEADER = struct.Struct(">4sH")
    ENTRY = struct.Struct(">hhB")

    @classmethod
    def dump(cls, points, stream):
        stream.write(cls.HEADER.pack(b"PNTS", len(points)))
        for name, (x, y) in points.items():
            raw = name.encode()
            stream.write(cls.ENTRY.pack(x, y, len(raw)) + raw)

    @classmethod
    def load(cls, stream):
        magic, count = cls.HEADER.unpack(stream.read(cls.HEADER.size))
        if magic != b"PNTS":
            raise ValueError("not a point file")
        points = {}
        for _ in range(count):
            x, y, length = cls.ENTRY.unpack(stream.read(cls.ENTRY.size))
            points[stream.read(length).decode()] = x, y
        return points


stream = io.BytesIO()
PointFile.dump({"home": (3, -4), "café": (-300, 300)}, stream)
print(stream.getvalue())
stream.seek(0)
print(PointFile.load(stream))
