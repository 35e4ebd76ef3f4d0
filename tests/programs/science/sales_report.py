# needs: science
"""A monthly sales report from text that came over the wire."""
import io

import pandas as pd

CSV = """date,region,product,units,price
2024-01-03,north,pen,120,1.20
2024-01-17,south,pen,80,1.20
2024-01-20,north,ink,35,4.50
2024-02-02,south,ink,22,4.75
2024-02-14,north,pen,140,1.25
2024-02-28,north,paper,60,3.10
2024-03-09,south,paper,75,3.00
2024-03-11,south,pen,,1.25
2024-03-30,north,ink,41,4.75
"""

sales = pd.read_csv(io.StringIO(CSV), parse_dates=["date"])
print(sales.dtypes)
print(sales.isna().sum())

sales["units"] = sales["units"].fillna(0).astype(int)
sales["revenue"] = sales.units * sales.price
sales["month"] = sales.date.dt.to_period("M")

report = (
    sales.groupby(["month", "region"])
    .agg(orders=("units", "size"), units=("units", "sum"), revenue=("revenue", "sum"))
    .round(2)
)
print(report)

print(sales.pivot_table(index="product", columns="region", values="revenue", aggfunc="sum"))
best = sales.loc[sales.groupby("month")["revenue"].idxmax(), ["month", "product", "revenue"]]
for row in best.itertuples(index=False):
    print(f"{row.month}: {row.product:<6} {row.revenue:>8.2f}")

share = sales.groupby("product").revenue.sum().div(sales.revenue.sum()).mul(100)
for product, percent in share.sort_values(ascending=False).items():
    print(f"{product:>6} {percent:5.1f} %")
print(sales.to_csv(index=False, columns=["date", "product", "revenue"]))
