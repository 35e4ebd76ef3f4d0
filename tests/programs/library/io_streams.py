"""StringIO and BytesIO as files."""
import io
import sys

out = io.StringIO()
print("first", 2, sep="-", end=";\n", file=out)
out.write("second\n")
out.writelines(["third\n", "fourth"])
print(out.tell(), repr(out.getvalue()), out.seek(6), repr(out.read(3)), out.readline(), out.readable(), out.seekable(), out.isatty(), out.closed)
out.seek(0)
print([line.rstrip() for line in out], repr(out.read()))
out.seek(0)
print(out.readlines(10), next(out, "none"))
out.truncate(5)
out.seek(0, io.SEEK_END)
out.write("!")
print(out.getvalue())
out.close()
try:
    out.read()
except ValueError as error:
    print(error)
with io.StringIO("a\r\nb\rc\n", newline=None) as f:
    print(f.readlines(), f.newlines is not None)
print(io.StringIO("x\r\ny").readlines(), io.StringIO(initial_value="start", newline="").read(2))

raw = io.BytesIO(b"0123456789")
print(raw.read(3), raw.read1(2), raw.tell(), raw.seek(-2, io.SEEK_END), raw.read(), raw.read(), raw.seek(0), raw.readinto(bytearray(4)), raw.getbuffer().nbytes)
raw.seek(4)
raw.write(b"ABC")
view = raw.getbuffer()
view[0:2] = b"zz"
view.release()
print(raw.getvalue(), raw.seek(0), list(raw), isinstance(raw, io.BytesIO))


class Tee(io.StringIO):
    """A stream that also counts lines."""

    def __init__(self):
        super().__init__()
        self.lines = 0

    def write(self, text):
        self.lines += text.count("\n")
        return super().write(text)


tee = Tee()
print("one\ntwo", file=tee)
print(tee.lines, repr(tee.getvalue()))
sys.stdout.write("written to sys.stdout\n")
sys.stderr.write("written to sys.stderr\n")
print("flushed", file=sys.stdout, flush=True)
sys.stdout.flush()
