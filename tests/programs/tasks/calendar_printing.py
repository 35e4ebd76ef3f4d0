# Prints calendars: first by hand, then with the calendar module.
import calendar
from datetime import date, timedelta


def month_lines(year, month):
    first = date(year, month, 1)
    days = ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - first).days
    yield first.strftime("%B %Y").center(20).rstrip()
    yield "Mo Tu We Th Fr Sa Su"
    cells = ["  "] * first.weekday() + ["%2d" % d for d in range(1, days + 1)]
    for i in range(0, len(cells), 7):
        yield " ".join(cells[i : i + 7])


def side_by_side(year, months):
    blocks = [list(month_lines(year, m)) for m in months]
    for row in range(max(map(len, blocks))):
        print("   ".join((b[row] if row < len(b) else "").ljust(20) for b in blocks).rstrip())


side_by_side(2023, (1, 2, 3))
print()
print(calendar.month(2024, 2), end="")
print(
    "leap years:",
    [y for y in range(1896, 1921) if calendar.isleap(y)],
    calendar.leapdays(2000, 2024),
)
mine = "\n".join(month_lines(2024, 9))
theirs = calendar.TextCalendar().formatmonth(2024, 9)
print(
    "same as the library:",
    [l.strip() for l in mine.splitlines()] == [l.strip() for l in theirs.splitlines()],
)
print(
    "Friday the 13th:",
    [
        f"{d:%Y-%m}"
        for y in (2023, 2024)
        for m in range(1, 13)
        if (d := date(y, m, 13)).weekday() == calendar.FRIDAY
    ],
)
cal = calendar.Calendar(firstweekday=6)
print(cal.monthdayscalendar(2023, 4)[:2], list(calendar.day_abbr), calendar.monthrange(2023, 4))
for week in calendar.monthcalendar(2023, 11)[-1:]:
    print(week)
print(
    [str(max(w[calendar.THURSDAY] for w in calendar.monthcalendar(2024, m))) for m in range(1, 13)]
)
