"""Bytes as text and back: base16 to base85, hex, checksums."""
import base64
import binascii

data = b"Hello, \x00\xff world"
for name in ("b64encode", "urlsafe_b64encode", "b32encode", "b16encode", "b85encode", "a85encode", "b32hexencode"):
    encoded = getattr(base64, name)(data)
    decoded = getattr(base64, name.replace("encode", "decode"))(encoded)
    print(f"{name:<18}{encoded.decode():<32}", decoded == data)
print(base64.b64decode("SGVsbG8="), base64.b64decode(b"SGVs bG8=\n"), base64.encodebytes(b"x" * 60), base64.b64encode(b"\xfb\xff", altchars=b"-_"))
print(base64.b32decode("nbswy3dp", casefold=True), base64.a85encode(b"\0\0\0\0ab", foldspaces=True), base64.standard_b64encode(b"a"))
print(binascii.hexlify(b"\xb9\x01\xef"), binascii.hexlify(b"\xb9\x01\xef", "_", 2), binascii.unhexlify("b901ef"), bytes.fromhex("b9 01 EF"))
print(binascii.crc32(b"hello world"), binascii.crc32(b" world", binascii.crc32(b"hello")), hex(binascii.crc_hqx(b"123456789", 0)))
print(binascii.b2a_base64(b"binary", newline=False), binascii.a2b_base64("YmluYXJ5"), binascii.b2a_qp(b"caf\xe9 = \t"), binascii.a2b_qp("caf=E9"))
print(binascii.b2a_uu(b"uuencode"), binascii.a2b_uu("(=75E;F-O9&4\n"))
for bad in (lambda: binascii.unhexlify("abc"), lambda: base64.b64decode("a===", validate=True), lambda: bytes.fromhex("zz"), lambda: base64.b16decode("ab")):
    try:
        bad()
    except ValueError as error:
        print(type(error).__name__, error)
