"""gc: a collection; nothing of what it finds."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

ENTRY = Entry(
    "gc",
    names=("collect", "disable", "enable", "isenabled"),
    left_out={
        **dict.fromkeys(
            ("callbacks", "garbage", "get_objects", "get_referents", "get_referrers"),
            "hands out any object of the process",
        ),
        **dict.fromkeys(
            words(
                """
                DEBUG_COLLECTABLE DEBUG_LEAK DEBUG_SAVEALL DEBUG_STATS DEBUG_UNCOLLECTABLE freeze
                get_count get_debug get_freeze_count get_stats get_threshold is_finalized
                is_tracked set_debug set_threshold unfreeze
                """
            ),
            "one collector for everything in the process",
        ),
    },
)
