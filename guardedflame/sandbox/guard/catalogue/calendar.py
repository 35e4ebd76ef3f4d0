"""calendar: text and dates; the first day of the week is the session's own."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "calendar",
    names=words(
        """
        APRIL AUGUST Calendar DECEMBER Day EPOCH FEBRUARY FRIDAY HTMLCalendar IllegalMonthError
        IllegalWeekdayError JANUARY JULY JUNE LocaleHTMLCalendar LocaleTextCalendar MARCH MAY MONDAY
        Month NOVEMBER OCTOBER SATURDAY SEPTEMBER SUNDAY THURSDAY TUESDAY TextCalendar WEDNESDAY
        calendar day_abbr day_name different_locale firstweekday format formatstring isleap leapdays
        month month_abbr month_name monthcalendar monthrange prcal prmonth prweek setfirstweekday
        standalone_month_abbr standalone_month_name timegm week weekday weekheader
        """
    ),
    left_out={"main": "a command line"},
    adopted=Adopted(),
)
