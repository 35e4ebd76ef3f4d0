# needs: science
"""Orders, customers and payments: merging, concatenating, comparing."""
import pandas as pd

customers = pd.DataFrame({"id": [1, 2, 3, 4], "name": ["Ana", "Bo", "Cy", "Di"], "city": list("xyxz")})
orders = pd.DataFrame(
    {"order": range(10, 16), "customer": [1, 1, 2, 3, 3, 9], "total": [20.0, 5.5, 12.0, 7.25, 30.0, 1.0]}
)
payments = pd.DataFrame({"order": [10, 11, 12, 14], "paid": [20.0, 5.5, 10.0, 30.0]})

merged = orders.merge(customers, left_on="customer", right_on="id", how="left", indicator=True)
print(merged[["order", "name", "total", "_merge"]])
print(merged["_merge"].value_counts().sort_index())

ledger = orders.set_index("order").join(payments.set_index("order")).fillna({"paid": 0})
ledger["open"] = ledger.total - ledger.paid
print(ledger[ledger.open > 0])

print(customers[~customers.id.isin(orders.customer)].name.tolist())
spent = orders.groupby("customer").total.sum().rename("spent")
print(customers.merge(spent, left_on="id", right_index=True, how="outer").sort_values("spent", ascending=False))

both = pd.concat([orders.head(2), orders.tail(2)], keys=["first", "last"])
print(both.loc["last", "total"].tolist(), both.index.nlevels)
print(pd.concat([spent, orders.groupby("customer").size().rename("orders")], axis=1))
quotes = pd.DataFrame({"at": [1, 5, 10], "quote": [100, 101, 103]})
trades = pd.DataFrame({"at": [2, 5, 11], "size": [7, 8, 9]})
print(pd.merge_asof(trades, quotes, on="at"))
print(orders.compare(orders.assign(total=orders.total.replace(5.5, 6.0))))
