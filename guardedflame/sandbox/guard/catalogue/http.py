"""http: names and numbers."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry("http", names=("HTTPMethod", "HTTPStatus"))
