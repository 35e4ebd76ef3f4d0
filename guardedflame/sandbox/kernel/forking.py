"""What Python does to itself after a fork, and why a worker can be forked without most of it.

Invariant: a hook whose purpose is not known here is run, and so are all others with it.

``PyOS_AfterFork_Child`` makes locks anew and forgets threads, in case other threads held something
at the moment of the fork. A zygote has no other threads, so its worker starts as an exact copy
that needs none of that. What it would cost: 140 pages copied in each worker.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import Final

Hook = Callable[[], object]

#: Hooks of the library that put locks and threads right, by module and qualified name.
_ABOUT_THREADS: Final = frozenset(
    {
        ("asyncio.events", "on_fork"),
        ("logging", "_after_at_fork_child_reinit_locks"),
        ("threading", "_after_fork"),
    }
)

#: A fresh seed: what one session draws must tell nothing of another's.
_SEED: Final = ("random", "Random.seed")


def hooks_to_run() -> tuple[Hook, ...] | None:
    """Return what a worker of this process must run first; None for everything Python would.

    Call it once, when all is imported and before ``gc.freeze``: it registers a hook that does
    nothing, to find the others beside it.
    """

    def marker() -> None: ...

    os.register_at_fork(after_in_child=marker)
    lists = [found for found in gc.get_referrers(marker) if type(found) is list]
    if len(lists) != 1:
        return None
    run = []
    for hook in lists[0]:
        name = (getattr(hook, "__module__", ""), getattr(hook, "__qualname__", ""))
        if name == _SEED:
            run.append(hook)
        elif hook is not marker and name not in _ABOUT_THREADS:
            return None
    return tuple(run)
