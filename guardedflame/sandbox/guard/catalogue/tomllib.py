"""tomllib: text to data."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry("tomllib", names=("TOMLDecodeError", "load", "loads"))
