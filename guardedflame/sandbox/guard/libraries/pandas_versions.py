"""pandas: which attribute has which version of the session's, and the same for its modules.

Invariant: a table; what the versions do is in the files beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from guardedflame.sandbox.guard.libraries import (
    pandas_lengths,
    pandas_memory,
    pandas_options,
    pandas_patches,
)
from guardedflame.sandbox.guard.libraries import pandas_methods as methods
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.libraries.lending import CALL, COPY
from guardedflame.sandbox.guard.libraries.pandas_files import info, reader, writer
from guardedflame.sandbox.guard.libraries.pandas_functions import selecting
from guardedflame.sandbox.guard.libraries.pandas_query import evaluate, query
from guardedflame.sandbox.guard.libraries.reading import Version

_FUNCTIONS: Mapping[str, Version] = {
    "agg": methods.aggregating("agg", 0),
    "aggregate": methods.aggregating("aggregate", 0),
    "apply": methods.aggregating("apply", 0),
    "transform": methods.aggregating("transform", 0),
}
_TABLE: Mapping[str, Version] = {
    "agg": methods.aggregating("agg", 1),
    "aggregate": methods.aggregating("aggregate", 1),
    "transform": methods.aggregating("transform", 1),
    "info": info,
    "interpolate": methods.interpolate,
    "rolling": methods.rolling,
    "sample": methods.sample,
    COPY: methods.copy,
    "to_csv": writer("to_csv"),
    "to_json": writer("to_json"),
    "to_string": writer("to_string"),
}
_COMPUTED = ("max", "mean", "median", "min", "std", "sum", "var")
_GROUPS: Mapping[str, Version] = {
    **_FUNCTIONS,
    **{name: methods.without_engine(name) for name in _COMPUTED if name != "median"},
    "filter": methods.transforming,
    "groups": methods.groups,
    "indices": methods.indices,
    "rolling": methods.rolling,
    "sample": methods.sample,
}
_WINDOW: Mapping[str, Version] = {
    **{name: _FUNCTIONS[name] for name in ("agg", "aggregate")},
    **{name: methods.without_engine(name) for name in _COMPUTED},
    "apply": methods.window_apply,
}
_OF_FRAMES = frozenset({"pearson", "spearman"})
_OF_SERIES = frozenset({"pearson"})

VERSIONS: Mapping[str, Mapping[str, Version]] = {
    "pandas:DataFrame": {
        **_TABLE,
        "apply": methods.aggregating("apply", 5),
        "corr": methods.correlating("corr", _OF_FRAMES),
        "corrwith": methods.correlating("corrwith", _OF_FRAMES),
        "eval": evaluate,
        "pivot_table": lambda guards, value: methods.pivoting(guards, value.pivot_table),
        "query": query,
        "select_dtypes": selecting,
        "to_html": writer("to_html"),
    },
    "pandas:Series": {
        **_TABLE,
        "apply": methods.aggregating("apply", 1),
        "corr": methods.correlating("corr", _OF_SERIES),
        "map": methods.mapping,
    },
    "pandas:MultiIndex": {
        CALL: methods.multi_index,
        "set_codes": methods.set_codes,
        "set_levels": methods.set_levels,
    },
    "pandas:Categorical": {"class.from_codes": methods.from_codes},
    "pandas.core.dtypes.base:ExtensionDtype": {"type": methods.type_of},
    "pandas.core.groupby.generic:DataFrameGroupBy": {
        **_GROUPS,
        "corr": methods.correlating("corr", _OF_FRAMES),
        "corrwith": methods.correlating("corrwith", _OF_FRAMES),
    },
    "pandas.core.groupby.generic:SeriesGroupBy": {
        **_GROUPS,
        "corr": methods.correlating("corr", _OF_SERIES),
    },
    "pandas.core.resample:Resampler": {
        **_FUNCTIONS,
        "groups": methods.groups,
        "indices": methods.indices,
        "interpolate": methods.interpolate,
    },
    "pandas.core.window.rolling:Rolling": _WINDOW,
    "pandas.core.window.expanding:Expanding": _WINDOW,
    "pandas.core.window.ewm:ExponentialMovingWindow": {
        name: _WINDOW[name] for name in ("agg", "aggregate", "mean", "sum")
    },
}


def prepare() -> None:
    """Change what has to be changed in pandas for the process."""
    pandas_patches.apply()
    pandas_lengths.apply()
    pandas_memory.apply()


def members(module: str, guards: LibraryGuards) -> dict[str, object]:
    """Return what stands in the facade of one of pandas's modules."""
    if module != "pandas":
        return {}
    return {
        **{
            name: reader(guards, name)
            for name in ("read_csv", "read_fwf", "read_json", "read_table")
        },
        "pivot_table": methods.pivoting(guards, pd.pivot_table),
        "crosstab": methods.pivoting(guards, pd.crosstab),
        "get_option": pandas_options.get_option,
        "set_option": pandas_options.set_option,
        "reset_option": pandas_options.reset_option,
        "option_context": pandas_options.OptionContext,
        "options": pandas_options.Options(),
    }
