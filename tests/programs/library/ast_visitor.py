"""Look at the syntax of expressions, and calculate with it."""
import ast

tree = ast.parse("total = price * (1 + tax)\nprint(total)")
print(sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}))
print(ast.unparse(tree), ast.dump(ast.parse("a + 1", mode="eval").body))


class Calculator(ast.NodeVisitor):
    """Arithmetic on numbers, and nothing else."""

    def evaluate(self, text):
        return self.visit(ast.parse(text, mode="eval").body)

    def visit_BinOp(self, node):
        left, right = self.visit(node.left), self.visit(node.right)
        match node.op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div():
                return left / right
        raise ValueError("unknown operator")

    def visit_UnaryOp(self, node):
        return -self.visit(node.operand)

    def visit_Constant(self, node):
        return node.value

    def generic_visit(self, node):
        raise ValueError(f"{type(node).__name__} is not arithmetic")


calc = Calculator()
print(calc.evaluate("2 + 3 * (4 - 1) / -2"))
try:
    calc.evaluate("len('x')")
except ValueError as error:
    print(error)
