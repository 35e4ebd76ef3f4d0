"""Characters: names, categories, numbers and normal forms."""
import unicodedata
from unicodedata import category, lookup, name, normalize

print(lookup("LEFT CURLY BRACKET"), name("/"), name("\x00", "no name"), unicodedata.decimal("9"), unicodedata.numeric("½"), unicodedata.digit("²"))
print(category("A"), category("é"), category("_"), unicodedata.bidirectional("\u0660"), unicodedata.east_asian_width("あ"), unicodedata.mirrored("("), unicodedata.combining("\u0301"))
decomposed = normalize("NFD", "Ça va, Zoë")
print(len(decomposed), normalize("NFC", decomposed) == "Ça va, Zoë", unicodedata.decomposition("é"), unicodedata.is_normalized("NFC", decomposed))
print(normalize("NFKC", "ﬁ ① Ⅳ ｆｕｌｌ"), "\N{GREEK SMALL LETTER ALPHA}", name("😀"))


def strip_accents(text):
    return "".join(c for c in normalize("NFD", text) if not unicodedata.combining(c))


def caseless(a, b):
    def fold(s):
        return normalize("NFD", normalize("NFD", s).casefold())

    return fold(a) == fold(b)


print(strip_accents("Čeština, Française, Ελλάδα"), caseless("Straße", "STRASSE"), caseless("ê", "\u0065\u0302"))
for i, ch in enumerate("é௲ཏ"):
    print(i, "%04x" % ord(ch), category(ch), name(ch))
try:
    lookup("NO SUCH CHARACTER")
except KeyError as error:
    print(error)
