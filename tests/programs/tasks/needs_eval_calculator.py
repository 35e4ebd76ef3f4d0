# needs: eval
"""A calculator that lets Python do the work, in a namespace of its own."""

import math

names = {n: getattr(math, n) for n in ("sqrt", "sin", "pi", "floor")}
names["__builtins__"] = {"abs": abs, "max": max, "sum": sum}


def calc(line):
    target, eq, source = line.partition("=")
    if eq and target.strip().isidentifier():
        names[target.strip()] = value = eval(source, names)
    else:
        value = eval(compile(line.strip(), "<calc>", "eval"), names)
    return value


for line in [
    "1 + 2 * 3",
    "r = 2.5",
    "round_area = pi * r ** 2",
    "floor(round_area)",
    "max(1, r, 2) % 2",
    "[x * x for x in (1, 2, 3)]",
    "sum([1, 2]) + abs(-3)",
    "1 / 0",
    "2 +",
    "open('x')",
    "'a' * 3",
]:
    try:
        print(line, "->", calc(line))
    except SyntaxError as e:
        print(line, "-> syntax error at", e.offset)
    except Exception as e:
        print(line, "->", type(e).__name__ + ":", e)

space = {}
exec(
    """
def twice(f):
    return lambda x: f(f(x))
add3 = twice(lambda x: x + 1.5)
""",
    space,
)
print(space["add3"](4), sorted(k for k in space if k[0] != "_"))
x = 1
print(eval("x + y", {"x": 10}, {"y": 5}), eval("x"), x)
