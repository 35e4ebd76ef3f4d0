"""A spreadsheet: formulas, ranges, dependencies, cycles; recalculated on demand."""
from __future__ import annotations

import re
from functools import reduce

CELL = re.compile(r"([A-Z]+)([0-9]+)")
TOKENS = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Z]+\d+)(?::([A-Z]+\d+))?|([A-Z]+)(?=\()|(\"[^\"]*\")|(.))")


class SheetError(Exception):
    code = "#ERR"


class Cycle(SheetError):
    code = "#CYCLE"


class BadName(SheetError):
    code = "#NAME"


class DivideByZero(SheetError):
    code = "#DIV"


def column_number(letters: str) -> int:
    return reduce(lambda n, c: n * 26 + ord(c) - 64, letters, 0)


def column_name(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


class Sheet:
    functions = {
        "SUM": sum, "MAX": max, "MIN": min, "COUNT": len, "AVG": lambda xs: sum(xs) / len(xs),
        "IF": lambda xs: xs[1] if xs[0] else xs[2], "JOIN": lambda xs: "".join(str(x) for x in xs),
    }

    def __init__(self, **cells):
        self._source: dict[str, str] = {}
        self._values: dict[str, object] = {}
        self._active: list[str] = []
        self._users: dict[str, set[str]] = {}
        self.evaluations = 0
        for name, source in cells.items():
            self[name] = source

    def __setitem__(self, name: str, source: object) -> None:
        if not CELL.fullmatch(name):
            raise KeyError(f"{name!r} is no cell")
        self._source[name] = str(source)
        self._invalidate(name)

    def __delitem__(self, name: str) -> None:
        del self._source[name]
        self._invalidate(name)

    def __contains__(self, name: object) -> bool:
        return name in self._source

    def _invalidate(self, name: str) -> None:
        self._values.pop(name, None)
        for user in sorted(self._users.pop(name, ())):
            self._invalidate(user)

    def __getitem__(self, name):
        if isinstance(name, slice):
            return [self[cell] for cell in self._range(name.start, name.stop)]
        if self._active:
            self._users.setdefault(name, set()).add(self._active[-1])
        if name in self._active:
            raise Cycle(" > ".join([*self._active, name]))
        if name not in self._values:
            self._active.append(name)
            try:
                self._values[name] = self._compute(self._source.get(name, "0"))
            finally:
                self._active.pop()
        return self._values[name]

    def show(self, name: str) -> str:
        try:
            value = self[name]
        except SheetError as error:
            return error.code
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _range(self, start: str, stop: str):
        (c1, r1), (c2, r2) = (CELL.fullmatch(each).groups() for each in (start, stop))
        for row in range(int(r1), int(r2) + 1):
            for column in range(column_number(c1), column_number(c2) + 1):
                yield f"{column_name(column)}{row}"

    def _compute(self, source: str):
        self.evaluations += 1
        if not source.startswith("="):
            try:
                return float(source) if "." in source else int(source)
            except ValueError:
                return source
        tokens = [m.groups() for m in TOKENS.finditer(source[1:])]
        value = self._sum(tokens)
        if tokens:
            raise SheetError(f"left over: {tokens}")
        return value

    def _next(self, tokens, *wanted):
        if tokens and tokens[0][5] in wanted:
            return tokens.pop(0)[5]
        return None

    def _sum(self, tokens):
        value = self._product(tokens)
        while op := self._next(tokens, "+", "-", "&", ">"):
            other = self._product(tokens)
            value = {"+": lambda: value + other, "-": lambda: value - other, "&": lambda: f"{value}{other}", ">": lambda: value > other}[op]()
        return value

    def _product(self, tokens):
        value = self._atom(tokens)
        while op := self._next(tokens, "*", "/"):
            other = self._atom(tokens)
            try:
                value = value * other if op == "*" else value / other
            except ZeroDivisionError as error:
                raise DivideByZero(self._active[-1]) from error
        return value

    def _atom(self, tokens):
        if not tokens:
            raise SheetError("formula ends early")
        match tokens.pop(0):
            case (str(number), *_):
                return float(number) if "." in number else int(number)
            case (None, str(start), str(stop), *_):
                return self[start:stop]
            case (None, str(cell), None, *_):
                return self[cell]
            case (*_, str(name), None, None):
                self._next(tokens, "(")
                arguments = []
                while not self._next(tokens, ")"):
                    value = self._sum(tokens)
                    arguments += value if isinstance(value, list) else [value]
                    self._next(tokens, ",")
                if name not in self.functions:
                    raise BadName(name)
                return self.functions[name](arguments)
            case (*_, str(text), None):
                return text.strip('"')
            case (*_, "("):
                value = self._sum(tokens)
                self._next(tokens, ")")
                return value
            case (*_, "-"):
                return -self._atom(tokens)
            case (*_, other):
                raise SheetError(f"unexpected {other!r}")


sheet = Sheet(A1=10, A2="2.5", A3="=A1*A2+1", B1="=SUM(A1:A3)", B2="=AVG(A1:A2) - 1", B3='="Total: " & B1', C1="=IF(A1>5, \"big\", \"small\")")
names = ["A1", "A2", "A3", "B1", "B2", "B3", "C1", "Z9"]
print({n: sheet.show(n) for n in names}, sheet.evaluations)
sheet["A1"] = 4
print({n: sheet.show(n) for n in names}, sheet.evaluations)
sheet["D1"], sheet["D2"], sheet["D3"] = "=D2+1", "=D3", "=D1"
sheet["E1"], sheet["E2"], sheet["E3"], sheet["E4"] = "=1/(A1-4)", "=NOPE(1)", "=MAX(A1:B2)*-2", "=(1+2)*(3-1)/4"
print({n: sheet.show(n) for n in ("D1", "D3", "E1", "E2", "E3", "E4")})
try:
    sheet["D1"]
except Cycle as e:
    print("Cycle:", e)
sheet["D3"] = 7
print(sheet.show("D1"), "A1" in sheet, "Z9" in sheet, sheet["A1":"B2"], column_name(28), column_number("AB"))
del sheet["A2"]
print(sheet.show("A3"), sheet.show("B1"))
try:
    sheet["1A"] = 3
except KeyError as e:
    print(e)
