# needs: eval
"""A desk calculator: one expression a line, names are remembered."""
import math

names = {"pi": math.pi, "sqrt": math.sqrt, "abs": abs, "__builtins__": {}}


def run(line):
    if "=" in line and "==" not in line:
        name, _, text = line.partition("=")
        name = name.strip()
        if not name.isidentifier():
            return f"cannot assign to {name!r}"
        names[name] = eval(text, names)
        return f"{name} = {names[name]}"
    try:
        return str(eval(line, names))
    except ZeroDivisionError:
        return "division by zero"
    except NameError as e:
        return "unknown: " + str(e)
    except SyntaxError:
        return "that is no expression"


for line in [
    "1 + 2 * 3",
    "x = 4",
    "y = sqrt(x) + abs(-2)",
    "x * y ** 2",
    "1 / 0",
    "nothing + 1",
    "2 +* 3",
    "9 = 3",
    "round(2.5)",
    "[i * i for i in (1, 2, 3)]",
]:
    print(f"> {line}")
    print(run(line))
