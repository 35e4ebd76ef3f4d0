"""Lengths and positions that pandas's compiled code believes, checked before it does.

Invariant: a column is as long as its table, the parts of an array are equally long, and no
position that is taken lies outside of what it is taken from.

Invariant: what compiled code goes over twice, first to count and then to copy, holds exact lists
and comparisons of plain values only. An object of the session can say one length and have another
(``__len__``, ``__iter__``), give another index each time (``__index__``), or compare otherwise the
second time: it wrote and read beyond the end. So did positions of a table that has shrunk since.
"""

from __future__ import annotations

import datetime
import decimal
import functools
import importlib
from collections.abc import Callable, Iterable, Sized
from typing import Any, Final

import numpy as np

#: Types whose objects compare the same each time.
_PLAIN: Final = frozenset({bool, int, float, str, bytes, datetime.date, decimal.Decimal})


@functools.cache  # once a process
def apply() -> None:
    """Put the checks in front of what pandas calls."""
    _columns()
    _parts()
    _positions()
    _counted_twice()
    _compared_twice()


def same_length(one: Sized, other: Sized, what: str) -> None:
    """Raise ValueError unless both are equally long."""
    if len(one) != len(other):
        raise ValueError(f"Length of {what} ({len(one)}) does not match length of ({len(other)})")


# --- tables --------------------------------------------------------------------------------------


def _columns() -> None:
    managers: Any = importlib.import_module("pandas.core.internals.managers")
    from_array = managers.SingleBlockManager.from_array.__func__
    insert = managers.BlockManager.insert
    reindex = managers.BaseBlockManager.reindex_indexer
    from_columns = managers.create_block_manager_from_column_arrays

    def single(cls: type, array: Any, index: Sized, refs: object = None) -> object:
        same_length(array, index, "values and index")
        return from_array(cls, array, index, refs)

    def inserted(self: Any, loc: int, item: object, value: Any, refs: object = None) -> None:
        same_length(value, self.axes[1], "values and index")
        insert(self, loc, item, value, refs)

    def reindexed(
        self: object, new_axis: Sized, indexer: Any, *args: object, **options: object
    ) -> object:
        if indexer is not None:
            same_length(indexer, new_axis, "positions and index")
        return reindex(self, new_axis, indexer, *args, **options)

    def columns(
        arrays: list[Any], axes: list[Any], consolidate: bool, refs: list[object]
    ) -> object:
        for each in arrays:
            same_length(each, axes[1], "values and index")
        return from_columns(arrays, axes, consolidate, refs)

    managers.SingleBlockManager.from_array = classmethod(single)
    managers.BlockManager.insert = inserted
    managers.BaseBlockManager.reindex_indexer = reindexed
    managers.create_block_manager_from_column_arrays = columns
    construction: Any = importlib.import_module("pandas.core.internals.construction")
    construction.create_block_manager_from_column_arrays = columns


# --- arrays of several parts ---------------------------------------------------------------------


def _parts() -> None:
    masked: Any = importlib.import_module("pandas.core.arrays.masked").BaseMaskedArray
    intervals: Any = importlib.import_module("pandas.core.arrays.interval").IntervalArray
    index: Any = importlib.import_module("pandas.core.indexes.multi").MultiIndex
    simple_mask = masked._simple_new.__func__  # noqa: SLF001
    simple_interval = intervals._simple_new.__func__  # noqa: SLF001
    set_codes = index._set_codes  # noqa: SLF001

    def with_mask(cls: type, /, values: Any, mask: Any) -> object:
        if values.shape != mask.shape:
            raise ValueError("values.shape must match mask.shape")
        return simple_mask(cls, values, mask)

    def with_ends(cls: type, /, left: Sized, right: Sized, *rest: object, **more: object) -> object:
        same_length(left, right, "left and right")
        return simple_interval(cls, left, right, *rest, **more)

    def with_codes(self: Any, codes: Any, *rest: object, **more: object) -> None:
        set_codes(self, codes, *rest, **more)
        held = self._codes
        for each in held:
            same_length(each, held[0], "codes")

    masked._simple_new = classmethod(with_mask)  # noqa: SLF001
    intervals._simple_new = classmethod(with_ends)  # noqa: SLF001
    index._set_codes = with_codes  # noqa: SLF001


