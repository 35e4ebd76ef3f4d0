s = "  The quick brown Fox, the lazy dog  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()))
t = s.strip()
print(t.upper(), t.lower(), t.title(), t.swapcase(), t.capitalize(), sep="\n")
print(t.count("the"), t.lower().count("the"), t.find("fox"), t.find("Fox"), t.rfind("o"))
print(t.split(), t.split(","), t.rsplit(" ", 2), t.partition("brown"), t.rpartition("o"))
print(t.replace("the", "a"), t.replace("o", "0", 2))
print(t.startswith(("A", "The")), t.endswith("dog"), "Fox" in t, "cat" not in t)
print("a-b_c d".translate(str.maketrans("-_ ", "+++", "c")))
print("x".center(9, "*"), "x".ljust(4, ".") + "|", "x".rjust(4, ".") + "|", "-42".zfill(6))
print("1,2,,3".split(","), "a b  c".split(" "), "one\ntwo\r\nthree".splitlines(), "a\tb".expandtabs(4))
print("abc".isalpha(), "abc1".isalnum(), "12".isdigit(), "".isdigit(), " ".isspace(), "Ab".istitle())
print("ß".casefold(), "straße".upper(), "naïve".encode("utf-8"), "é".isascii())
print("-".join(reversed("abc")), "abc"[::-1], "abc" * 2, "b" > "a", "Z" < "a")
print("prefix_name".removeprefix("prefix_"), "file.txt".removesuffix(".txt"), "a.b".removesuffix(".x"))
try:
    "abc".index("z")
except ValueError as e:
    print(e)
for i, ch in enumerate("añ€", start=1):
    print(i, ch, ord(ch), hex(ord(ch)), chr(ord(ch) + 1), ascii(ch))
