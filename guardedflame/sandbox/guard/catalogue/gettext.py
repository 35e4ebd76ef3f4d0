"""gettext: messages as they are; there are no catalogues to translate them."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "gettext",
    names=(
        "NullTranslations",
        "bindtextdomain",
        "dgettext",
        "dngettext",
        "dnpgettext",
        "dpgettext",
        "find",
        "gettext",
        "ngettext",
        "npgettext",
        "pgettext",
        "textdomain",
        "translation",
    ),
    left_out={
        "GNUTranslations": "compiles plural forms found in data",
        "Catalog": "reads files",
        "c2py": "compiles text found in data",
        "install": "writes into the builtins; bind _ = gettext.gettext",
    },
    adopted=Adopted(take=("NullTranslations",), drop=("NullTranslations.install",), last="gettext"),
)
