"""Binary records: packing, unpacking, alignment and a small file format."""
import io
import struct
from collections import namedtuple

print(struct.pack(">bhl", 1, 2, 3), struct.unpack(">bhl", b"\x01\x00\x02\x00\x00\x00\x03"), struct.calcsize(">bhl"))
print(struct.pack("<I", 1023), struct.pack(">I", 1023), struct.pack("=3s5p?", b"abcd", b"pascal", True), struct.pack("<2xH", 7))
print(struct.unpack("<d", struct.pack("<d", 0.1)), struct.pack(">f", 1.5).hex(), struct.pack("<e", 1.0), struct.calcsize("<qh6xq"))
record = b"raymond   \x32\x12\x08\x01\x08"
Student = namedtuple("Student", "name serialnum school gradelevel")
print(Student._make(struct.unpack("<10sHHb", record)))
s = struct.Struct("<4sBxH")
buffer = bytearray(20)
s.pack_into(buffer, 4, b"RIFF", 255, 65535)
print(s.size, s.format, buffer, s.unpack_from(buffer, 4), list(struct.iter_unpack("<HB", b"\x01\x00\x02\x03\x00\x04")))
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
