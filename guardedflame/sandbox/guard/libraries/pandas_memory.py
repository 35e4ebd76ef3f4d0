"""Memory that pandas's compiled hash tables are going to take, asked for before they take it.

Invariant: a table of hashes is built only where all the memory it can need is there; else there is
a MemoryError. The C code behind does not look whether it got what it asked for, and a session at
its limit would end with SIGSEGV.
"""

from __future__ import annotations

import functools
import importlib
import mmap
from collections.abc import Callable, Iterator
from typing import Any, Final

#: Fewer elements than this are some hundred KiB, which the interpreter's own reserve has.
_SMALL: Final = 4096
#: Bytes of a bucket: key, value, and its part of the flags.
_BUCKET: Final = 17
#: Bytes of an element beside: the values found once (their memory grows fourfold), and a label.
_ELEMENT: Final = 40

#: Functions that build a table of their first argument, and where pandas's Python code has them.
_FUNCTIONS: Final = (
    ("pandas.core.algorithms", "_get_hashtable_algo"),
    ("pandas._libs.hashtable", "duplicated"),
    ("pandas._libs.hashtable", "ismember"),
    ("pandas._libs.hashtable", "mode"),
    ("pandas._libs.hashtable", "value_count"),
    ("pandas.core.frame", "duplicated"),
    ("pandas.core.groupby.generic", "duplicated"),
    ("pandas.core.indexes.multi", "duplicated"),
    ("pandas.core.reshape.merge", "_convert_arrays_and_get_rizer_klass"),
    ("pandas.core.sorting", "compress_group_index"),
    ("pandas.core.sorting", "unique_label_indices"),
)
_ENGINES: Final = (
    ("pandas.core.indexes.base", "Index"),
    ("pandas.core.indexes.multi", "MultiIndex"),
)


def ask_for(elements: int) -> None:
    """Raise MemoryError unless there is memory for a table of so many elements."""
    if elements <= _SMALL:
        return
    buckets = 1 << (elements * 13 // 10).bit_length()
    size = buckets * _BUCKET + elements * _ELEMENT
    try:
        mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except OSError:
        raise MemoryError(f"Unable to allocate {size >> 20} MiB for a table of hashes") from None


@functools.cache  # once a process
def apply() -> None:
    """Put the question in front of pandas's own functions."""
    for where, name in _FUNCTIONS:
        module = importlib.import_module(where)
        real = getattr(module, name, None)
        if callable(real):  # another release may not have it
            setattr(module, name, _asking(real))
    for where, name in _ENGINES:
        cls = getattr(importlib.import_module(where), name)
        cls._engine = property(_engine_of(vars(cls)["_engine"]))


def _asking(real: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(real)
    def call(*args: Any, **keywords: Any) -> object:
        ask_for(sum(_lengths(args)))
        return real(*args, **keywords)

    return call


def _lengths(args: tuple[Any, ...]) -> Iterator[int]:
    for each in args:
        if hasattr(type(each), "__len__") and not isinstance(each, str):
            yield len(each)


def _engine_of(cached: Any) -> Callable[[Any], object]:
    def engine(index: Any) -> object:
        found = cached.__get__(index, type(index))
        # The table is built by the first look-up, which may come later than the engine.
        if not getattr(found, "is_mapping_populated", True):
            ask_for(len(index))
        return found

    return engine
