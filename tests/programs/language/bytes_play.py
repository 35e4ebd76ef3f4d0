data = b"GET /index.html HTTP/1.1\r\nHost: example.org\r\n\r\n"
head, _, rest = data.partition(b"\r\n")
method, path, version = head.split(b" ")
print(method, path.decode(), version[-3:], rest.strip())
print(data[0], data[:3], list(data[:4]), data.count(b"\r\n"), data.find(b"Host"))
print(b"abc".hex(), bytes.fromhex("de ad be ef"), bytes([65, 66]), bytes(3), b"\x00\xff".hex(":"))
buf = bytearray()
for i in range(5):
    buf.append(i * 50)
buf += b"end"
buf.extend([1, 2])
buf[0] = 255
print(buf, len(buf), buf.find(b"end"), bytes(buf).endswith(b"\x01\x02"))
view = memoryview(buf)
view[1:3] = b"XY"
print(bytes(view[:4]), view.nbytes, view.tolist()[-2:])
view.release()
text = "naïve café ☃"
raw = text.encode("utf-8")
print(len(text), len(raw), raw.decode("utf-8") == text, text.encode("ascii", "replace"), text.encode("ascii", "ignore"))
try:
    b"\xff\xfe".decode("utf-8")
except UnicodeDecodeError as err:
    print(err.encoding, err.start, err.end, err.reason)
checksum = 0
for byte in data:
    checksum = (checksum * 31 + byte) & 0xFFFFFFFF
print(f"{checksum:08x}", b"a" + b"b" * 3, b"a" < b"b", b"%b!" % b"x", b"a,b".split(b","), b"-".join([b"1", b"2"]))
