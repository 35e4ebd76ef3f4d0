"""contextvars: the session's own variables; contexts show no others."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry("contextvars", names=("Context", "ContextVar", "Token", "copy_context"))
