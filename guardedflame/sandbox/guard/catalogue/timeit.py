"""timeit: how long the session's own code takes."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "timeit",
    names=("Timer", "default_timer", "repeat", "timeit"),
    left_out={"main": "a command line"},
    adopted=Adopted(library=False, last="timeit"),
)
