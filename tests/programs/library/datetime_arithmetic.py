"""Dates, times, deltas and formats."""
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone

year = timedelta(days=365)
print(10 * year, 10 * year // 3, year.total_seconds(), timedelta(weeks=1, hours=-3, milliseconds=1500))
print(repr(timedelta(microseconds=-1)), abs(timedelta(hours=-5)), timedelta(hours=5) / timedelta(hours=2), timedelta(7) % timedelta(2))
print(divmod(timedelta(hours=25), timedelta(hours=8)), sum([timedelta(1), timedelta(2)], timedelta()), timedelta.max.days)

d = date.fromordinal(730920)
print(d, d.timetuple()[:3], d.strftime("%d/%m/%y %A %j %U"), d.isoformat(), d.isocalendar(), d.weekday(), d.isoweekday())
print("The {1} is {0:%d}, the {2} is {0:%B}.".format(d, "day", "month"), f"{d:%Y-%m}", d.replace(year=2005), d.ctime())
print(date.fromisoformat("2019-12-04"), date.fromisocalendar(2021, 1, 1), date(2024, 2, 29) - date(2023, 2, 28), date.min, MAXYEAR)
print((date(2002, 12, 4) - d).days, d + timedelta(30), d < date(2003, 1, 1), repr(d), d.toordinal())

t = time(12, 10, 30, tzinfo=timezone(timedelta(hours=1), "Europe-ish"))
print(t, t.tzname(), t.utcoffset(), t.strftime("%H:%M:%S %Z"), f"The time is {t:%H:%M}.", t.replace(hour=1), time.fromisoformat("04:23:01"))

dt = datetime.strptime("21/11/06 16:30", "%d/%m/%y %H:%M")
print(dt, repr(dt), dt.date(), dt.time(), dt.timetuple().tm_yday, dt.strftime("%A, %d. %B %Y %I:%M%p"))
print(datetime.combine(date(2005, 7, 14), time(12, 30)), datetime.fromisoformat("2011-11-04T00:05:23+04:00"))
utc = datetime(2020, 1, 1, 12, tzinfo=UTC)
tokyo = utc.astimezone(timezone(timedelta(hours=9), "JST"))
print(utc.isoformat(), tokyo.isoformat(" ", "minutes"), tokyo == utc, tokyo - utc, utc.timestamp(), tokyo.tzname())
print(datetime.fromtimestamp(86400, UTC), datetime(1, 1, 1, fold=1).fold, utc.isoformat(timespec="milliseconds"), str(utc.tzinfo))


def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def next_weekday(day, weekday):
    return day + timedelta((weekday - day.weekday()) % 7 or 7)


print(age(date(1990, 6, 15), date(2024, 6, 14)), next_weekday(date(2024, 3, 1), 4))
print([d.isoformat() for d in (date(2024, 1, 31) + timedelta(days=n) for n in range(0, 60, 20))])
print(date.today() >= date(2020, 1, 1), datetime.now(UTC).tzinfo is UTC, type(datetime.now() - datetime(2020, 1, 1)).__name__)
for bad in (lambda: date(2023, 2, 29), lambda: datetime.strptime("x", "%Y"), lambda: utc < dt, lambda: date.fromisoformat("04/12/2019")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
