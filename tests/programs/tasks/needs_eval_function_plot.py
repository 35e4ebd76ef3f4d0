# needs: eval
from math import *

formulas = "sin(x)", "x**2/8 - 2", "exp(-x*x) * 3"
for text in formulas:
    f = eval("lambda x: " + text)
    print(f"y = {text}")
    grid = [[" "] * 41 for _ in range(9)]
    for c in range(41):
        x = (c - 20) / 5
        y = f(x)
        r = 4 - round(y * 4 / 3)
        if 0 <= r <= 8:
            grid[r][c] = "*"
    print("\n".join("".join(r).rstrip() for r in grid))
    exec("slope = (f(1 + 1e-6) - f(1 - 1e-6)) / 2e-6")
    print(f"slope at 1: {slope:.4f}")
