"""calendar: text and dates."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "calendar",
    names=(
        "Calendar",
        "FRIDAY",
        "IllegalMonthError",
        "IllegalWeekdayError",
        "MONDAY",
        "SATURDAY",
        "SUNDAY",
        "THURSDAY",
        "TUESDAY",
        "TextCalendar",
        "WEDNESDAY",
        "calendar",
        "day_abbr",
        "day_name",
        "isleap",
        "leapdays",
        "month",
        "month_abbr",
        "month_name",
        "monthcalendar",
        "monthrange",
        "timegm",
        "weekday",
    ),
    left_out={
        "setfirstweekday": "state shared by everything in the process",
        "main": "a command line",
        "prmonth": "nothing a program needs",
        "prcal": "nothing a program needs",
    },
)
