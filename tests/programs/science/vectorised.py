# needs: science
"""Functions of one's own over arrays and tables."""
import functools
import operator
from collections import Counter, defaultdict

import numpy as np
import pandas as pd


@np.vectorize
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print(collatz(np.arange(1, 11)), np.frompyfunc(lambda a, b: a * 10 + b, 2, 1)([1, 2], [3, 4]))
print(np.apply_along_axis(lambda row: row.max() - row.min(), 1, np.array([[3, 1], [10, 4]])))
print(np.fromiter((i ** 2 for i in range(5)), dtype=int), np.fromfunction(lambda i, j: i + j, (2, 3)))
print(np.piecewise(np.arange(-2, 3.0), [np.arange(-2, 3) < 0], [lambda x: -x, lambda x: x * 10]))
print(np.select([np.arange(4) < 1, np.arange(4) > 2], ["low", "high"], "mid"))

frame = pd.DataFrame({"w": ["to", "be", "or", "not", "to", "be"], "n": range(6)})
print(frame.apply(lambda row: row["w"] * row["n"], axis=1).tolist())
print(frame.w.map({"to": 1}).fillna(0).tolist(), frame.w.map(len).sum(), frame.n.apply(lambda n: n % 2 == 0).sum())
print(frame.groupby("w").n.apply(list).to_dict(), frame.groupby("w").filter(lambda g: len(g) > 1).shape)
print(frame.groupby("w").agg(first=("n", "first"), spread=("n", lambda s: s.max() - s.min())))
print(frame.n.agg(["sum", np.mean, max]), frame.n.pipe(lambda s, k: s * k, 3).tolist())
print(Counter(frame.w).most_common(1), functools.reduce(operator.add, frame.w))
print(sorted(frame.itertuples(), key=operator.attrgetter("w", "n"))[0].Index, max(frame.n), list(zip(frame.w, frame.n))[:1])

groups = defaultdict(list)
for key, part in frame.groupby("w"):
    groups[key].extend(part.n)
print(dict(groups), {k: int(v) for k, v in frame.w.value_counts().items()})
print(frame.sort_values("w", key=lambda s: s.str.len(), kind="stable").w.tolist())
print(frame.eval("m = n * 2 + 1").m.tolist(), frame.query("n > 2 and w in ['to', 'be']").n.tolist())
limit = 3
print(frame.query("n < @limit | w == 'be'").index.tolist(), frame.eval("n ** 2").sum())
