"""functools: caches, partial, reduce; wraps writes only to what the session defined."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "functools",
    names=(
        "cache",
        "cached_property",
        "cmp_to_key",
        "lru_cache",
        "partial",
        "reduce",
        "total_ordering",
        "update_wrapper",
        "wraps",
    ),
    left_out={
        "singledispatch": "evaluates string annotations as code",
        "singledispatchmethod": "evaluates string annotations as code",
        "partialmethod": "reads attributes by name past the guard",
        "get_cache_token": "nothing a program needs",
    },
)
