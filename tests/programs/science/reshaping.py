# needs: science
"""Wide, long, stacked: the same numbers in several shapes."""
import pandas as pd

wide = pd.DataFrame(
    {"country": ["DE", "FR"], "2021": [83.2, 67.7], "2022": [83.8, 67.9], "2023": [84.4, 68.2]}
)
long = wide.melt(id_vars="country", var_name="year", value_name="millions")
long["year"] = long.year.astype(int)
print(long)
table = long.pivot(index="year", columns="country", values="millions")
print(table, table.columns.name, table.loc[2022].to_dict())
print(table.stack().head(3), table.unstack().shape)
print(table.diff().dropna().round(2).max().to_dict(), table.T.iloc[0].tolist())

index = pd.MultiIndex.from_product([["x", "y"], [1, 2]], names=["letter", "number"])
frame = pd.DataFrame({"v": [1, 2, 3, 4], "w": list("abcd")}, index=index)
print(frame, frame.loc["y", "v"].sum(), frame.xs(2, level="number").v.tolist())
print(frame.reset_index().set_index("w").letter.to_dict(), frame.swaplevel().sort_index().index.tolist())
print(frame.loc[pd.IndexSlice[:, 1], "v"].tolist(), frame.unstack("number").columns.tolist())

nested = [{"id": 1, "tags": ["a", "b"], "size": {"w": 2, "h": 3}}, {"id": 2, "tags": [], "size": {"w": 5}}]
flat = pd.json_normalize(nested)
print(flat.columns.tolist(), flat["size.w"].sum(), flat.explode("tags").id.tolist())
print(frame.rename(columns=str.upper).assign(Z=lambda t: t.V * 10).Z.tolist())
print(wide.set_index("country").rename_axis("where").add_prefix("y").columns.tolist())
print(frame.groupby(level="letter").v.transform(lambda part: part / part.sum()).round(3).tolist())
print(long.to_json(orient="records"), pd.DataFrame(long.to_dict("records")).equals(long))
