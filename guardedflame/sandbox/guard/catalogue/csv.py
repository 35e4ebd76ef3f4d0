"""csv: rows over any iterable of lines; names of dialects are the session's own."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "csv",
    names=words(
        """
        Dialect DictReader DictWriter Error QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC
        QUOTE_NOTNULL QUOTE_STRINGS Sniffer excel excel_tab field_size_limit get_dialect
        list_dialects reader register_dialect unix_dialect unregister_dialect writer
        """
    ),
    adopted=Adopted(),
)
