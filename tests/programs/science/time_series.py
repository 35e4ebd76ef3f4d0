# needs: science
"""Daily readings: gaps, resampling, rolling windows, shifts."""
import numpy as np
import pandas as pd

days = pd.date_range("2024-02-26", periods=12, freq="D")
values = np.round(10 + 3 * np.sin(np.arange(12)), 2)
series = pd.Series(values, index=days, name="level")
series.iloc[[3, 7]] = np.nan

print(series)
print("missing:", series.isna().sum(), "first", series.first_valid_index().date())
print(series.interpolate().round(3).tolist())
print(series.ffill().diff().round(2).head(4))
print(series.resample("W").agg(["mean", "count"]).round(3))
print(series.rolling(3, min_periods=1).mean().round(3))
print(series.expanding().max().tail(3))
print(series.ewm(span=3).mean().round(4).iloc[-1])
print(series.shift(1).corr(series).round(4))
print(series.between_time("00:00", "01:00").size, series["2024-03"].size)
print(series.index.day_name()[:3].tolist(), series.index.is_month_end.sum())

local = series.tz_localize("UTC").tz_convert("Europe/Paris")
print(local.index[0], local.index[-1].isoformat())
print(pd.Timestamp("2024-03-31 01:30", tz="Europe/Paris") + pd.Timedelta(hours=1))
print(pd.date_range("2024-01-31", periods=4, freq="ME").strftime("%d %b").tolist())
print((pd.Timestamp("2024-12-24") - pd.Timestamp("2024-02-29")).days)
print(pd.Timestamp("2024-02-28") + pd.offsets.BDay(2), pd.Timestamp("2024-02-10") + pd.offsets.MonthEnd())
