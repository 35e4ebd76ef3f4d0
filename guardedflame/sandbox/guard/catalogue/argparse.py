"""argparse: messages go to the session's own streams, errors end in SystemExit."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "argparse",
    names=(
        "Action",
        "ArgumentDefaultsHelpFormatter",
        "ArgumentError",
        "ArgumentParser",
        "ArgumentTypeError",
        "BooleanOptionalAction",
        "FileType",
        "HelpFormatter",
        "MetavarTypeHelpFormatter",
        "Namespace",
        "ONE_OR_MORE",
        "OPTIONAL",
        "PARSER",
        "REMAINDER",
        "RawDescriptionHelpFormatter",
        "RawTextHelpFormatter",
        "SUPPRESS",
        "ZERO_OR_MORE",
    ),
    adopted=Adopted(),
)
