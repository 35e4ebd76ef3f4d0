# needs: science
"""Fit a line and a parabola, by hand and by the library."""
import numpy as np

rng = np.random.default_rng(42)
x = np.linspace(0, 10, 25)
y = 2.5 * x + 1.0 + rng.normal(scale=0.5, size=x.size)

design = np.column_stack([x, np.ones_like(x)])
solution, residual, rank, singular = np.linalg.lstsq(design, y, rcond=None)
print("lstsq:", solution.round(4), "rank", rank)

normal = np.linalg.solve(design.T @ design, design.T @ y)
print("normal equations:", normal.round(4))
print("polyfit:", np.polyfit(x, y, 1).round(4))
fitted = np.polynomial.Polynomial.fit(x, y, 1).convert()
print("Polynomial:", fitted.coef.round(4))
assert np.allclose(solution, normal)

errors = y - design @ solution
print(f"r2 = {1 - errors.var() / y.var():.4f}, rmse = {np.sqrt((errors ** 2).mean()):.4f}")

curve = np.polyfit(x, x ** 2 - 3 * x + 2, 2)
print("roots:", np.sort(np.roots(curve.round(9))).round(6))
