"""A time zone class of one's own: central European time with its summer time."""
from datetime import datetime, timedelta, timezone, tzinfo

ZERO, HOUR = timedelta(), timedelta(hours=1)


def last_sunday(year, month):
    day = datetime(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


class CentralEurope(tzinfo):
    """Summer time begins and ends at 01:00 UTC."""

    def __init__(self):
        self._changes = {}

    def _summer(self, year):
        if year not in self._changes:
            self._changes[year] = (last_sunday(year, 3) + HOUR, last_sunday(year, 10) + HOUR)
        return self._changes[year]

    def utcoffset(self, dt):
        return HOUR + self.dst(dt)

    def dst(self, dt):
        begin, end = self._summer(dt.year)
        wall = dt.replace(tzinfo=None)
        if not begin + HOUR <= wall < end + 2 * HOUR:
            return ZERO
        if wall >= end + HOUR and dt.fold:
            return ZERO
        return HOUR

    def fromutc(self, dt):
        begin, end = self._summer(dt.year)
        moment = dt.replace(tzinfo=None)
        if begin <= moment < end:
            return dt + 2 * HOUR
        return (dt + HOUR).replace(fold=int(end <= moment < end + HOUR))

    def tzname(self, dt):
        return "CEST" if self.dst(dt) else "CET"

    def __repr__(self):
        return "CentralEurope()"


zone = CentralEurope()
print(zone, datetime(2023, 7, 1, 12, tzinfo=zone).isoformat(), datetime(2023, 1, 1, tzinfo=zone).tzname())
for first in (datetime(2023, 3, 26, 0, 30), datetime(2023, 10, 28, 23, 30)):
    for hour in range(4):
        utc = first.replace(tzinfo=timezone.utc) + hour * HOUR
        local = utc.astimezone(zone)
        print(f"{utc:%d %b %H:%M} UTC = {local:%H:%M} {local.tzname()} fold={local.fold} back={local.astimezone(timezone.utc) == utc}")
night = datetime(2023, 3, 25, 22, tzinfo=zone)
print((night + 6 * HOUR).isoformat(), night.dst(), (night + 6 * HOUR).dst(), (night + 6 * HOUR) - night)
