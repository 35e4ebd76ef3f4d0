"""warnings: filters, registry and output are the session's own."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "warnings",
    names=(
        "WarningMessage",
        "catch_warnings",
        "deprecated",
        "filterwarnings",
        "formatwarning",
        "resetwarnings",
        "showwarning",
        "simplefilter",
        "warn",
        "warn_explicit",
    ),
    settable=("formatwarning", "showwarning"),
    adopted=Adopted(
        take=(
            "WarningMessage",
            "_add_filter",
            "_formatwarning_orig",
            "_formatwarnmsg",
            "_formatwarnmsg_impl",
            "_showwarning_orig",
            "_showwarnmsg",
            "_showwarnmsg_impl",
            "filterwarnings",
            "formatwarning",
            "resetwarnings",
            "showwarning",
            "simplefilter",
            "sys",
            "warn_explicit",
        ),
        last="warnings",
    ),
)
