"""Measurements in, a histogram and a summary out."""
import array
import bisect
import math
import random
import statistics
from collections import Counter
from fractions import Fraction


def edges(low, high, n):
    step = Fraction(high - low, n)
    return [float(low + i * step) for i in range(n + 1)]


class Histogram:
    def __init__(self, low, high, bins):
        self._edges = edges(low, high, bins)
        self._counts = array.array("L", bytes(array.array("L").itemsize * bins))
        self.outside = Counter()

    def add(self, value):
        i = bisect.bisect_right(self._edges, value) - 1
        if value == self._edges[-1]:
            i -= 1
        if 0 <= i < len(self._counts):
            self._counts[i] += 1
        else:
            self.outside["below" if i < 0 else "above"] += 1
        return self

    __lshift__ = add

    def __iter__(self):
        return zip(self._edges, self._edges[1:], self._counts)

    def __str__(self):
        peak = max(self._counts)
        return "\n".join(f"{lo:6.2f} .. {hi:6.2f} |{'*' * math.ceil(30 * n / peak):<30}| {n}" for lo, hi, n in self)


rng = random.Random(99)
values = [rng.gauss(10, 2) for _ in range(400)]
h = Histogram(4, 16, 8)
for v in values:
    h << v
print(h)
print(dict(h.outside), sum(n for *_, n in h) + h.outside.total())
print(f"mean {statistics.fmean(values):.2f} sd {statistics.stdev(values):.2f} quartiles {[round(q, 2) for q in statistics.quantiles(values)]}")
d = statistics.NormalDist.from_samples(values)
print(f"expected share above 12: {1 - d.cdf(12):.2f}, seen: {sum(v > 12 for v in values) / len(values):.2f}")
