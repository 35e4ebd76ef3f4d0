"""sched: runs the session's own functions, in its one thread."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry("sched", names=("Event", "scheduler"), adopted=Adopted())
