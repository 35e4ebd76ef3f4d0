"""pandas's indexes, arrays, scalars and types.

Codes of a category and of a MultiIndex are positions that pandas's compiled code does not check
again: what makes an object of codes is checked, what shows them shows them read-only.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from guardedflame.sandbox.guard.catalogue.kind import Kind

_MEMORY = "it shows the memory behind; to_numpy() gives the values"
_WHY: Final = MappingProxyType({"view": _MEMORY, "asi8": _MEMORY, "delete": "use drop()"})

_CATEGORIES = """
    add_categories as_ordered as_unordered categories codes ordered remove_categories
    remove_unused_categories rename_categories reorder_categories set_categories
"""
_DATES = """
    as_unit ceil date day day_name day_of_week day_of_year dayofweek dayofyear days_in_month
    daysinmonth floor freq freqstr hour inferred_freq is_leap_year is_month_end is_month_start
    is_normalized is_quarter_end is_quarter_start is_year_end is_year_start isocalendar mean
    microsecond minute month month_name nanosecond normalize quarter resolution second std strftime
    time timetz to_julian_date to_period to_pydatetime tz tz_convert tz_localize tzinfo unit weekday
    year
"""
_SPANS = """
    as_unit ceil components days floor freq freqstr inferred_freq mean median microseconds
    nanoseconds resolution seconds std sum to_pytimedelta total_seconds unit
"""
_PERIODS = """
    asfreq day day_of_week day_of_year dayofweek dayofyear days_in_month daysinmonth end_time freq
    freqstr hour is_leap_year mean minute month quarter qyear resolution second start_time strftime
    to_timestamp week weekday weekofyear year
"""
_INTERVALS = """
    closed closed_left closed_right contains is_empty is_non_overlapping_monotonic is_overlapping
    left length mid open_left open_right overlaps right set_closed to_tuples
"""
_STAMP = """
    as_unit asm8 astimezone ceil ctime date day day_name day_of_week day_of_year dayofweek dayofyear
    days days_in_month daysinmonth dst floor fold hour is_leap_year is_month_end is_month_start
    is_quarter_end is_quarter_start is_year_end is_year_start isocalendar isoformat isoweekday max
    microsecond microseconds min minute month month_name nanosecond nanoseconds normalize quarter
    replace resolution round second seconds strftime time timestamp timetuple timetz to_datetime64
    to_julian_date to_numpy to_period to_pydatetime toordinal total_seconds tz tz_convert
    tz_localize tzinfo tzname unit utcoffset utctimetuple value week weekday weekofyear year
