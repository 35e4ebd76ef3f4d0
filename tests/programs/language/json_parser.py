"""A JSON reader and writer written by hand, checked against the library's."""
import json


class JSONError(ValueError):
    def __init__(self, message, text, at):
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        super().__init__(f"{message}: line {line} column {column}")


class Reader:
    _escapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
    _words = {"true": True, "false": False, "null": None}

    def __init__(self, text):
        self._text = text
        self._at = 0

    def _error(self, message):
        return JSONError(message, self._text, self._at)

    def _skip(self):
        while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
            self._at += 1

    def _peek(self):
        return self._text[self._at:self._at + 1]

    def _take(self, expected):
        if not self._text.startswith(expected, self._at):
            raise self._error(f"expected {expected!r}")
        self._at += len(expected)

    def document(self):
        value = self.value()
        self._skip()
        if self._at < len(self._text):
            raise self._error("more after the value")
        return value

    def value(self):
        self._skip()
        match self._peek():
            case "{":
                return dict(self._items("{", "}", self._pair))
            case "[":
                return list(self._items("[", "]", self.value))
            case '"':
                return self._string()
            case "":
                raise self._error("nothing there")
            case c if c in "-0123456789":
                return self._number()
        for word, value in self._words.items():
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return value
        raise self._error("no value")

    def _items(self, opening, closing, read):
        self._take(opening)
        self._skip()
        if self._peek() == closing:
            self._at += 1
            return
        while True:
            yield read()
            self._skip()
            if self._peek() == closing:
                self._at += 1
                return
            self._take(",")

    def _pair(self):
        self._skip()
        key = self._string()
        self._skip()
        self._take(":")
        return key, self.value()

    def _string(self):
        self._take('"')
        parts = []
        while (c := self._peek()) != '"':
            if not c or c < " ":
                raise self._error("unfinished text")
            self._at += 1
            if c == "\\":
                c = self._peek()
                self._at += 1
                if c == "u":
                    c = chr(int(self._text[self._at:self._at + 4], 16))
                    self._at += 4
                elif c in self._escapes:
                    c = self._escapes[c]
                else:
                    self._at -= 1
                    raise self._error("bad escape")
            parts.append(c)
        self._at += 1
        return "".join(parts)

    def _number(self):
        start = self._at
        while self._peek() and self._peek() in "+-.0123456789eE":
            self._at += 1
        text = self._text[start:self._at]
        try:
            return int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError:
            self._at = start
            raise self._error(f"bad number {text!r}") from None


def write(value, indent=None, level=0):
    def lines(parts, opening, closing):
        if not parts:
            return opening + closing
        if indent is None:
            return opening + ", ".join(parts) + closing
        pad, end = "\n" + " " * indent * (level + 1), "\n" + " " * indent * level
        return opening + pad + ("," + pad).join(parts) + end + closing

    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return '"' + "".join(
            "\\" + c if c in '"\\' else {"\n": "\\n", "\t": "\\t"}.get(c, c) if ord(c) < 127 else f"\\u{ord(c):04x}" for c in value
        ) + '"'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return lines([f"{write(str(k))}: {write(v, indent, level + 1)}" for k, v in value.items()], "{", "}")
    if hasattr(value, "__iter__"):
        return lines([write(v, indent, level + 1) for v in value], "[", "]")
    raise TypeError(f"cannot write {type(value).__name__}")


samples = [
    '{"name": "Ada", "tags": ["x", "y", []], "nested": {"deep": {"er": null}}, "ok": true}',
    '  [1, -2, 3.5, 1e3, -0.25E-2, 0]  ', '"caf\\u00e9 \\"quoted\\" \\\\ tab\\t"', "[]", "{}", "false",
    '[[[["deep"]]], {"a": {"b": [{"c": 1}]}}]',
]
for sample in samples:
    mine = Reader(sample).document()
    print(mine == json.loads(sample), write(mine) == json.dumps(mine), write(mine))
print(write({"a": [1, {"b": ()}], "c": {}}, indent=2))
print(write({"a": [1, {"b": [2]}]}, indent=4) == json.dumps({"a": [1, {"b": [2]}]}, indent=4))
for broken in ("", "[1, 2", '{"a" 1}', "[1 2]", '"open', "tru", "[1] x", '"\\q"', "{1: 2}", "-", "[\n  1,\n  --2]"):
    try:
        print(Reader(broken).document())
    except JSONError as e:
        print(f"{broken!r:16} {e}")
