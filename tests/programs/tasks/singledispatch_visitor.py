"""Expression trees with three kinds of dispatch: singledispatch, visitor methods by name, match."""

from dataclasses import dataclass
from functools import cached_property, partialmethod, singledispatch, singledispatchmethod
from typing import Union


@dataclass(frozen=True)
class Num:
    value: float


@dataclass(frozen=True)
class Var:
    name: str


@dataclass(frozen=True)
class Op:
    sign: str
    left: "Expr"
    right: "Expr"


Expr = Union[Num, Var, Op]


@singledispatch
def to_text(e):
    raise TypeError(f"cannot show {type(e).__name__}")


@to_text.register
def _(e: Num):
    return f"{e.value:g}"


@to_text.register(Var)
def _var(e):
    return e.name


@to_text.register(Op)
def _op(e):
    return f"({to_text(e.left)} {e.sign} {to_text(e.right)})"


class Visitor:
    def visit(self, e):
        method = getattr(self, "visit_" + type(e).__name__.lower(), self.generic)
        return method(e)

    def generic(self, e):
        raise NotImplementedError(f"{type(self).__name__} has no method for {type(e).__name__}")


class Derivative(Visitor):
    def __init__(self, by):
        self.by = by

    def visit_num(self, e):
        return Num(0)

    def visit_var(self, e):
        return Num(int(e.name == self.by))

    def visit_op(self, e):
        a, b = self.visit(e.left), self.visit(e.right)
        if e.sign == "*":
            return Op("+", Op("*", a, e.right), Op("*", e.left, b))
        return Op(e.sign, a, b)


def simplify(e):
    match e:
        case Op(sign, l, r):
            l, r = simplify(l), simplify(r)
            match sign, l, r:
                case "+" | "-", x, Num(0):
                    return x
                case "+", Num(0), x:
                    return x
                case "*", Num(0), _:
                    return Num(0)
                case "*", _, Num(value=0):
                    return Num(0)
                case ("*", Num(1), x) | ("*", x, Num(1)):
                    return x
                case s, Num(a), Num(b):
                    return Num({"+": a + b, "-": a - b, "*": a * b}[s])
            return Op(sign, l, r)
    return e


class Evaluator:
    def __init__(self, **env):
        self.env = env
        self.looked = 0

    @singledispatchmethod
    def run(self, e):
        raise TypeError(e)

    @run.register
    def _(self, e: Num):
        return e.value

    @run.register
    def _(self, e: Var):
        self.looked += 1
        return self.env[e.name]

    @run.register
    def _(self, e: Op):
        a, b = self.run(e.left), self.run(e.right)
        return {"+": a + b, "-": a - b, "*": a * b}[e.sign]

    def power(self, n, e):
        return self.run(e) ** n

    square = partialmethod(power, 2)

    @cached_property
    def names(self):
        print("  (names computed)")
        return sorted(self.env)


x, y = Var("x"), Var("y")
e = Op("+", Op("*", x, x), Op("*", Num(3), Op("-", x, y)))
print(to_text(e))
d = Derivative("x").visit(e)
print(to_text(d), "=>", to_text(simplify(d)))
ev = Evaluator(x=2, y=5)
print(ev.run(e), ev.run(d), ev.looked, ev.square(x), ev.names, ev.names)
for bad in (lambda: to_text(5), lambda: Derivative("x").visit("s"), lambda: ev.run(None)):
    try:
        bad()
    except (TypeError, NotImplementedError) as error:
        print(type(error).__name__, error)
print(to_text.dispatch(Num) is to_text.dispatch(Var), len(to_text.registry))
