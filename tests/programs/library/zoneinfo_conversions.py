"""Named time zones: conversions, gaps and folds."""
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

dt = datetime(2020, 10, 31, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
print(dt, dt.tzname(), dt.utcoffset())
later = dt + timedelta(days=1)
print(later, later.tzname(), later.astimezone(timezone.utc))

fold = datetime(2020, 11, 1, 1, tzinfo=ZoneInfo("America/Los_Angeles"))
print(fold, fold.replace(fold=1))

tokyo = ZoneInfo("Asia/Tokyo")
print(repr(tokyo), str(tokyo), tokyo.key, ZoneInfo("Asia/Tokyo") is tokyo)
meeting = datetime(2021, 6, 1, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
for name in ("UTC", "America/New_York", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"):
    print(f"{name:<18}", meeting.astimezone(ZoneInfo(name)).strftime("%a %H:%M %Z %z"))
try:
    ZoneInfo("Mars/Olympus_Mons")
except ZoneInfoNotFoundError as error:
    print("no such zone:", isinstance(error, KeyError))
