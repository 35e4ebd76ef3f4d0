"""Summary statistics, histogram and box plot of a list of reaction times."""

import math
import statistics
from collections import Counter

times = [
    312,
    298,
    305,
    410,
    287,
    333,
    301,
    295,
    340,
    620,
    309,
    318,
    291,
    305,
    327,
    350,
    305,
    299,
    288,
    410,
]


def quantile(values, q):
    s = sorted(values)
    pos = (len(s) - 1) * q
    lo, frac = int(pos), pos % 1
    return s[lo] if lo + 1 == len(s) else s[lo] * (1 - frac) + s[lo + 1] * frac


def histogram(values, bins=6, width=30):
    lo, hi = min(values), max(values)
    size = (hi - lo) / bins
    counts = Counter(min(bins - 1, int((v - lo) / size)) for v in values)
    for b in range(bins):
        bar = "#" * round(width * counts[b] / max(counts.values()))
        print(f"{lo + b * size:6.1f}-{lo + (b + 1) * size:6.1f} | {bar:<{width}} {counts[b]}")


summary = {
    "n": len(times),
    "mean": statistics.mean(times),
    "median": statistics.median(times),
    "mode": statistics.mode(times),
    "modes": statistics.multimode(times),
    "stdev": statistics.stdev(times),
    "variance": statistics.pvariance(times),
    "geometric mean": statistics.geometric_mean(times),
    "harmonic mean": statistics.harmonic_mean(times),
    "quartiles": statistics.quantiles(times, n=4, method="inclusive"),
}
for key, value in summary.items():
    print(f"{key:>15}: {value:.3f}" if isinstance(value, float) else f"{key:>15}: {value}")
assert [quantile(times, q / 4) for q in (1, 2, 3)] == summary["quartiles"]

q1, q2, q3 = summary["quartiles"]
outliers = [t for t in times if t < q1 - 1.5 * (q3 - q1) or t > q3 + 1.5 * (q3 - q1)]
print("outliers:", outliers)
histogram(times)
trimmed = [t for t in times if t not in outliers]
half = 1.96 * statistics.stdev(trimmed) / math.sqrt(len(trimmed))
print(f"95% interval without them: {statistics.fmean(trimmed):.1f} +- {half:.1f}")
normal = statistics.NormalDist.from_samples(trimmed)
print(
    f"share below 300 if normal: {normal.cdf(300):.3f}; z of 340: {normal.zscore(340):.2f}; 90%: {normal.inv_cdf(0.9):.1f}"
)
try:
    statistics.mean([])
except statistics.StatisticsError as e:
    print("StatisticsError:", e)
