# Base64 and base32 without the library, then checked with it
import base64
import binascii
import string

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"


def encode(data: bytes) -> str:
    out = []
    for i in range(0, len(data), 3):
        chunk = data[i : i + 3]
        n = int.from_bytes(chunk + b"\0" * (3 - len(chunk)), "big")
        four = [ALPHABET[(n >> shift) & 63] for shift in (18, 12, 6, 0)]
        for k in range(3 - len(chunk)):
            four[3 - k] = "="
        out += four
    return "".join(out)


def decode(text: str) -> bytes:
    if len(text) % 4:
        raise ValueError("length is not a multiple of four")
    bits = ""
    for ch in text.rstrip("="):
        try:
            bits += format(ALPHABET.index(ch), "06b")
        except ValueError:
            raise ValueError(f"{ch!r} is not base64") from None
    usable = len(bits) // 8 * 8
    return bytes(int(bits[i : i + 8], 2) for i in range(0, usable, 8))


samples = [
    b"",
    b"f",
    b"fo",
    b"foo",
    b"foob",
    "déjà vu".encode(),
    bytes(range(250, 256)),
    b"\x00\xff" * 5,
]
for s in samples:
    e = encode(s)
    assert e == base64.b64encode(s).decode("ascii")
    assert decode(e) == s
    print(f"{s!r:32} {e}")
for bad in "abc", "ab$=":
    try:
        decode(bad)
    except ValueError as err:
        print(bad, "->", err)
print(
    base64.b32encode(b"hello"), base64.b16encode(b"\xca\xfe"), base64.urlsafe_b64encode(b"\xfb\xff")
)
print(binascii.hexlify(b"spam", "-").decode(), bytes.fromhex("73 70 61 6d"))
try:
    base64.b64decode("a")
except binascii.Error as err:
    print("library says:", type(err).__name__)
