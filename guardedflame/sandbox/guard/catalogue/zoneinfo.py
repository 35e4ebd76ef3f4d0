"""zoneinfo: zones by name, from the zones of the machine or of tzdata; read by Python text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "zoneinfo",
    names=("InvalidTZPathWarning", "ZoneInfo", "ZoneInfoNotFoundError", "available_timezones"),
    left_out={
        "TZPATH": "tells where the server's files are",
        "reset_tzpath": "changes the process",
    },
    adopted=Adopted(library=False, first="zoneinfo"),
)

#: The library's class in Python, and what it reads files with.
SUPPORT = (
    Entry("zoneinfo._common", adopted=Adopted(drop=("ZoneInfoNotFoundError", "load_tzdata"))),
    Entry(
        "zoneinfo._zoneinfo",
        adopted=Adopted(
            drop=(
                "ZoneInfo._file_reduce",
                "ZoneInfo._find_tzfile",
                "ZoneInfo._unpickle",
                "ZoneInfo.from_file",
                "_common",
            ),
            swap=(
                ("_common.load_tzdata(key)", "_BytesIO(_zones.data(key))"),
                ("obj._find_tzfile(key)", "None"),
            ),
            first="zones",
            last="zones_last",
        ),
    ),
)
