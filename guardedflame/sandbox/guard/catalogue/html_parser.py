"""html.parser: a base class that calls the session's own methods."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry("html.parser", names=("HTMLParser",), adopted=Adopted())
