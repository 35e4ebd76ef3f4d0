"""html.entities: tables, the session's own copies."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry("html.entities", names=("codepoint2name", "entitydefs", "html5", "name2codepoint"))
