"""Read sales rows as CSV and print a summary for each region."""
import csv
import io
import statistics
from collections import defaultdict

DATA = """region,item,units,price
north,apple,12,0.50
south,pear,7,0.75
north,pear,3,0.80
east,"plum, dried",20,0.25
south,apple,9,0.45
east,apple,1,0.55
north,plum,8,0.30
"""

by_region = defaultdict(list)
reader = csv.DictReader(io.StringIO(DATA))
print(reader.fieldnames)
for row in reader:
    by_region[row["region"]].append(int(row["units"]) * float(row["price"]))
print("lines read:", reader.line_num)

print(f"{'region':<8}{'n':>3}{'total':>9}{'mean':>8}{'median':>8}")
for region in sorted(by_region):
    values = by_region[region]
    print(
        f"{region:<8}{len(values):>3}{sum(values):>9.2f}"
        f"{statistics.mean(values):>8.2f}{statistics.median(values):>8.2f}"
    )

out = io.StringIO()
writer = csv.DictWriter(out, fieldnames=["region", "total"], lineterminator="\n")
writer.writeheader()
for region, values in sorted(by_region.items(), key=lambda kv: -sum(kv[1])):
    writer.writerow({"region": region, "total": round(sum(values), 2)})
print(out.getvalue(), end="")