# --- positions -----------------------------------------------------------------------------------


def _positions() -> None:
    take: Any = importlib.import_module("pandas.core.array_algos.take")
    frame: Any = importlib.import_module("pandas.core.frame")
    one = take._take_nd_ndarray  # noqa: SLF001
    two = take.take_2d_multi

    def take_one(arr: Any, indexer: Any, axis: int, *rest: object) -> object:
        if indexer is not None:
            indexer = _inside(indexer, arr.shape[axis])
        return one(arr, indexer, axis, *rest)

    def take_two(arr: Any, indexer: tuple[Any, Any], *rest: object, **more: object) -> object:
        rows, columns = indexer
        inside = _inside(rows, arr.shape[0]), _inside(columns, arr.shape[1])
        return two(arr, inside, *rest, **more)

    take._take_nd_ndarray = take_one  # noqa: SLF001
    take.take_2d_multi = frame.take_2d_multi = take_two


def _inside(indexer: Any, length: int) -> Any:
    """Return positions as an array, each -1 or inside; raises IndexError."""
    found = np.asarray(indexer, dtype=np.intp)
    if found.size and not (found.min() >= -1 and found.max() < length):
        raise IndexError("out-of-bounds indices: the table has changed since they were found")
    return found


# --- what is gone over twice ---------------------------------------------------------------------


def _counted_twice() -> None:
    lib: Any = importlib.import_module("pandas._libs.lib")
    reshape: Any = importlib.import_module("pandas._libs.reshape")
    explode = reshape.explode

    def exploded(values: Any) -> object:
        if values.dtype == object:
            values = values.copy()
            for at, each in enumerate(values):
                if lib.is_list_like(each):
                    values[at] = list(each)
        return explode(values)

    zones: Any = importlib.import_module("pandas._libs.tslibs.tzconversion")
    localize = zones.tz_localize_to_utc

    @functools.wraps(localize)
    def localized(
        vals: Any, tz: object, ambiguous: Any = None, *rest: object, **more: object
    ) -> object:
        if not (ambiguous is None or isinstance(ambiguous, str | bool)):
            ambiguous = np.array(ambiguous, dtype=bool)
        return localize(vals, tz, ambiguous, *rest, **more)

    zones.tz_localize_to_utc = localized
    reshape.explode = exploded
    lib.to_object_array = _exact_rows(lib.to_object_array, list)
    lib.to_object_array_tuples = _exact_rows(lib.to_object_array_tuples, tuple)


def _exact_rows(real: Callable[..., object], kind: type) -> Callable[..., object]:
    is_missing = importlib.import_module("pandas._libs.missing").checknull

    @functools.wraps(real)
    def call(rows: Iterable[Any], *rest: object, **more: object) -> object:
        exact = [each if is_missing(each) else kind(each) for each in list(rows)]
        return real(exact, *rest, **more)

    return call


def _compared_twice() -> None:
    index: Any = importlib.import_module("pandas.core.indexes.base").Index
    cached = vars(index)["_can_use_libjoin"]

    def can_use(self: Any) -> bool:
        return bool(cached.__get__(self, type(self))) and _compares_plainly(self)

    index._can_use_libjoin = property(can_use)  # noqa: SLF001
    for name in ("_left_indexer_unique", "_left_indexer", "_inner_indexer", "_outer_indexer"):
        setattr(index, name, _checked(getattr(index, name)))


def _checked(real: Callable[[Any, Any], object]) -> Callable[[Any, Any], object]:
    @functools.wraps(real)
    def call(self: Any, other: Any) -> object:
        if not (_compares_plainly(self) and _compares_plainly(other)):
            raise TypeError("objects of other classes are not compared here")  # pandas goes on
        return real(self, other)

    return call


def _compares_plainly(index: Any) -> bool:
    """Say if the values compare the same each time: numbers, or objects that are plain."""
    values: Any = index._values  # noqa: SLF001
    if isinstance(values, np.ndarray) and not values.dtype.hasobject:
        return True
    found = np.asarray(values)
    return not found.dtype.hasobject or _PLAIN.issuperset(map(type, found))
