"""A backtracking matcher for . * + ? ^ $ [] () | written with closures, compared with re."""

import re
from typing import Callable, Iterator

Matcher = Callable[[str, int], Iterator[int]]


class RegexSyntaxError(ValueError):
    pass


def literal(test):
    def match(s, i):
        if i < len(s) and test(s[i]):
            yield i + 1

    return match


def empty(s, i):
    yield i


def seq(a: Matcher, b: Matcher) -> Matcher:
    return lambda s, i: (k for j in a(s, i) for k in b(s, j))


def alt(a: Matcher, b: Matcher) -> Matcher:
    def match(s, i):
        yield from a(s, i)
        yield from b(s, i)

    return match


def star(a: Matcher) -> Matcher:
    def match(s, i):
        for j in a(s, i):
            if j > i:
                yield from match(s, j)
        yield i

    return match


class Compiler:
    def __init__(self, pattern):
        self.p, self.i = pattern, 0

    @property
    def peek(self):
        return self.p[self.i] if self.i < len(self.p) else ""

    def eat(self):
        c = self.peek
        self.i += 1
        return c

    def compile(self):
        m = self.choice()
        if self.peek:
            raise RegexSyntaxError(f"stray {self.peek!r} at {self.i} in {self.p!r}")
        return m

    def choice(self):
        m = self.sequence()
        while self.peek == "|":
            self.eat()
            m = alt(m, self.sequence())
        return m

    def sequence(self):
        m = empty
        while self.peek not in ("", "|", ")"):
            m = seq(m, self.repeat())
        return m

    def repeat(self):
        atom = self.atom()
        while self.peek and self.peek in "*+?":
            c = self.eat()
            atom = {"*": star(atom), "+": seq(atom, star(atom)), "?": alt(atom, empty)}[c]
        return atom

    def atom(self):
        c = self.eat()
        if c == "(":
            m = self.choice()
            if self.eat() != ")":
                raise RegexSyntaxError("missing )")
            return m
        if c == "[":
            return self.klass()
        if c == ".":
            return literal(lambda _: True)
        if c == "^":
            return lambda s, i: iter([i] if i == 0 else [])
        if c == "$":
            return lambda s, i: iter([i] if i == len(s) else [])
        if c == "\\":
            c = self.eat()
            if c == "d":
                return literal(str.isdigit)
            if c == "w":
                return literal(lambda x: x.isalnum() or x == "_")
        elif c in "*+?":
            raise RegexSyntaxError("nothing to repeat")
        return literal(c.__eq__)

    def klass(self):
        negate = self.peek == "^" and bool(self.eat())
        chars = set()
        while self.peek != "]":
            if not self.peek:
                raise RegexSyntaxError("missing ]")
            a = self.eat()
            if self.peek == "-" and self.p[self.i + 1 : self.i + 2] not in ("", "]"):
                self.eat()
                chars.update(map(chr, range(ord(a), ord(self.eat()) + 1)))
            else:
                chars.add(a)
        self.eat()
        return literal(lambda x: (x in chars) != negate)


def search(pattern, text):
    m = Compiler(pattern).compile()
    for i in range(len(text) + 1):
        for j in m(text, i):
            return i, j
    return None


CASES = [
    ("a*b", "xaaab"),
    ("colou?r", "the color"),
    ("^ab+c$", "abbbc"),
    ("(a|b)*c", "ababc"),
    ("[a-f0-9]+", "zz9f0q"),
    ("[^ ]+ing", "we are singing"),
    (r"\d+\.\d", "pi 3.14"),
    ("x|yz|", "yz"),
    ("(a*)*b", "aaa"),
    ("^$", ""),
    ("h.llo", "hallo hello"),
    ("(foo|foobar)baz", "foobarbaz"),
    (r"\w+@\w+", "mail me@home now"),
]
for pattern, text in CASES:
    ours = search(pattern, text)
    m = re.search(pattern, text)
    theirs = m.span() if m else None
    print(f"{pattern:<18}{text:<18}{str(ours):<10}{'same' if ours == theirs else theirs}")
for bad in ("(a", "*a", "[ab", "a)"):
    try:
        search(bad, "a")
    except RegexSyntaxError as e:
        print(bad, "->", e)
