"""codecs: encoding by name, incremental decoding, and byte order marks."""
import codecs

print(codecs.encode("Hello, World", "rot13"), codecs.decode("uryyb", "rot_13"), codecs.encode(b"abc", "hex"), codecs.decode(b"YWJj", "base64"))
print(codecs.lookup("UTF8").name, codecs.BOM_UTF8, b"\xef\xbb\xbfx".decode("utf-8-sig"), codecs.encode("é", "unicode_escape"), codecs.decode(b"\\u00e9", "unicode_escape"))
decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
chunks = [decoder.decode(bytes([b])) for b in "né€".encode()]
print(chunks, repr(decoder.decode(b"", final=True)))
encoder = codecs.getincrementalencoder("utf-16-le")()
print(encoder.encode("hi"), list(codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8")), list(codecs.iterencode(["a", "é"], "latin-1")))
print(codecs.getencoder("ascii")("abc"), codecs.utf_8_decode(b"abc"), codecs.escape_decode(b"a\\n")[0] == b"a\n")
try:
    codecs.lookup("no-such-codec")
except LookupError as error:
    print(error)
