"""Matching, groups, splitting and substituting."""
import re

m = re.match(r"(?P<first>\w+) (?P<last>\w+)", "Malcolm Reynolds, captain")
print(m.group(), m.group(1), m["last"], m.groups(), m.groupdict())
print(m.span(), m.start("last"), m.end(2), m.lastindex, m.lastgroup, m.re.pattern)
print(m.expand(r"\g<last>, \1"), m.string[m.end() :])
print(re.match("dog", "a dog"), bool(re.search("dog", "a dog")), re.fullmatch("a.b", "a\nb", re.S))

print(re.split(r"\W+", "Words, words, words.", maxsplit=1), re.split(r"(\W+)", "...a, b..."))
print(re.split("[a-f]+", "0a3B9", flags=re.IGNORECASE))
print(re.findall(r"\bf[a-z]*", "which foot or hand fell fastest"))
print(re.findall(r"(\w+)=(\d+)", "set width=20 and height=10"))
print(re.sub(r"def\s+([a-zA-Z_]\w*)\s*\(\s*\):", r"static PyObject*\npy_\1(void)\n{", "def myfunc():"))


def dashes(match):
    return " " if match.group(0) == "-" else "-"


print(re.sub("-{1,2}", dashes, "pro----gram-files"), re.subn("a", "b", "banana", count=2))
print(re.sub("x*", "-", "abxd"), re.escape("http://www.python.org?q=1"))

phone = re.compile(
    r"""
    (?:\((?P<area>\d{3})\)\s*)?   # area code, if any
    (?P<exchange>\d{3})           # exchange
    [-.\s]
    (?P<line>\d{4})\Z
    """,
    re.VERBOSE,
)
for text in ("(555) 867-5309", "867.5309", "12-345"):
    hit = phone.search(text)
    print(text, "->", hit.groupdict(default="?") if hit else None)
print(phone.groups, sorted(phone.groupindex), phone.flags & re.X == re.X)

for match in re.finditer(r"\w+ly\b", "He was carefully disguised but captured quickly."):
    print("%02d-%02d: %s" % (match.start(), match.end(), match.group(0)))
print([bool(re.search(p, "abcdef")) for p in (r"(?<=abc)def", r"abc(?=x)", r"a(?!x)", r"(?<!a)b")])
print(re.findall(r"^\w", "ab\ncd\nef", re.M), re.findall("(?i)É", "é É"), re.findall(rb"\d", b"a1b2"))
pair = re.compile(r".*(.).*\1")
print(pair.match("717ak").group(1), pair.match("718ak"))
try:
    re.compile("(unclosed")
except re.error as error:
    print(error.msg, error.pos, error.pattern)
