"""os.path: functions on text; nothing is looked up."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "os.path",
    names=(
        "basename",
        "commonpath",
        "commonprefix",
        "dirname",
        "isabs",
        "join",
        "normcase",
        "normpath",
        "split",
        "splitext",
    ),
    left_out={
        "exists": "asks the file system or the environment",
        "isfile": "asks the file system or the environment",
        "isdir": "asks the file system or the environment",
        "getsize": "asks the file system or the environment",
        "abspath": "asks the file system or the environment",
        "realpath": "asks the file system or the environment",
        "expanduser": "asks the file system or the environment",
        "expandvars": "asks the file system or the environment",
        "relpath": "asks the file system or the environment",
        "islink": "asks the file system or the environment",
        "ismount": "asks the file system or the environment",
        "getmtime": "asks the file system or the environment",
        "samefile": "asks the file system or the environment",
        "lexists": "asks the file system or the environment",
    },
)
