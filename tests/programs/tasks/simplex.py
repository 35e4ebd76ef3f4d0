"""Linear programming: the simplex method on exact fractions.

A bakery has flour, butter and oven hours; which mix of loaves, tarts and rolls earns most?
"""

from fractions import Fraction as F

PRODUCTS = ["loaf", "tart", "rolls"]
PROFIT = [F(3), F(5), F(4)]
RESOURCES = {
    "flour": ([2, 3, 1], 60),
    "butter": ([0, 2, 1], 40),
    "oven": ([3, 2, 4], 90),
}


def pivot(table, row, col):
    p = table[row][col]
    table[row] = [x / p for x in table[row]]
    for r, line in enumerate(table):
        if r != row and line[col]:
            k = line[col]
            table[r] = [x - k * y for x, y in zip(line, table[row])]


def simplex(constraints, limits, profit, log=print):
    m, n = len(constraints), len(profit)
    table = [
        [F(a) for a in row] + [F(int(i == j)) for j in range(m)] + [F(limits[i])]
        for i, row in enumerate(constraints)
    ]
    table.append([-p for p in profit] + [F(0)] * (m + 1))
    basis = list(range(n, n + m))
    while min(table[-1][:-1]) < 0:
        col = min(range(n + m), key=lambda c: table[-1][c])
        ratios = [(table[r][-1] / table[r][col], r) for r in range(m) if table[r][col] > 0]
        if not ratios:
            raise ValueError("unbounded")
        _, row = min(ratios)
        log(f"  column {col} enters, {basis[row]} leaves, profit {table[-1][-1]}")
        pivot(table, row, col)
        basis[row] = col
    solution = [F(0)] * n
    for r, v in enumerate(basis):
        if v < n:
            solution[v] = table[r][-1]
    prices = table[-1][n : n + m]
    return solution, table[-1][-1], prices


names, rows = zip(*RESOURCES.items())
constraints, limits = zip(*rows)
amounts, best, prices = simplex(constraints, limits, PROFIT)
for name, amount in zip(PRODUCTS, amounts):
    print(f"{name:>6}: {str(amount):>7}  (about {float(amount):.2f})")
print("profit", best, "=", float(best))
for name, row, limit, price in zip(names, constraints, limits, prices):
    used = sum(a * x for a, x in zip(row, amounts))
    print(f"{name}: {used} of {limit} used, one more is worth {price}")
assert sum(p * l for p, l in zip(prices, limits)) == best, "duality"
try:
    simplex([[-1, 1]], [1], [F(1), F(0)], log=lambda *_: None)
except ValueError as e:
    print("other program:", e)
