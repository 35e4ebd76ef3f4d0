"""A program for the server: reads a table from argv[1] and prints a report.

Ordinary Python. It runs inside a session, where argv is [name, the table's text]:

    guardedflame run localhost:9999 examples/report.py "$(cat examples/sunspots.csv)"
"""

# mypy: ignore-errors
# ruff: noqa: F821 - argv is the session's

import collections
import csv
import datetime
import statistics

Year = collections.namedtuple("Year", "year spots")
Cycle = collections.namedtuple("Cycle", "start end peak")

BARS = " ▁▂▃▄▅▆▇█"


def read(text):
    rows = csv.DictReader(text.splitlines())
    return [Year(int(row["YEAR"]), float(row["SUNACTIVITY"])) for row in rows]


def cycles(table, reach=4):
    """A cycle runs from one quiet year to the next: the lowest within `reach` years around."""
    spots = [year.spots for year in table]
    quiet = [
        index
        for index in range(reach, len(table))
        if spots[index] < min(spots[index - reach : index])
        and spots[index] <= min(spots[index : index + reach + 1])
    ]
    for first, last in zip(quiet, quiet[1:]):  # noqa: B905, RUF007 - four modules are enough
        peak = max(table[first:last], key=lambda year: year.spots)
        yield Cycle(table[first].year, table[last].year, peak)


def century(year):
    return f"{year // 100}00s"


def heading(text):
    print()
    print(text)
    print("─" * len(text))


def bar(value, most, width=40):
    eighths = round(value / most * width * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + ("" if rest == 0 else " ▏▎▍▌▋▊▉"[rest])


def spark(values, most):
    return "".join(BARS[round(value / most * 8)] for value in values)


table = read(argv[1])
first, last = table[0], table[-1]
span = datetime.date(last.year, 12, 31) - datetime.date(first.year, 1, 1)
most = max(year.spots for year in table)
found = list(cycles(table))

print(f"Sunspots, {first.year} to {last.year}: {len(table)} years, {span.days:,} days")
print(
    f"mean {statistics.mean(year.spots for year in table):.1f}"
    f"   median {statistics.median(year.spots for year in table):.1f}"
    f"   deviation {statistics.stdev(year.spots for year in table):.1f}"
    f"   most {most:.1f}"
)

heading("Every year, a century a line")
by_century = collections.defaultdict(list)
for year in table:
    by_century[century(year.year)].append(year.spots)
for name, values in by_century.items():
    print(f"{name}  {spark(values, most)}")

heading("Average by century")
for name, values in by_century.items():
    average = statistics.mean(values)
    print(f"{name} {len(values):4d} years {average:6.1f}  {bar(average, 100)}")

heading("How many years were how busy")
steps = collections.Counter(int(year.spots // 20) * 20 for year in table)
for step in range(0, int(most) + 1, 20):
    print(f"{step:4d} to {step + 19:3d} {steps[step]:5d}  {bar(steps[step], max(steps.values()))}")

heading(f"The {len(found)} whole cycles")
lengths = [cycle.end - cycle.start for cycle in found]
print(
    f"mean length {statistics.mean(lengths):.1f} years"
    f" ({min(lengths)} to {max(lengths)}), most often {statistics.mode(lengths)}"
)
rise = statistics.mean(cycle.peak.year - cycle.start for cycle in found)
fall = statistics.mean(cycle.end - cycle.peak.year for cycle in found)
print(f"from quiet to peak {rise:.1f} years, and back {fall:.1f}")
print()
print("the five strongest")
for cycle in sorted(found, key=lambda cycle: -cycle.peak.spots)[:5]:
    peak = cycle.peak
    print(
        f"  {cycle.start} to {cycle.end}  peak {peak.year} {peak.spots:6.1f}  "
        f"{bar(peak.spots, most, 30)}"
    )
