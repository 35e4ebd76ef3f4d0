"""Expression trees and visitors that find their method by name."""
from dataclasses import dataclass


class Node:
    def accept(self, visitor):
        return visitor.visit(self)


@dataclass(frozen=True)
class Num(Node):
    value: float


@dataclass(frozen=True)
class Var(Node):
    name: str


@dataclass(frozen=True)
class BinOp(Node):
    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Neg(Node):
    operand: Node


class Visitor:
    def visit(self, node):
        for cls in type(node).mro():
            method = getattr(self, f"visit_{cls.__name__.lower()}", None)
            if method is not None:
                return method(node)
        return self.generic(node)

    def generic(self, node):
        raise TypeError(f"{type(self).__name__} has nothing for {type(node).__name__}")


class Printer(Visitor):
    priority = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 3}

    def visit_num(self, node):
        return f"{node.value:g}"

    def visit_var(self, node):
        return node.name

    def visit_binop(self, node):
        parts = []
        for side in (node.left, node.right):
            text = side.accept(self)
            if isinstance(side, BinOp) and self.priority[side.op] < self.priority[node.op]:
                text = f"({text})"
            parts.append(text)
        return f" {node.op} ".join(parts)

    def visit_neg(self, node):
        return "-" + node.operand.accept(self)


class Evaluator(Visitor):
    ops = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "**": pow,
    }

    def __init__(self, **env):
        self.env = env

    def visit_num(self, node):
        return node.value

    def visit_var(self, node):
        try:
            return self.env[node.name]
        except KeyError:
            raise NameError(f"{node.name} has no value") from None

    def visit_binop(self, node):
        return self.ops[node.op](self.visit(node.left), self.visit(node.right))

    def visit_neg(self, node):
        return -self.visit(node.operand)


class Simplifier(Visitor):
    def visit_node(self, node):
        return node

    def visit_neg(self, node):
        match self.visit(node.operand):
            case Num(value):
                return Num(-value)
            case Neg(inner):
                return inner
            case other:
                return Neg(other)

    def visit_binop(self, node):
        left, right = self.visit(node.left), self.visit(node.right)
        match node.op, left, right:
            case op, Num(a), Num(b):
                return Num(Evaluator.ops[op](a, b))
            case ("+", Num(0), x) | ("+", x, Num(0)) | ("*", Num(1), x) | ("*", x, Num(1)) | ("-", x, Num(0)):
                return x
            case ("*", Num(0), _) | ("*", _, Num(0)):
                return Num(0)
            case "-", a, b if a == b:
                return Num(0)
            case op, a, b:
                return BinOp(op, a, b)


x = Var("x")
tree = BinOp("*", BinOp("+", Num(1), x), BinOp("-", Num(7), BinOp("/", Num(6), Num(3))))
print(tree.accept(Printer()), "=", tree.accept(Evaluator(x=4)))
simple = Simplifier().visit(BinOp("+", BinOp("*", x, Num(1)), BinOp("*", Num(0), Neg(Neg(x)))))
print(Printer().visit(simple), simple)
print(Printer().visit(Simplifier().visit(tree)), Printer().visit(BinOp("**", BinOp("+", x, Num(1)), Num(2))))
for visitor, node in ((Evaluator(), x), (Printer(), Node())):
    try:
        print(visitor.visit(node))
    except (NameError, TypeError) as e:
        print(type(e).__name__, e)
print(len({Num(1), Num(1), Var("x"), x}), Neg(x) == Neg(Var("x")))
