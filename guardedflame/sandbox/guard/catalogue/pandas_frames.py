"""pandas's tables: DataFrame, Series, and what hangs on them.

Checked is what takes the name of a function or a column expression as text (each name is
``getattr`` inside of pandas), a file, another engine, or a generator of random numbers. Left out
is what writes formats of other programs, draws, or imports.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from guardedflame.sandbox.guard.catalogue.kind import Kind

_FILE = "it writes a file of another program; to_csv, to_json and to_dict give values"
_PLOT = "it draws with another library"
_WHY: Final = MappingProxyType(
    {
        "attrs": "pandas copies it with hooks that objects in it could set",
        "flags": "it changes how the table behaves for others who hold it",
        "set_flags": "it changes how the table behaves for others who hold it",
        "from_arrow": "it reads memory of other libraries",
        "plot": _PLOT,
        "hist": _PLOT,
        "boxplot": _PLOT,
        "style": "it imports a template engine; to_html() is there",
        "sparse": "not reviewed",
        "list": "not reviewed",
        "struct": "not reviewed",
        "to_clipboard": _FILE,
        "to_excel": _FILE,
        "to_feather": _FILE,
        "to_hdf": _FILE,
        "to_iceberg": _FILE,
        "to_latex": "it imports a template engine; to_string() is there",
        "to_markdown": "it imports another library; to_string() is there",
        "to_orc": _FILE,
        "to_parquet": _FILE,
        "to_pickle": "it pickles",
        "to_records": "records read attributes by field name; to_dict('records') is there",
        "to_sql": _FILE,
        "to_stata": _FILE,
        "to_xarray": "it imports another library",
        "to_xml": "it imports another library",
    }
)

_BOTH = """
    T abs add add_prefix add_suffix align all any asfreq asof astype at at_time axes between_time
    bfill clip combine combine_first compare convert_dtypes copy count cov cummax cummin cumprod
    cumsum describe diff div divide dot drop drop_duplicates droplevel dropna dtypes duplicated
    empty eq equals ewm expanding explode ffill fillna filter first_valid_index floordiv ge get
    groupby gt head iat idxmax idxmin iloc index infer_objects isin isna isnull items keys kurt
    kurtosis last_valid_index le loc lt mask max mean median memory_usage min mod mode mul multiply
    ndim ne nlargest notna notnull nsmallest nunique pct_change pipe pop pow prod product quantile
    radd rank rdiv reindex reindex_like rename rename_axis reorder_levels replace resample
    reset_index rfloordiv rmod rmul round rpow rsub rtruediv sem set_axis shape shift size skew
    sort_index sort_values squeeze std sub subtract sum swaplevel tail take to_dict to_numpy
    to_period to_timestamp transpose truediv truncate tz_convert tz_localize unstack update
    value_counts values var where xs
"""
_BOTH_CHECKED = """
    agg aggregate apply corr info interpolate rolling sample to_csv to_json to_string transform
"""

KINDS: Final = (
    Kind(
        "pandas:DataFrame",
        plain=_BOTH
        + """
            assign columns insert isetitem iterrows itertuples join map melt merge pivot select
            set_index stack
        """,
        checked=_BOTH_CHECKED + "corrwith eval pivot_table query select_dtypes to_html",
        assign="columns index",
        on_class="from_dict from_records",
        made=True,
        labels=True,
        sealed=True,
        why=_WHY,
    ),
    Kind(
        "pandas:Series",
        plain=_BOTH
        + """
            argmax argmin argsort array autocorr between case_when cat divmod dt dtype factorize
            hasnans is_monotonic_decreasing is_monotonic_increasing is_unique item name nbytes
            rdivmod repeat searchsorted str to_frame to_list tolist unique
        """,
        checked=_BOTH_CHECKED + "map",
        assign="index name",
        made=True,
        labels=True,
        sealed=True,
        why=_WHY,
    ),
    Kind("pandas.core.indexing:_LocIndexer"),
    Kind("pandas.core.indexing:_iLocIndexer"),
    Kind("pandas.core.indexing:_AtIndexer"),
    Kind("pandas.core.indexing:_iAtIndexer"),
    Kind("pandas.core.indexing:_IndexSlice"),
    Kind(
        "pandas.core.strings.accessor:StringMethods",
        plain="""
            capitalize casefold cat center contains count decode encode endswith extract extractall
            find findall fullmatch get get_dummies index isalnum isalpha isascii isdecimal isdigit
            islower isnumeric isspace istitle isupper join len ljust lower lstrip match normalize
            pad partition removeprefix removesuffix repeat replace rfind rindex rjust rpartition
            rsplit rstrip slice slice_replace split startswith strip swapcase title translate upper
            wrap zfill
        """,
    ),
    Kind(
        "pandas.core.indexes.accessors:DatetimeProperties",
        plain="""
            as_unit ceil date day day_name day_of_week day_of_year dayofweek dayofyear days_in_month
            daysinmonth floor freq hour is_leap_year is_month_end is_month_start is_quarter_end
            is_quarter_start is_year_end is_year_start isocalendar microsecond minute month
            month_name nanosecond normalize quarter round second strftime time timetz to_period
            to_pydatetime tz tz_convert tz_localize unit weekday year
        """,
    ),
    Kind(
        "pandas.core.indexes.accessors:TimedeltaProperties",
        plain="""
            as_unit ceil components days floor freq microseconds nanoseconds round seconds
            to_pytimedelta total_seconds unit
        """,
    ),
    Kind(
        "pandas.core.indexes.accessors:PeriodProperties",
        plain="""
            asfreq day day_of_week day_of_year dayofweek dayofyear days_in_month daysinmonth
            end_time freq hour is_leap_year minute month quarter qyear second start_time strftime
            to_timestamp week weekday weekofyear year
        """,
    ),
    Kind(
        "pandas.core.arrays.categorical:CategoricalAccessor",
        plain="""
            add_categories as_ordered as_unordered categories codes ordered remove_categories
            remove_unused_categories rename_categories reorder_categories set_categories
        """,
    ),
    # Stands for what will be read when a frame is there: names that are plain on all that can be.
    Kind(
        "pandas.core.col:Expression",
        plain="""
            abs astype between capitalize case_when cat ceil clip contains cumsum cumprod day diff
            dt endswith fillna floor hour isin isna isnull len lower mask max mean median min minute
            month notna notnull quarter rank replace round second shift startswith std str strip sum
            title upper var weekday where year
        """,
    ),
)
