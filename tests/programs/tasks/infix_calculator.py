"""Tokenizer, recursive-descent parser and evaluator for arithmetic with variables and functions."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Iterator

TOKEN = re.compile(
    r"\s*(?:(?P<num>\d+\.?\d*(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>\*\*|[-+*/%()=,]))"
)


class CalcError(Exception):
    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    position: int


def tokenize(source: str) -> Iterator[Token]:
    position = 0
    source = source.rstrip()
    while position < len(source):
        match = TOKEN.match(source, position)
        if not match:
            raise CalcError(f"cannot read {source[position:].strip()[0]!r}", position)
        kind = match.lastgroup
        assert kind is not None
        yield Token(kind, match.group(kind), match.start(kind))
        position = match.end()
    yield Token("end", "", len(source))


class Node(ABC):
    @abstractmethod
    def value(self, env: dict[str, float]) -> float: ...


@dataclass
class Num(Node):
    number: float

    def value(self, env):
        return self.number


@dataclass
class Var(Node):
    name: str
    position: int

    def value(self, env):
        try:
            return env[self.name]
        except KeyError:
            raise CalcError(f"{self.name} is not defined", self.position) from None


@dataclass
class Unary(Node):
    operand: Node

    def value(self, env):
        return -self.operand.value(env)


@dataclass
class Binary(Node):
    op: str
    left: Node
    right: Node
    position: int

    def value(self, env):
        a, b = self.left.value(env), self.right.value(env)
        match self.op:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "**":
                return a**b
            case "/" | "%" if b == 0:
                raise CalcError("division by zero", self.position)
            case "/":
                return a / b
            case "%":
                return a % b


@dataclass
class Call(Node):
    name: str
    args: list[Node]
    position: int

    FUNCTIONS = {"sqrt": math.sqrt, "max": max, "min": min, "sin": math.sin, "round": round}

    def value(self, env):
        if self.name not in self.FUNCTIONS:
            raise CalcError(f"no function {self.name}", self.position)
        return self.FUNCTIONS[self.name](*(a.value(env) for a in self.args))


class Parser:
    LEVELS = (("+", "-"), ("*", "/", "%"))

    def __init__(self, source: str) -> None:
        self._tokens = list(tokenize(source))
        self._at = 0

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> Token | None:
        if self._now.text in texts and self._now.kind == "op":
            self._at += 1
            return self._tokens[self._at - 1]
        return None

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise CalcError(
                f"expected {text!r}, found {self._now.text or 'the end'!r}", self._now.position
            )

    def parse(self) -> Node:
        node = self._binary(0)
        if self._now.kind != "end":
            raise CalcError(f"unexpected {self._now.text!r}", self._now.position)
        return node

    def _binary(self, level: int) -> Node:
        if level == len(self.LEVELS):
            return self._unary()
        node = self._binary(level + 1)
        while token := self._take(*self.LEVELS[level]):
            node = Binary(token.text, node, self._binary(level + 1), token.position)
        return node

    def _unary(self) -> Node:
        if self._take("-"):
            return Unary(self._unary())
        base = self._atom()
        if token := self._take("**"):
            return Binary("**", base, self._unary(), token.position)
        return base

    def _atom(self) -> Node:
        token = self._now
        self._at += 1
        if token.kind == "num":
            return Num(float(token.text))
        if token.kind == "name":
            if self._take("("):
                args = [self._binary(0)]
                while self._take(","):
                    args.append(self._binary(0))
                self._expect(")")
                return Call(token.text, args, token.position)
            return Var(token.text, token.position)
        if token.text == "(":
            node = self._binary(0)
            self._expect(")")
            return node
        raise CalcError(f"unexpected {token.text or 'end'!r}", token.position)


def run(line: str, env: dict[str, float]) -> None:
    name, eq, rest = line.partition("=")
    try:
        if eq and name.strip().isidentifier():
            env[name.strip()] = result = Parser(rest).parse().value(env)
        else:
            result = Parser(line).parse().value(env)
        print(f"{line}  ->  {result:g}")
    except CalcError as error:
        print(line)
        print(" " * error.position + "^", error)


environment = {"pi": math.pi}
for text in [
    "1 + 2 * 3",
    "(1 + 2) * 3",
    "-2 ** 2",
    "2 ** 3 ** 2",
    "r = 2.5",
    "pi * r ** 2",
    "max(1, r, 2) % 2",
    "sqrt(2) * sqrt(2)",
    "1e3 / 8",
    "10 / (5 - 5)",
    "2 +",
    "3 $ 4",
    "(1",
    "foo + 1",
    "foo(1)",
    "1 2",
]:
    run(text, environment)
print(Parser("a + 2 * -b").parse())
