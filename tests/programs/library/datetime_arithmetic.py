"""Dates, times, deltas and formats."""
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone

shift = timedelta(hours=7, minutes=30)
print(5 * shift, 5 * shift // 2, shift.total_seconds(), timedelta(weeks=1, hours=-3, milliseconds=1500))
print(repr(timedelta(microseconds=-1)), abs(timedelta(hours=-5)), timedelta(hours=5) / timedelta(hours=2), timedelta(7) % timedelta(2))
print(divmod(timedelta(hours=25), timedelta(hours=8)), sum([timedelta(1), timedelta(2)], timedelta()), timedelta.max.days)

d = date(1969, 7, 20)
print(d, d.timetuple()[:3], d.strftime("%d/%m/%y %A %j %U"), d.isoformat(), d.isocalendar(), d.weekday(), d.isoweekday())
print("{0:%d} of {0:%B}, a {0:%A}".format(d), f"{d:%Y-%m}", d.replace(year=2005), d.ctime())
print(date.fromisoformat("2031-05-09"), date.fromisocalendar(2020, 53, 5), date(2024, 2, 29) - date(2023, 2, 28), date.min, MAXYEAR)
print((date(2000, 1, 1) - d).days, d + timedelta(100), d < date(1970, 1, 1), repr(d), d.toordinal(), date.fromordinal(d.toordinal()) == d)

t = time(6, 45, tzinfo=timezone(timedelta(hours=-3, minutes=-30), "island"))
print(t, t.tzname(), t.utcoffset(), t.strftime("%H:%M:%S %Z"), f"at {t:%H.%M}", t.replace(hour=1), time.fromisoformat("23:59:01.5"))

dt = datetime.strptime("3 Feb 2001 04:05 PM", "%d %b %Y %I:%M %p")
print(dt, repr(dt), dt.date(), dt.time(), dt.timetuple().tm_yday, dt.strftime("%a %d %b %Y, %I:%M%p"))
print(datetime.combine(date(2010, 10, 10), time(10, 10)), datetime.fromisoformat("1999-12-31T23:59:59-05:00"))
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
