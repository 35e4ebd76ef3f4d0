"""locale: the C locale; the process's own is neither read nor changed."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "locale",
    names=words(
        """
        CHAR_MAX Error LC_ALL LC_COLLATE LC_CTYPE LC_MESSAGES LC_MONETARY LC_NUMERIC LC_TIME atof
        atoi currency delocalize format_string getdefaultlocale getencoding getlocale
        getpreferredencoding localeconv localize normalize setlocale str strcoll strxfrm
        """
    ),
    adopted=Adopted(
        take=(
            "_append_modifier",
            "_format",
            "_group",
            "_grouping_intervals",
            "_localize",
            "_percent_re",
            "_replace_encoding",
            "_strip_padding",
            "atof",
            "atoi",
            "currency",
            "delocalize",
            "format_string",
            "locale_alias",
            "locale_encoding_alias",
            "localize",
            "normalize",
            "str",
        ),
        first="locale",
    ),
    left_out={
        "format": "gone since CPython 3.12; use format_string",
        "resetlocale": "gone since CPython 3.13; use setlocale",
    },
)
