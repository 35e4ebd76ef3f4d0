"""pandas's groups and windows: what waits for the name of a function.

``indices`` is a dict that pandas keeps and believes; the session gets a copy.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from guardedflame.sandbox.guard.catalogue.kind import Kind

_PLOT = "it draws with another library"
_WHY: Final = MappingProxyType({"plot": _PLOT, "hist": _PLOT, "boxplot": _PLOT})

_GROUPS = """
    all any bfill count cov cumcount cummax cummin cumprod cumsum describe diff ewm expanding ffill
    first get_group head idxmax idxmin kurt last median ndim ngroup ngroups nth nunique ohlc
    pct_change pipe prod quantile rank resample sem shift size skew tail take value_counts
"""
_GROUPS_CHECKED = """
    agg aggregate apply corr filter groups indices max mean min rolling sample std sum transform var
"""
_RESAMPLED = """
    asfreq bfill count ffill first get_group last max mean median min ndim nearest ngroups nunique
    ohlc pipe prod quantile sem size std sum var
"""
_WINDOW = """
    corr count cov first kurt last ndim nunique pipe quantile rank sem skew
"""
_WINDOW_CHECKED = "agg aggregate apply max mean median min std sum var"

KINDS: Final = (
    Kind(
        "pandas.core.groupby.generic:DataFrameGroupBy",
        plain=_GROUPS,
        checked=_GROUPS_CHECKED + " corrwith",
        labels=True,
        why=_WHY,
    ),
    Kind(
        "pandas.core.groupby.generic:SeriesGroupBy",
        plain=_GROUPS
        + """
            dtype is_monotonic_decreasing is_monotonic_increasing nlargest nsmallest unique
        """,
        checked=_GROUPS_CHECKED,
        labels=True,
        why=_WHY,
    ),
    Kind("pandas.core.groupby.indexing:GroupByNthSelector"),
    Kind(
        "pandas.core.resample:Resampler",
        plain=_RESAMPLED,
        checked="agg aggregate apply groups indices interpolate transform",
        labels=True,
        family=True,
        why=_WHY,
    ),
    Kind(
        "pandas.core.window.rolling:Rolling",
        plain=_WINDOW,
        checked=_WINDOW_CHECKED,
        labels=True,
        family=True,
    ),
    Kind(
        "pandas.core.window.expanding:Expanding",
        plain=_WINDOW,
        checked=_WINDOW_CHECKED,
        labels=True,
        family=True,
    ),
    Kind(
        "pandas.core.window.ewm:ExponentialMovingWindow",
        plain="corr cov ndim pipe std var",
        checked="agg aggregate mean sum",
        labels=True,
        family=True,
        why=MappingProxyType({"online": "it needs a compiler"}),
    ),
    Kind("pandas:Grouper", made=True, family=True),
    Kind("pandas:NamedAgg", plain="aggfunc column", made=True),
)
