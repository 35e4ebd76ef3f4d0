"""functools: caches, partial, reduce; what decorates writes only to what the session defined."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "functools",
    names=(
        "WRAPPER_ASSIGNMENTS",
        "WRAPPER_UPDATES",
        "cache",
        "cached_property",
        "cmp_to_key",
        "lru_cache",
        "partial",
        "partialmethod",
        "reduce",
        "singledispatch",
        "singledispatchmethod",
        "total_ordering",
        "update_wrapper",
        "wraps",
    ),
    left_out={
        "get_cache_token": "nothing a program needs",
    },
    adopted=Adopted(take=("singledispatch",), first="functools"),
)
