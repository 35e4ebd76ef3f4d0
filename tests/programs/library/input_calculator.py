"""Reads expressions in reverse Polish notation with input() until a blank line."""
import operator
from decimal import Decimal, InvalidOperation

OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow}


class Stack(list):
    push = list.append

    def pop_two(self):
        if len(self) < 2:
            raise IndexError("stack has fewer than two numbers")
        right = self.pop()
        return self.pop(), right


def evaluate(line):
    stack = Stack()
    for token in line.split():
        if token in OPERATORS:
            stack.push(OPERATORS[token](*stack.pop_two()))
        else:
            stack.push(Decimal(token))
    return stack


n = 0
while True:
    try:
        line = input(f"[{n}] ")
    except EOFError:
        print("end of input")
        break
    if not line:
        break
    n += 1
    try:
        print("=", *evaluate(line))
    except (InvalidOperation, IndexError, ZeroDivisionError) as error:
        print("!", type(error).__name__, error if isinstance(error, IndexError) else "")
