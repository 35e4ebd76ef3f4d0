"""bytes, bytearray and memoryview."""
data = bytearray(b"hello world")
data[0:5] = b"HELLO"
data.append(33)
data.extend([63, 10])
data.insert(0, 0x3E)
del data[-1]
data += b" end"
print(data, data.pop(), data.find(b"wor"), data[1], data[1:4], bytes(data).hex(" ", 4), data.count(b"l"))
data.reverse()
print(data, len(data), data.isascii(), 62 in data, b"OLL" in data, bytearray(3), bytes(range(65, 70)), bytes([1, 2]) + b"\x03")
print(b"a,b,,c".split(b","), b"x".join([b"1", b"2"]), b"abc".translate(bytes.maketrans(b"ab", b"xy"), b"c"), b" pad ".strip(), b"42".zfill(5), b"Ab".swapcase())
print(b"pre-fix".removeprefix(b"pre-"), b"line\nline2\r\n".splitlines(), b"%s=%d" % (b"k", 5), b"abc" < b"abd", b"a".center(5, b"*"), b"tab\t.".expandtabs(4), b"key:val".partition(b":"))

view = memoryview(bytearray(b"abcdefgh"))
part = view[2:6]
part[0] = ord("X")
part[1:3] = b"YZ"
print(bytes(view), part.tolist(), view[-1], view.nbytes, view.readonly, view.itemsize, view.format, view.shape, view == b"abXYZfgh", part.tobytes())
grid = view.cast("B", shape=[2, 4])
print(grid.tolist(), grid[1, 2], view.cast("H").itemsize, memoryview(b"ro").readonly, view[::2].tolist(), bytes(reversed(view)), view.hex(":"))
shorts = memoryview(bytearray(8)).cast("h")
shorts[1] = -2
print(shorts.tolist(), shorts.contiguous, len(shorts))
with memoryview(b"released") as m:
    print(m[0], m.ndim)
try:
    m[0]
except ValueError as error:
    print(error)
for bad in (lambda: memoryview(b"x").__setitem__(0, 1), lambda: bytes([256]), lambda: bytearray(b"x").index(b"y"), lambda: bytes("text")):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def xor(data, key):
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


secret = xor(b"attack at dawn", b"key")
print(secret.hex(), xor(secret, b"key"))
