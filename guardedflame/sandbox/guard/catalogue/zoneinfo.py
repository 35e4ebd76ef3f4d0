"""zoneinfo: zones by name, from the zones of the machine or of tzdata."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "zoneinfo",
    names=("InvalidTZPathWarning", "ZoneInfo", "ZoneInfoNotFoundError", "available_timezones"),
    left_out={
        "TZPATH": "tells where the server's files are",
        "reset_tzpath": "changes the process",
    },
)
