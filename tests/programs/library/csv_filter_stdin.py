"""Read a table from standard input, keep some rows, write it to standard output."""
import csv
import sys
from collections import defaultdict

reader = csv.DictReader(sys.stdin)
writer = csv.DictWriter(sys.stdout, fieldnames=["name", "total"], delimiter="\t", lineterminator="\n")
totals = defaultdict(float)
problems = []
for row in reader:
    try:
        totals[row["name"]] += float(row["amount"])
    except ValueError:
        problems.append((reader.line_num, row["amount"]))
writer.writeheader()
for name in sorted(totals, key=lambda n: (-totals[n], n)):
    if totals[name] > 10:
        writer.writerow({"name": name, "total": f"{totals[name]:.2f}"})
for line, value in problems:
    print(f"line {line}: {value!r} is not a number", file=sys.stderr)
