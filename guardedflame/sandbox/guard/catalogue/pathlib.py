"""pathlib: paths as text, and the session's own files if it has any."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "pathlib",
    names=(
        "Path",
        "PosixPath",
        "PurePath",
        "PurePosixPath",
        "PureWindowsPath",
        "UnsupportedOperation",
    ),
    left_out={"WindowsPath": "there is no Windows here; use PureWindowsPath"},
    adopted=Adopted(last="pathlib"),
)
