"""Methods of str, encodings and their errors."""
text = "The Quick brown fox"
print(text.lower(), text.upper(), text.title(), text.swapcase(), "hELLO wORLD".capitalize(), "ß".upper(), "STRASSE".casefold() == "straße".casefold())
print(text.find("quick"), text.index("Q"), text.rfind("o"), text.count("o"), text.startswith(("A", "The")), text.endswith("fox", 0, -1), text.replace("o", "0", 1))
print("a,b,,c".split(","), "  many   spaces ".split(), "a b c d".split(maxsplit=2), "a.b.c".rsplit(".", 1), "k=v=w".partition("="), "k=v=w".rpartition("="), "l1\nl2\r\nl3".splitlines())
print("xxhixx".strip("x"), "www.example.com".lstrip("w."), "file.txt".removesuffix(".txt"), "test_x".removeprefix("test_"), "7".zfill(3), "-7".zfill(4), "x".center(5, "*"), "a\tb".expandtabs(4))
print("abc".ljust(5) + "|", "abc".rjust(5), "-".join("abc"), "ab" * 3, "b" in "abc", "abc"[::-1], "abcdef"[1:5:2], sorted("banana"), "%s" % "x", "é".isalpha())
print([m for m in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isidentifier", "isspace", "istitle", "isupper", "isprintable", "isascii") if getattr("½", m)()])
print("12".isdigit(), "²".isdigit(), "²".isdecimal(), "x1".isidentifier(), "\t".isspace(), "\n".isprintable(), "def".isidentifier())

table = str.maketrans({"a": "4", "e": "3", "l": None, "o": "[o]"})
print("hello leap".translate(table), "abc".translate(str.maketrans("abc", "xyz", "b")), "x".translate({120: 121}))
rot13 = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
print("secret".translate(rot13), "secret".translate(rot13).translate(rot13))

euro = "price: 5€ ñ"
for encoding in ("utf-8", "utf-16-le", "latin-1", "cp1252", "ascii"):
    try:
        print(encoding, euro.encode(encoding))
    except UnicodeEncodeError as error:
        print(encoding, error.reason, error.start, error.end, error.object[error.start], isinstance(error, ValueError))
print([euro.encode("ascii", how) for how in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace")])
for raw in (b"caf\xc3\xa9", b"caf\xe9"):
    try:
        print(raw.decode())
    except UnicodeDecodeError as error:
        print(error)
print(b"\xff\xfeA".decode("ascii", "surrogateescape").encode("ascii", "surrogateescape"), b"bad\xff".decode(errors="replace"), ascii("é€\n"), repr("it's"), repr('both " and \''))
print(ord("€"), chr(8364), "\u20ac" == "€", len("👍🏽"), len("👍🏽".encode()), "\x41\101\N{DEGREE SIGN}", r"\n raw", "con" "cat", "a" < "b" < "á")


class Text(str):
    def words(self):
        return self.split()

    def __mul__(self, n):
        return Text(" ".join([self] * n))


t = Text("ho") * 3
print(t, t.words(), type(t).__name__, type(t.upper()).__name__, isinstance(t, str))
