"""pandas and the modules inside it: tables from values, not from files or other programs."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

_FILE = "reads or writes files of other programs; read_csv and read_json take text"
_INSIDE = "pandas's own inside"
_PLOT = "draws with another library"

_OFFSETS = """
    BDay BHalfYearBegin BHalfYearEnd BMonthBegin BMonthEnd BQuarterBegin BQuarterEnd BYearBegin
    BYearEnd BaseOffset BusinessDay BusinessHour BusinessMonthBegin BusinessMonthEnd CBMonthBegin
    CBMonthEnd CDay CustomBusinessDay CustomBusinessHour CustomBusinessMonthBegin
    CustomBusinessMonthEnd DateOffset Day Easter FY5253 FY5253Quarter HalfYearBegin HalfYearEnd Hour
    LastWeekOfMonth Micro Milli Minute MonthBegin MonthEnd Nano QuarterBegin QuarterEnd Second
    SemiMonthBegin SemiMonthEnd Tick Week WeekOfMonth YearBegin YearEnd
"""

ENTRIES = (
    Entry(
        "pandas",
        inside=(
            "pandas.api",
            "pandas.api.types",
            "pandas.errors",
            "pandas.offsets",
            "pandas.tseries",
            "pandas.tseries.frequencies",
            "pandas.tseries.offsets",
        ),
        names=words(
            """
            BooleanDtype Categorical CategoricalDtype CategoricalIndex DataFrame DateOffset
            DatetimeIndex DatetimeTZDtype Float32Dtype Float64Dtype Grouper Index IndexSlice
            Int16Dtype Int32Dtype Int64Dtype Int8Dtype Interval IntervalDtype IntervalIndex
            MultiIndex NA NaT NamedAgg Period PeriodDtype PeriodIndex RangeIndex Series StringDtype
            Timedelta TimedeltaIndex Timestamp UInt16Dtype UInt32Dtype UInt64Dtype UInt8Dtype array
            bdate_range col concat crosstab cut date_range factorize from_dummies get_dummies
            get_option infer_freq interval_range isna isnull json_normalize lreshape melt merge
            merge_asof merge_ordered notna notnull option_context options period_range pivot
            pivot_table qcut read_csv read_fwf read_json read_table reset_option set_option
            timedelta_range to_datetime to_numeric to_timedelta unique wide_to_long
            """
        ),
        left_out={
            "eval": "df.eval and df.query take the expression, checked",
            "read_clipboard": _FILE,
            "read_excel": _FILE,
            "read_feather": _FILE,
            "read_hdf": _FILE,
            "read_html": _FILE,
            "read_iceberg": _FILE,
            "read_orc": _FILE,
            "read_parquet": _FILE,
            "read_pickle": "unpickles",
            "to_pickle": "pickles",
            "read_sas": _FILE,
            "read_spss": _FILE,
            "read_sql": _FILE,
            "read_sql_query": _FILE,
            "read_sql_table": _FILE,
            "read_stata": _FILE,
            "read_xml": _FILE,
            "ExcelFile": _FILE,
            "ExcelWriter": _FILE,
            "HDFStore": _FILE,
            "ArrowDtype": "not reviewed",
            "SparseDtype": "not reviewed",
            "NamedFunc": "NamedAgg does it",
            "Flags": _INSIDE,
            "arrays": "pd.array() makes them",
            "compat": _INSIDE,
            "core": _INSIDE,
            "io": _INSIDE,
            "pandas": _INSIDE,
            "util": _INSIDE,
            "testing": "compare with equals()",
            "test": "runs a test suite",
            "plotting": _PLOT,
            "show_versions": "tells of the server's installation",
            "describe_option": "get_option and set_option are there for display.*",
            "set_eng_float_format": "set_option('display.float_format', function) does it",
        },
    ),
    Entry("pandas.api", names=(), left_out={"extensions": "registers accessors on all frames"}),
    Entry(
        "pandas.api.types",
        names=words(
            """
            CategoricalDtype DatetimeTZDtype IntervalDtype PeriodDtype infer_dtype
            is_any_real_numeric_dtype is_array_like is_bool is_bool_dtype is_complex
            is_complex_dtype is_datetime64_any_dtype is_datetime64_dtype is_datetime64_ns_dtype
            is_dict_like is_dtype_equal is_extension_array_dtype is_float is_float_dtype is_hashable
            is_integer is_integer_dtype is_iterator is_list_like is_named_tuple is_number
            is_numeric_dtype is_object_dtype is_re is_re_compilable is_scalar
            is_signed_integer_dtype is_string_dtype is_timedelta64_dtype is_timedelta64_ns_dtype
            is_unsigned_integer_dtype pandas_dtype union_categoricals
            """
        ),
    ),
    Entry(
        "pandas.errors",
        names=words(
            """
            AbstractMethodError CategoricalConversionWarning ChainedAssignmentError DataError
            DtypeWarning DuplicateLabelError EmptyDataError IncompatibleFrequency IndexingError
            IntCastingNaNError InvalidComparison InvalidIndexError LossySetitemError MergeError
            NullFrequencyError OptionError OutOfBoundsDatetime OutOfBoundsTimedelta ParserError
            ParserWarning PerformanceWarning SpecificationError UndefinedVariableError
            UnsortedIndexError UnsupportedFunctionCall
            """
        ),
    ),
    Entry("pandas.offsets", names=words(_OFFSETS), real="pandas.tseries.offsets"),
    Entry("pandas.tseries", names=()),
    Entry("pandas.tseries.offsets", names=words(_OFFSETS)),
    Entry("pandas.tseries.frequencies", names=("infer_freq", "to_offset")),
)
