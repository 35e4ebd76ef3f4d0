"""A lexer for filter expressions: one named group a kind, and a parser on top."""
import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = {
    "space": r"\s+",
    "number": r"-?\d+(?:\.\d+)?",
    "string": r"'(?:[^'\\]|\\.)*'",
    "compare": r"<=|>=|!=|[<>=~]",
    "word": r"[A-Za-z_]\w*",
    "paren": r"[()]",
    "wrong": r".",
}
LEXER = re.compile("|".join(f"(?P<{kind}>{regex})" for kind, regex in KINDS.items()), re.DOTALL)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    at: int

    @property
    def value(self):
        if self.kind == "number":
            return float(self.text)
        if self.kind == "string":
            return re.sub(r"\\(.)", r"\1", self.text[1:-1])
        return self.text.lower()


def tokens(source: str) -> Iterator[Token]:
    for match in LEXER.finditer(source):
        kind = match.lastgroup
        if kind == "wrong":
            raise SyntaxError(f"{match.group()!r} at {match.start()}")
        if kind != "space":
            yield Token(kind, match.group(), match.start())
    yield Token("end", "", len(source))


class Parser:
    def __init__(self, source):
        self._tokens = list(tokens(source))
        self._i = 0

    @property
    def _next(self):
        return self._tokens[self._i]

    def _take(self, *wanted):
        token = self._next
        if wanted and token.kind not in wanted and token.value not in wanted:
            raise SyntaxError(f"expected {' or '.join(wanted)}, found {token.text or 'the end'!r} at {token.at}")
        self._i += 1
        return token

    def parse(self):
        tree = self._either()
        self._take("end")
        return tree

    def _either(self):
        tree = self._both()
        while self._next.value == "or":
            self._take()
            tree = ("or", tree, self._both())
        return tree

    def _both(self):
        tree = self._single()
        while self._next.value == "and":
            self._take()
            tree = ("and", tree, self._single())
        return tree

    def _single(self):
        if self._next.value == "not":
            self._take()
            return ("not", self._single())
        if self._next.text == "(":
            self._take()
            tree = self._either()
            self._take(")")
            return tree
        name = self._take("word").text
        return (self._take("compare").text, name, self._take("number", "string").value)


def matches(tree, row):
    match tree:
        case ("or", a, b):
            return matches(a, row) or matches(b, row)
        case ("and", a, b):
            return matches(a, row) and matches(b, row)
        case ("not", a):
            return not matches(a, row)
        case ("~", name, pattern):
            return re.search(pattern, row[name]) is not None
        case (op, name, value):
            return {"=": row[name] == value, "!=": row[name] != value, "<": row[name] < value, ">": row[name] > value, "<=": row[name] <= value, ">=": row[name] >= value}[op]


rows = [{"name": "ant", "legs": 6}, {"name": "cow", "legs": 4}, {"name": "it's", "legs": 0}]
print([(t.kind, t.text) for t in tokens("legs >= 4.5 and x='a\\'b'")])
for query in ("legs > 3 and not name = 'cow'", "name ~ '^[ac]' and (legs = 6 or legs = 4)", "name = 'it\\'s' OR legs=4"):
    tree = Parser(query).parse()
    print(tree, [r["name"] for r in rows if matches(tree, r)])
for query in ("legs >", "(legs = 1", "legs # 2", "and"):
    try:
        Parser(query).parse()
    except SyntaxError as error:
        print("error:", error)
