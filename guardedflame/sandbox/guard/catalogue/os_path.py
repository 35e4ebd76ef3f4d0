"""os.path: functions on text; files are asked about in the session's directory only."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

_WHERE = "tells where the server's files are; a session's files have relative names"

ENTRY = Entry(
    "os.path",
    names=words(
        """
        altsep basename commonpath commonprefix curdir defpath devnull dirname exists extsep
        getatime getctime getmtime getsize isabs isdir isfile isjunction islink ismount join
        lexists normcase normpath pardir pathsep relpath sep split splitdrive splitext splitroot
        supports_unicode_filenames
        """
    ),
    left_out={
        "abspath": _WHERE,
        "expanduser": _WHERE,
        "expandvars": "the session's environment is its own; use string.Template",
        "realpath": _WHERE,
        "isdevdrive": "nothing a program needs",
        "isreserved": "nothing a program needs",
        "samefile": "compares files by their place on the server's disk; compare paths",
        "sameopenfile": "takes descriptors",
        "samestat": "compares files by their place on the server's disk; compare paths",
    },
)
