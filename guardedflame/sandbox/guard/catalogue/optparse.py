"""optparse: as argparse, older."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "optparse",
    names=words(
        """
        AmbiguousOptionError BadOptionError ConflictError HelpFormatter IndentedHelpFormatter
        NO_DEFAULT OptParseError Option OptionConflictError OptionContainer OptionError
        OptionGroup OptionParser OptionValueError SUPPRESS_HELP SUPPRESS_USAGE
        TitledHelpFormatter Values check_choice make_option
        """
    ),
    adopted=Adopted(),
)
