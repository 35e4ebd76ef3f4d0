"""Characters: names, categories, numbers and normal forms."""
import unicodedata
from unicodedata import category, lookup, name, normalize

print(lookup("BLACK CHESS KNIGHT"), name("§"), name("\x07", "no name"), unicodedata.decimal("٣"), unicodedata.numeric("¾"), unicodedata.digit("⁵"))
print(category("b"), category("5"), category("!"), unicodedata.bidirectional("א"), unicodedata.east_asian_width("カ"), unicodedata.mirrored("["), unicodedata.combining("\u0327"))
decomposed = normalize("NFD", "Ça va, Zoë")
print(len(decomposed), normalize("NFC", decomposed) == "Ça va, Zoë", unicodedata.decomposition("ö"), unicodedata.is_normalized("NFC", decomposed))
print(normalize("NFKC", "ﬁ ① Ⅳ ｆｕｌｌ"), "\N{GREEK SMALL LETTER ALPHA}", name("😀"))


def plain(text):
    return "".join(c for c in normalize("NFD", text) if not unicodedata.combining(c))


def same(a, b):
    """Equal but for case, accents kept."""
    return normalize("NFKC", a.casefold()) == normalize("NFKC", b.casefold())


print(plain("Čeština, Française, Ελλάδα"), same("Maße", "MASSE"), same("Å", "A\u030a"), same("a", "á"))
for ch in "ж√５":
    print(f"U+{ord(ch):04X}", category(ch), name(ch))
try:
    lookup("NO SUCH CHARACTER")
except KeyError as error:
    print(error)
by_kind = {}
for ch in "Hello, wörld! 42 €":
    by_kind.setdefault(category(ch)[0], []).append(ch)
print({kind: "".join(chars) for kind, chars in sorted(by_kind.items())})
