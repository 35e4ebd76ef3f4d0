# needs: science
import pandas as pd

prices = pd.Series([3.5, 4.25, 1.0], index=["tea", "coffee", "water"])
print(prices.sort_values())
print(prices.mean().round(3), prices.idxmax())
