import re
import unicodedata
from collections import Counter

words = [
    "Zoë",
    "zoe",
    "Ångström",
    "angstrom",
    "straße",
    "STRASSE",
    "ﬁne",
    "naïve",
    "Éclair",
    "éclair",
]


def strip_accents(s):
    return "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c))


def slug(s):
    s = unicodedata.normalize("NFKD", s).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", s.lower()).strip("-")


print(sorted(words, key=lambda w: (strip_accents(w).casefold(), w)))
print([strip_accents(w) for w in words])
print(slug("Crème brûlée & ﬁne tea — déjà vu!"), slug("  "))
print(
    "straße".casefold() == "STRASSE".casefold(),
    "ß".upper(),
    "ŉ".upper(),
    "İ".lower().encode("unicode_escape"),
)
a, b = "é", "e\u0301"
print(
    a == b,
    unicodedata.normalize("NFC", b) == a,
    len(a),
    len(b),
    len(b.encode()),
    [unicodedata.name(c) for c in b],
)
print(Counter(unicodedata.category(c) for c in "Tea für 2, 10 €!\n"))
print("٣".isdigit(), int("٣٤"), unicodedata.numeric("½"), "²".isdecimal(), "Ⅷ".isnumeric())
print(
    "日本".encode("utf-8").hex(" "),
    "日本".encode("utf-16-le"),
    b"\xff\xfea\x00".decode("utf-16"),
    "é".encode("latin-1"),
)
for codec in ("ascii", "utf-8"):
    for errors in ("strict", "replace", "ignore", "backslashreplace"):
        try:
            print(codec, errors, repr(b"caf\xc3\xa9 \xff".decode(codec, errors)))
        except UnicodeDecodeError as e:
            print(codec, errors, e.reason, e.start, e.object[e.start : e.end])
print(
    "añb".encode("ascii", "xmlcharrefreplace"),
    ascii("añ☃"),
    "\N{SNOWMAN}",
    "tab\there".expandtabs(8),
    "x".join(["a", "b"]),
)
print(
    [m.group() for m in re.finditer(r"\w+", "naïve façade, 東京 2024")],
    re.findall(r"(?a)\w+", "naïve"),
)
east = {c: unicodedata.east_asian_width(c) for c in "a漢ｱ"}
print(
    east,
    unicodedata.unidata_version > "10",
    unicodedata.bidirectional("א"),
    unicodedata.lookup("GREEK SMALL LETTER ALPHA"),
)
print(
    "Title case it's".title(),
    "hello world".capitalize(),
    "ǆ".title(),
    "swapCASE".swapcase(),
    "a,b,,c".split(","),
    "  x ".strip().zfill(4),
)
