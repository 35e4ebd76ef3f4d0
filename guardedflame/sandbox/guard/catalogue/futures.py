"""concurrent.futures: executors that do each call at once, in the session's one thread."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "concurrent.futures",
    names=words(
        """
        ALL_COMPLETED BrokenExecutor CancelledError Executor FIRST_COMPLETED FIRST_EXCEPTION Future
        InvalidStateError ThreadPoolExecutor TimeoutError as_completed wait
        """
    ),
    left_out={"ProcessPoolExecutor": "starts processes; use ThreadPoolExecutor"},
    adopted=Adopted(library=False, last="futures"),
)
