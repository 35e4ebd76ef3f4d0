"""A time zone class with summer time, as the documentation's example has it."""
from datetime import datetime, timedelta, timezone, tzinfo

ZERO, HOUR, SECOND = timedelta(0), timedelta(hours=1), timedelta(seconds=1)


def first_sunday_on_or_after(dt):
    days_to_go = 6 - dt.weekday()
    if days_to_go:
        dt += timedelta(days_to_go)
    return dt


class USTimeZone(tzinfo):
    start, end = datetime(1, 3, 8, 2), datetime(1, 11, 1, 2)

    def __init__(self, hours, reprname, stdname, dstname):
        self.stdoffset = timedelta(hours=hours)
        self.reprname, self.stdname, self.dstname = reprname, stdname, dstname

    def __repr__(self):
        return self.reprname

    def tzname(self, dt):
        return self.dstname if self.dst(dt) else self.stdname

    def utcoffset(self, dt):
        return self.stdoffset + self.dst(dt)

    def _range(self, year):
        return tuple(first_sunday_on_or_after(d.replace(year=year)) for d in (self.start, self.end))

    def dst(self, dt):
        if dt is None or dt.tzinfo is None:
            return ZERO
        assert dt.tzinfo is self
        start, end = self._range(dt.year)
        dt = dt.replace(tzinfo=None)
        if start + HOUR <= dt < end - HOUR:
            return HOUR
        if end - HOUR <= dt < end:
            return ZERO if dt.fold else HOUR
        if start <= dt < start + HOUR:
            return HOUR if dt.fold else ZERO
        return ZERO

    def fromutc(self, dt):
        assert dt.tzinfo is self
        start, end = (d.replace(tzinfo=self) for d in self._range(dt.year))
        std_time = dt + self.stdoffset
        dst_time = std_time + HOUR
        if end <= dst_time < end + HOUR:
            return std_time.replace(fold=1)
        if std_time < start or dst_time >= end:
            return std_time
        return dst_time


eastern = USTimeZone(-5, "Eastern", "EST", "EDT")
print(eastern, datetime(2016, 7, 1, tzinfo=eastern).isoformat())
u0 = datetime(2016, 3, 13, 5, tzinfo=timezone.utc)
for i in range(4):
    u = u0 + i * HOUR
    t = u.astimezone(eastern)
    print(u.time(), "UTC =", t.time(), t.tzname(), t.dst())
u0 = datetime(2016, 11, 6, 4, tzinfo=timezone.utc)
for i in range(4):
    t = (u0 + i * HOUR).astimezone(eastern)
    print(t.time(), t.tzname(), t.fold)
