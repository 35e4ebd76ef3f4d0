import math, operator as op

OPS = {
    "+": op.add,
    "-": op.sub,
    "*": op.mul,
    "/": op.truediv,
    "^": op.pow,
    "%": op.mod,
    "//": op.floordiv,
    "max": max,
    "hypot": math.hypot,
}
ONE = {"neg": op.neg, "sqrt": math.sqrt, "!": lambda n: math.factorial(int(n)), "abs": abs}


def rpn(text, trace=False):
    stack = []
    for t in text.split():
        if t in OPS:
            b, a = stack.pop(), stack.pop()
            stack.append(OPS[t](a, b))
        elif t in ONE:
            stack.append(ONE[t](stack.pop()))
        elif t == "dup":
            stack.append(stack[-1])
        elif t == "swap":
            stack[-1], stack[-2] = stack[-2], stack[-1]
        else:
            stack.append(float(t) if "." in t else int(t))
        if trace:
            print(f"{t:>6}  {stack}")
    if len(stack) != 1:
        raise ValueError("left on the stack: %r" % stack)
    return stack[0]


rpn("3 4 2 * 1 5 - 2 3 ^ ^ / +", trace=True)
for e in (
    "2 3 +",
    "5 dup *",
    "1 2 swap -",
    "10 3 //",
    "9 sqrt",
    "5 !",
    "3 4 hypot",
    "2 0.5 ^",
    "1 neg abs",
):
    print(e, "=", rpn(e))
for e in "1 +", "1 0 /", "1 2", "x":
    try:
        rpn(e)
    except Exception as x:
        print(e, "!", type(x).__name__, x)
