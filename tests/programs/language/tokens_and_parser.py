"""A calculator with variables and functions: tokenizer, recursive descent, evaluator."""
import math
import re
from typing import NamedTuple


class Token(NamedTuple):
    kind: str
    text: str
    column: int


class ParseError(SyntaxError):
    def __init__(self, message, token):
        super().__init__(f"{message} at column {token.column}")
        self.token = token


TOKEN = re.compile(
    r"""
    (?P<number>\d+(\.\d*)?([eE][+-]?\d+)?)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op>\*\*|//|<=|>=|==|!=|[-+*/%^()=,<>!?:])
  | (?P<space>\s+)
  | (?P<bad>.)
    """,
    re.VERBOSE,
)


def tokenize(text):
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "space":
            continue
        token = Token(kind, match.group(), match.start())
        if kind == "bad":
            raise ParseError(f"unexpected {token.text!r}", token)
        yield token
    yield Token("end", "", len(text))


class Calculator:
    functions = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "round": round, "sum": lambda *a: sum(a)}

    def __init__(self, **names):
        self.names = {"pi": math.pi, **names}

    def run(self, text):
        self._tokens = list(tokenize(text))
        self._at = 0
        value = self._statement()
        self._expect("end")
        return value

    # --- tokens
    @property
    def _now(self):
        return self._tokens[self._at]

    def _accept(self, *texts):
        if self._now.text in texts and self._now.kind == "op":
            self._at += 1
            return self._tokens[self._at - 1].text
        return None

    def _expect(self, kind, text=None):
        token = self._now
        if token.kind != kind or (text is not None and token.text != text):
            raise ParseError(f"expected {text or kind}, found {token.text or 'the end'}", token)
        self._at += 1
        return token

    # --- grammar, one method a level
    def _statement(self):
        if self._now.kind == "name" and self._tokens[self._at + 1].text == "=":
            name = self._expect("name").text
            self._expect("op", "=")
            self.names[name] = value = self._ternary()
            return value
        return self._ternary()

    def _ternary(self):
        test = self._compare()
        if self._accept("?"):
            yes = self._ternary()
            self._expect("op", ":")
            no = self._ternary()
            return yes if test else no
        return test

    def _compare(self):
        left = self._sum()
        while op := self._accept("<", ">", "<=", ">=", "==", "!="):
            right = self._sum()
            left = {
                "<": left < right, ">": left > right, "<=": left <= right,
                ">=": left >= right, "==": left == right, "!=": left != right,
            }[op]
        return left

    def _sum(self):
        value = self._product()
        while op := self._accept("+", "-"):
            other = self._product()
            value = value + other if op == "+" else value - other
        return value

    def _product(self):
        value = self._unary()
        while op := self._accept("*", "/", "//", "%"):
            other = self._unary()
            if op == "*":
                value *= other
            elif op == "/":
                value /= other
            elif op == "//":
                value //= other
            else:
                value %= other
        return value

    def _unary(self):
        if self._accept("-"):
            return -self._unary()
        if self._accept("+"):
            return +self._unary()
        return self._power()

    def _power(self):
        base = self._postfix()
        if self._accept("**", "^"):
            return base ** self._unary()
        return base

    def _postfix(self):
        value = self._atom()
        while self._accept("!"):
            value = math.factorial(int(value))
        return value

    def _atom(self):
        token = self._now
        if token.kind == "number":
            self._at += 1
            return float(token.text) if set(token.text) & set(".eE") else int(token.text)
        if token.kind == "name":
            self._at += 1
            if self._accept("("):
                arguments = []
                if not self._accept(")"):
                    arguments.append(self._ternary())
                    while self._accept(","):
                        arguments.append(self._ternary())
                    self._expect("op", ")")
                if (function := self.functions.get(token.text)) is None:
                    raise ParseError(f"no function {token.text}", token)
                return function(*arguments)
            try:
                return self.names[token.text]
            except KeyError:
                raise ParseError(f"no name {token.text}", token) from None
        self._expect("op", "(")
        value = self._ternary()
        self._expect("op", ")")
        return value


calc = Calculator(answer=42)
for line in [
    "1 + 2 * 3", "(1 + 2) * 3", "-2 ** 2", "2 ** 3 ** 2", "7 // 2 + 7 % 4", "x = sqrt(16) + 1", "x * answer",
    "max(1, x, 3!) - min(2, 1)", "1.5e3 / 2", "3 < 4 == 1", "x > 4 ? 10 : 20", "round(pi, 2)", "sum()", "5!!",
    "1 +", "2 $ 3", "nope(1)", "y + 1", "(1", "1 2", "1 / 0",
]:
    try:
        print(f"{line:28} = {calc.run(line)}")
    except ParseError as e:
        print(f"{line:28} ! {e.msg} ({e.token.kind})")
    except ArithmeticError as e:
        print(f"{line:28} ! {e}")
