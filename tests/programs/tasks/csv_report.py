import csv
import io
from collections import defaultdict
from operator import itemgetter

SALES = '''\
region,product,units,price,note
north,"Bolts, 6 mm",120,0.15,
south,Nuts,300,0.08,"said ""rush"""
north,Washers,80,0.05,
east,"Bolts, 6 mm",45,0.15,late
south,"Bolts, 6 mm",200,0.14,
east,Nuts,10,n/a,
'''


def read(text):
    good, bad = [], []
    for row in csv.DictReader(io.StringIO(text)):
        try:
            row["units"] = int(row["units"])
            row["price"] = float(row["price"])
        except ValueError as e:
            bad.append((row, str(e)))
        else:
            row["total"] = row["units"] * row["price"]
            good.append(row)
    return good, bad


def table(rows, columns):
    formats = {int: ">{}d", float: ">{}.2f", str: "<{}"}
    widths = {
        c: max(
            len(c), *(len(f"{r[c]:.2f}" if isinstance(r[c], float) else str(r[c])) for r in rows)
        )
        for c in columns
    }
    rule = "+" + "+".join("-" * (widths[c] + 2) for c in columns) + "+"
    print(rule)
    print("|" + "|".join(f" {c:^{widths[c]}} " for c in columns) + "|")
    print(rule)
    for r in rows:
        cells = (format(r[c], formats[type(r[c])].format(widths[c])) for c in columns)
        print("|" + "|".join(f" {cell} " for cell in cells) + "|")
    print(rule)


rows, bad = read(SALES)
rows.sort(key=itemgetter("region", "product"))
table(rows, ["region", "product", "units", "price", "total"])
for row, why in bad:
    print("skipped", row["product"], "-", why)

pivot = defaultdict(lambda: defaultdict(float))
for r in rows:
    pivot[r["product"]][r["region"]] += r["total"]
regions = sorted({r["region"] for r in rows})
out = io.StringIO()
writer = csv.writer(out, lineterminator="\n")
writer.writerow(["product", *regions, "sum"])
for product in sorted(pivot):
    sums = [round(pivot[product][g], 2) for g in regions]
    writer.writerow([product, *sums, round(sum(sums), 2)])
print(out.getvalue(), end="")

out = io.StringIO()
w = csv.DictWriter(
    out, fieldnames=["product", "note"], extrasaction="ignore", quoting=csv.QUOTE_ALL, delimiter=";"
)
w.writeheader()
w.writerows(r for r in rows if r["note"])
print(repr(out.getvalue()))
print(list(csv.reader(["a\tb\t'c\td'"], delimiter="\t", quotechar="'")))
print(csv.Sniffer().sniff("x;y;z\n1;2;3\n4;5;6\n").delimiter)
