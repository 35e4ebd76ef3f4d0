"""Matching, groups, splitting and substituting."""
import re

m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d) ?(\w*)", "2024-03 draft, revised")
print(m.group(), m.group(1), m["month"], m.groups(), m.groupdict())
print(m.span(), m.start("month"), m.end(3), m.lastindex, m.lastgroup, m.re.pattern)
print(m.expand(r"\g<month>/\1"), m.string[m.end() :])
print(re.match("end", "the end"), bool(re.search("end", "the end")), re.fullmatch("x.z", "x\nz", re.S))

print(re.split(r"[;,]\s*", "tea; milk,sugar;  ice", maxsplit=2), re.split(r"([+-])", "1+20-3"))
print(re.split("[x-z]+", "1x2YZ3", flags=re.IGNORECASE))
print(re.findall(r"\bun\w*", "under the sun, unseen and undone"))
print(re.findall(r"(\w+):(\d+)", "host:80 backup:8080"))
print(re.sub(r"let (\w+) = (.+);", r"\1: \2", "let size = 3 * n;"))


def shout(match):
    return match.group(0).upper() if match.group(0) != "is" else "was"


print(re.sub(r"\b\w{2,3}\b", shout, "it is one of the best"), re.subn("l+", "L", "hello all", count=1))
print(re.sub("q*", "|", "aqqb"), re.escape("c:\\dir (1)?.txt"))

plate = re.compile(
    r"""
    (?:(?P<country>[A-Z]{1,2})\s)?  # the country, if any
    (?P<letters>[A-Z]{2})           # two letters
    [\s-]
    (?P<number>\d{2,4})\Z
    """,
    re.VERBOSE,
)
for text in ("D KA-1234", "XY 99", "x-1"):
    hit = plate.search(text)
    print(text, "->", hit.groupdict(default="?") if hit else None)
print(plate.groups, sorted(plate.groupindex), plate.flags & re.X == re.X)

for match in re.finditer(r"\b[aeiou]\w+", "an orange in every old box"):
    print("%02d-%02d: %s" % (match.start(), match.end(), match.group(0)))
print([bool(re.search(p, "price: $42")) for p in (r"(?<=\$)\d+", r"\$(?=\d)", r"4(?!2)", r"(?<!\$)4")])
print(re.findall(r"^\w", "one\ntwo\nsix", re.M), re.findall("(?i)Ü", "ü Ü"), re.findall(rb"[^\d]", b"1a2"), re.findall(r"\w", "aé", re.ASCII), re.match(r"a.c", "a\nc", re.DOTALL) is not None)
double = re.compile(r"(\w+) \1\b")
print(double.search("say it it twice").group(1), double.search("say it twice"))
try:
    re.compile("a(b[c")
except re.error as error:
    print(error.msg, error.pos, error.pattern)
