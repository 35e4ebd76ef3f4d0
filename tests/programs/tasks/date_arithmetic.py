from datetime import date, datetime, timedelta, timezone, time
import calendar

HOLIDAYS = {
    date(2024, 1, 1),
    date(2024, 3, 29),
    date(2024, 4, 1),
    date(2024, 5, 1),
    date(2024, 12, 25),
}


def is_workday(d):
    return d.weekday() < 5 and d not in HOLIDAYS


def add_workdays(d, n):
    step = timedelta(days=1 if n >= 0 else -1)
    while n:
        d += step
        if is_workday(d):
            n -= 1 if n > 0 else -1
    return d


def add_months(d, n):
    y, m = divmod(d.year * 12 + d.month - 1 + n, 12)
    return d.replace(year=y, month=m + 1, day=min(d.day, calendar.monthrange(y, m + 1)[1]))


def age(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def easter(year):
    """Sunday after the full moon, by the golden number and corrections."""
    g = year % 19
    c = year // 100
    h = (c - c // 4 - (8 * c + 13) // 25 + 19 * g + 15) % 30
    i = h - (h // 28) * (1 - (29 // (h + 1)) * ((21 - g) // 11))
    j = (year + year // 4 + i + 2 - c + c // 4) % 7
    day = i - j
    return date(year, 3, 28) + timedelta(days=day)


print(
    add_workdays(date(2024, 3, 28), 3),
    add_workdays(date(2024, 1, 2), -1),
    add_workdays(date(2024, 3, 27), 1),
)
print([str(add_months(date(2024, 1, 31), k)) for k in (-2, 0, 1, 13)])
print(age(date(1990, 2, 28), date(2024, 2, 27)), age(date(1990, 2, 28), date(2024, 2, 28)))
print([easter(y).isoformat() for y in (2000, 2023, 2024, 2025)])
a = datetime(2024, 3, 1, 12, 30)
b = datetime.fromisoformat("2024-02-28T23:45:10")
delta = a - b
print(
    delta,
    delta.total_seconds(),
    delta.days,
    delta.seconds,
    delta // timedelta(hours=1),
    divmod(delta, timedelta(days=1)),
)
print(
    f"{a:%A %d %B %Y, %H:%M} {a.isoformat()} {a.date()} {a.time()} {a.isocalendar().week} {a.timetuple().tm_yday}"
)
tokyo, lima = timezone(timedelta(hours=9), "JST"), timezone(timedelta(hours=-5))
t = datetime(2024, 7, 1, 8, 0, tzinfo=tokyo)
print(
    t,
    t.astimezone(lima),
    t.astimezone(timezone.utc).strftime("%H:%M %Z"),
    t.tzname(),
    t == t.astimezone(lima),
    int(t.timestamp()),
)
print(
    datetime.strptime("05/11/24 9:07 PM", "%d/%m/%y %I:%M %p"),
    date.fromordinal(738000),
    date(2024, 12, 31).toordinal() - date(2024, 1, 1).toordinal(),
)
print(
    datetime.combine(date(2024, 2, 29), time(7, 5)),
    date.min,
    date.max - date(1, 1, 1),
    timedelta(weeks=1, minutes=-3),
    abs(timedelta(days=-2)),
)
print(
    sorted([date(2024, 5, 1), date(2023, 12, 31), date(2024, 1, 15)])[0],
    max(HOLIDAYS),
    repr(timedelta(hours=36)),
)
for f in (
    lambda: date(2023, 2, 29),
    lambda: datetime.strptime("x", "%Y"),
    lambda: a - t,
    lambda: a < t,
):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__ + ":", e)
