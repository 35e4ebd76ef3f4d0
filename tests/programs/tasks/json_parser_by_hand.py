"""A JSON reader and writer by hand, compared with the json module."""

import json


class JSONError(ValueError):
    def __init__(self, message, text, pos):
        line = text.count("\n", 0, pos) + 1
        column = pos - (text.rfind("\n", 0, pos) + 1) + 1
        super().__init__(f"{message} at line {line}, column {column}")


class Reader:
    WORDS = {"true": True, "false": False, "null": None}
    ESCAPES = {
        '"': '"',
        "\\": "\\",
        "/": "/",
        "b": "\b",
        "f": "\f",
        "n": "\n",
        "r": "\r",
        "t": "\t",
    }

    def __init__(self, text):
        self.text, self.i = text, 0

    def fail(self, message):
        raise JSONError(message, self.text, self.i)

    def space(self):
        while self.i < len(self.text) and self.text[self.i] in " \t\r\n":
            self.i += 1

    def peek(self):
        return self.text[self.i : self.i + 1]

    def expect(self, char):
        if self.peek() != char:
            self.fail(f"expected {char!r}")
        self.i += 1

    def document(self):
        value = self.value()
        if self.peek():
            self.fail("extra text")
        return value

    def value(self):
        self.space()
        c = self.peek()
        if c == "{":
            result = dict(self.items("{", "}", self.pair))
        elif c == "[":
            result = list(self.items("[", "]", self.value))
        elif c == '"':
            result = self.string()
        elif c == "-" or c.isdigit():
            result = self.number()
        else:
            for word, result in self.WORDS.items():
                if self.text.startswith(word, self.i):
                    self.i += len(word)
                    break
            else:
                self.fail("no value")
        self.space()
        return result

    def items(self, opening, closing, read):
        self.expect(opening)
        self.space()
        if self.peek() == closing:
            self.i += 1
            return
        while True:
            yield read()
            if self.peek() == closing:
                self.i += 1
                return
            self.expect(",")

    def pair(self):
        self.space()
        key = self.string()
        self.space()
        self.expect(":")
        return key, self.value()

    def string(self):
        self.expect('"')
        out = []
        while (c := self.peek()) != '"':
            if not c or c < " ":
                self.fail("unterminated string")
            self.i += 1
            if c == "\\":
                e = self.peek()
                self.i += 1
                if e == "u":
                    c = chr(int(self.text[self.i : self.i + 4], 16))
                    self.i += 4
                elif e in self.ESCAPES:
                    c = self.ESCAPES[e]
                else:
                    self.fail("bad escape")
            out.append(c)
        self.i += 1
        return "".join(out)

    def number(self):
        start = self.i
        while self.peek() and self.peek() in "+-0123456789.eE":
            self.i += 1
        text = self.text[start : self.i]
        try:
            return int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError:
            self.i = start
            self.fail("bad number")


def write(value, indent=0, level=0):
    pad = "\n" + " " * indent * (level + 1) if indent else ""
    end = "\n" + " " * indent * level if indent else ""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return (
            '"'
            + "".join(
                {'"': '\\"', "\\": "\\\\", "\n": "\\n"}.get(
                    c, c if " " <= c < "\x7f" else f"\\u{ord(c):04x}"
                )
                for c in value
            )
            + '"'
        )
    if isinstance(value, dict):
        body = ("," + (pad or " ")).join(
            f"{write(str(k))}: {write(v, indent, level + 1)}" for k, v in value.items()
        )
        return "{" + pad + body + end + "}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return (
            "["
            + pad
            + ("," + (pad or " ")).join(write(v, indent, level + 1) for v in value)
            + end
            + "]"
            if value
            else "[]"
        )
    raise TypeError(f"cannot write {type(value).__name__}")


TEXT = ' {"name": "Zo\\u00eb\\n", "n": [1, -2.5e3, 0, true, null, []], "deep": {"a": {"b": ["x", {"y": false}]}}, "e": {}} '
mine, theirs = Reader(TEXT).document(), json.loads(TEXT)
print(
    mine == theirs,
    write(mine) == json.dumps(theirs),
    write(mine, 2) == json.dumps(theirs, indent=2),
)
print(write(mine, 2))
for bad in ('{"a" 1}', "[1, 2", '"abc', "[1,\n 2,\n x]", "tru", "1 2", '"\\q"', "-", ""):
    try:
        print(Reader(bad).document())
    except JSONError as e:
        print(f"{bad!r:18} {e}")
try:
    write({1, 2})
except TypeError as e:
    print(e)
