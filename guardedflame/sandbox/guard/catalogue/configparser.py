"""configparser: ini text; files only as the profile's open allows."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "configparser",
    names=words(
        """
        BasicInterpolation ConfigParser ConverterMapping DEFAULTSECT DuplicateOptionError
        DuplicateSectionError Error ExtendedInterpolation Interpolation
        InterpolationDepthError InterpolationError InterpolationMissingOptionError
        InterpolationSyntaxError LegacyInterpolation MAX_INTERPOLATION_DEPTH
        MissingSectionHeaderError MultilineContinuationError NoOptionError NoSectionError
        ParsingError RawConfigParser SafeConfigParser SectionProxy UNNAMED_SECTION
        """
    ),
    adopted=Adopted(),
)