"""

_ENDS: Final = (
    "is_month_end",
    "is_month_start",
    "is_quarter_end",
    "is_quarter_start",
    "is_year_end",
    "is_year_start",
)

KINDS: Final = (
    Kind(
        "pandas:Index",
        plain="""
            T all any append argmax argmin argsort array asof asof_locs astype copy diff difference
            drop drop_duplicates droplevel dropna dtype duplicated empty equals factorize fillna
            get_indexer get_indexer_for get_indexer_non_unique get_level_values get_loc
            get_slice_bound groupby has_duplicates hasnans identical infer_objects inferred_type
            insert intersection is_ is_monotonic_decreasing is_monotonic_increasing is_unique isin
            isna isnull item join map max memory_usage min name names nbytes ndim nlevels notna
            notnull nunique putmask ravel reindex rename repeat round searchsorted set_names shape
            shift size slice_indexer slice_locs sort_values sortlevel str symmetric_difference take
            to_flat_index to_frame to_list to_numpy to_series tolist transpose union unique
            value_counts values where
        """,
        assign="name names",
        made=True,
        why=_WHY,
    ),
    Kind("pandas:RangeIndex", plain="start step stop", on_class="from_range", made=True),
    Kind(
        "pandas:MultiIndex",
        plain="""
            codes dtypes equal_levels get_loc_level get_locs levels levshape remove_unused_levels
            reorder_levels swaplevel truncate
        """,
        checked="set_codes set_levels",
        on_class="from_arrays from_frame from_product from_tuples",
        made=True,
        why=_WHY,
    ),
    Kind(
        "pandas:DatetimeIndex",
        plain=_DATES + "indexer_at_time indexer_between_time snap",
        made=True,
        why=_WHY,
    ),
    Kind("pandas:TimedeltaIndex", plain=_SPANS, made=True, why=_WHY),
    Kind("pandas:PeriodIndex", plain=_PERIODS + "is_full", made=True, why=_WHY),
    Kind("pandas:CategoricalIndex", plain=_CATEGORIES, made=True, why=_WHY),
    Kind(
        "pandas:IntervalIndex",
        plain=_INTERVALS,
        on_class="from_arrays from_breaks from_tuples",
        made=True,
        why=_WHY,
    ),
    Kind("pandas.core.indexes.frozen:FrozenList", plain="count difference index union"),
    Kind("pandas.io.formats.printing:PrettyDict"),
    Kind(
        "pandas.core.arrays.base:ExtensionArray",
        plain="""
            T all any argmax argmin argsort astype copy count dropna dtype duplicated equals
            factorize fillna insert isin isna item kurt map max mean median memory_usage min nbytes
            ndim prod ravel repeat round searchsorted sem shape shift size skew std sum take
            to_numpy tolist transpose unique value_counts var
        """,
        why=_WHY,
    ),
    Kind("pandas.core.arrays.masked:BaseMaskedArray", family=True),
    Kind("pandas.core.arrays.string_:BaseStringArray", family=True),
    Kind("pandas.core.arrays.numpy_:NumpyExtensionArray", family=True),
    Kind(
        "pandas:Categorical",
        plain=_CATEGORIES + "describe isnull notna notnull sort_values",
        on_class="from_codes",
        made=True,
    ),
    Kind("pandas.core.arrays.datetimes:DatetimeArray", plain=_DATES),
    Kind("pandas.core.arrays.timedeltas:TimedeltaArray", plain=_SPANS),
    Kind("pandas.core.arrays.period:PeriodArray", plain=_PERIODS),
    Kind("pandas.core.arrays.interval:IntervalArray", plain=_INTERVALS),
    Kind(
        "pandas:Timestamp",
        plain=_STAMP,
        on_class="""
            combine fromisocalendar fromisoformat fromordinal fromtimestamp max min now resolution
            strptime today utcfromtimestamp utcnow
        """,
        made=True,
    ),
    Kind(
        "pandas._libs.tslibs.nattype:NaTType",
        plain=_STAMP + "qyear",
    ),
    Kind("pandas._libs.missing:NAType"),
    Kind(
        "pandas:Timedelta",
        plain="""
            as_unit asm8 ceil components days floor isoformat max microseconds min nanoseconds
            resolution resolution_string round seconds to_numpy to_pytimedelta to_timedelta64
            total_seconds unit value
        """,
        on_class="max min resolution",
        made=True,
        why=_WHY,
    ),
    Kind("pandas._libs.tslibs.timedeltas:Components"),
    Kind(
        "pandas:Period",
        plain="""
            asfreq day day_of_week day_of_year dayofweek dayofyear days_in_month daysinmonth
            end_time freq freqstr hour is_leap_year minute month ordinal quarter qyear second
            start_time strftime to_timestamp week weekday weekofyear year
        """,
        on_class="now",
        made=True,
    ),
    Kind(
        "pandas:Interval",
        plain="""
            closed closed_left closed_right is_empty left length mid open_left open_right overlaps
            right
        """,
        made=True,
    ),
    Kind(
        "pandas._libs.tslibs.offsets:BaseOffset",
        plain="""
            base calendar copy day_opt days end freqstr holidays hour hours is_on_offset kwds minute
            month months n name nanos normalize offset rollback rollforward rule_code second start
            startingMonth week weekday weekmask weeks years
        """,
        made=True,
        family=True,
        why=MappingProxyType(dict.fromkeys(_ENDS, "it takes None for a Timestamp; ask that")),
    ),
    Kind(
        "pandas.core.dtypes.base:ExtensionDtype",
        plain="""
            categories closed freq is_signed_integer is_unsigned_integer isbuiltin isnative itemsize
            kind na_value name names num numpy_dtype ordered shape storage str subtype tz unit
        """,
        checked="type",
        made=True,
        family=True,
        why=MappingProxyType({"reset_cache": "it changes pandas for the whole process"}),
    ),
    # Time zones, which come out of dates.
    Kind("zoneinfo:ZoneInfo", plain="dst fromutc key tzname utcoffset", made=True),
    Kind("dateutil.tz:tzutc", plain="dst fromutc tzname utcoffset"),
    Kind("dateutil.tz:tzlocal", plain="dst fromutc tzname utcoffset"),
    Kind("dateutil.tz:tzfile", plain="dst fromutc tzname utcoffset"),
    Kind("dateutil.tz:tzoffset", plain="dst fromutc tzname utcoffset"),
)
