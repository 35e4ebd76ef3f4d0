"""
Clean and resample sensor readings (pandas-free).

Steps:
    1. Parse the CSV text
    2. Drop duplicates, fill gaps by interpolation
    3. Remove outliers (IQR method)
    4. Resample to hourly means
    5. Print a summary and a sparkline
"""

import csv
import io
import math
from collections import defaultdict
from datetime import datetime, timedelta
from statistics import mean, quantiles

CSV_DATA = """timestamp,sensor,value
2024-05-01T00:00,A,20.5
2024-05-01T00:20,A,20.9
2024-05-01T00:40,A,
2024-05-01T01:00,A,21.7
2024-05-01T01:20,A,22.0
2024-05-01T01:20,A,22.0
2024-05-01T01:40,A,95.0
2024-05-01T02:00,A,22.4
2024-05-01T02:20,A,nan
2024-05-01T02:40,A,21.8
2024-05-01T03:00,A,21.1
2024-05-01T03:20,A,20.2
"""


def load(text: str) -> list[tuple[datetime, float]]:
    """Parse the readings; missing values become NaN."""
    reader = csv.DictReader(io.StringIO(text))
    return [(datetime.fromisoformat(r["timestamp"]), float(r["value"] or "nan")) for r in reader]


def drop_duplicates(rows):
    """Keep the first row of each timestamp."""
    seen = set()
    return [r for r in rows if not (r[0] in seen or seen.add(r[0]))]


def interpolate(rows):
    """Linear interpolation of NaN between known neighbours."""
    known = [(t, v) for t, v in rows if not math.isnan(v)]
    result = []
    for t, v in rows:
        if math.isnan(v):
            before = max((k for k in known if k[0] < t), default=None)
            after = min((k for k in known if k[0] > t), default=None)
            if before and after:
                share = (t - before[0]) / (after[0] - before[0])
                v = before[1] + (after[1] - before[1]) * share
        result.append((t, v))
    return result


def remove_outliers(rows, k=1.5):
    """Drop what lies beyond k interquartile ranges; return kept and dropped."""
    q1, _, q3 = quantiles((v for _, v in rows), n=4)
    low, high = q1 - k * (q3 - q1), q3 + k * (q3 - q1)
    kept = [r for r in rows if low <= r[1] <= high]
    return kept, [r for r in rows if r not in kept]


def resample(rows, step=timedelta(hours=1)):
    """Mean of each step."""
    groups = defaultdict(list)
    for t, v in rows:
        groups[datetime.min + (t - datetime.min) // step * step].append(v)
    return {t: mean(vs) for t, vs in sorted(groups.items())}


def sparkline(values):
    """Render values as a small chart."""
    blocks = "▁▂▃▄▅▆▇█"
    lo, hi = min(values), max(values)
    return "".join(blocks[int((v - lo) / (hi - lo) * (len(blocks) - 1))] for v in values)


rows = load(CSV_DATA)
print(f"Loaded {len(rows)} rows, {sum(math.isnan(v) for _, v in rows)} missing")
rows = drop_duplicates(rows)
print(f"After dropping duplicates: {len(rows)}")
rows = interpolate(rows)
kept, dropped = remove_outliers(rows)
for t, v in dropped:
    print(f"⚠ outlier at {t:%H:%M}: {v}")
for hour, value in resample(kept).items():
    print(f"{hour:%Y-%m-%d %Hh}  {value:6.2f}")
print(sparkline([v for _, v in kept]))
print("✅ Done")
