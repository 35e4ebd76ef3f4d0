import textwrap, string, difflib, pprint, base64, hashlib, html
print(textwrap.fill("the quick brown fox jumps over", 12), textwrap.dedent("  a\n  b"), string.ascii_lowercase[:5])
print("Hello World".swapcase(), "a-b".partition("-"), "x".join("abc"), "abc"[::-1], "a,b".split(","), "tItle".title(), "abc".translate(str.maketrans("a", "z")))
pprint.pprint({"a": list(range(3))}); print(base64.b64encode(b"hi"), hashlib.sha256(b"x").hexdigest()[:8], html.escape("<a>"))
print(list(difflib.unified_diff(["a"], ["b"], lineterm="")), ord("a"), chr(98), repr("é"), ascii("é"), "é".encode())
