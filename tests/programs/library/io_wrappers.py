"""Text and buffers on top of raw bytes in memory."""
import io

wrapper = io.TextIOWrapper(io.BytesIO("naïve\ntext\n".encode("latin-1")), encoding="latin-1")
print(wrapper.readline().strip(), wrapper.encoding, wrapper.read().split())
raw = io.BytesIO()
with io.TextIOWrapper(raw, encoding="utf-16-le", newline="\r\n", write_through=True) as out:
    print("héllo", file=out)
    out.flush()
    print(raw.getvalue())
reader = io.BufferedReader(io.BytesIO(b"abcdefgh"), buffer_size=4)
print(reader.peek(2)[:2], reader.read(3), reader.read1(2), reader.readinto(bytearray(2)))
writer = io.BufferedWriter(raw2 := io.BytesIO())
writer.write(b"buffered")
print(raw2.getvalue(), writer.flush(), raw2.getvalue(), writer.detach() is raw2)


class Counting(io.RawIOBase):
    """Zeroes without end, counted."""

    given = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        buffer[:] = bytes(len(buffer))
        self.given += len(buffer)
        return len(buffer)


source = Counting()
print(source.read(5), io.BufferedReader(source, 8).read(3), source.given >= 8, isinstance(source, io.IOBase))
