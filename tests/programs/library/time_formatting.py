"""Broken-down times, formats and their way back."""
import calendar
import time

t = time.gmtime(0)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_wday, t.tm_yday, t.tm_isdst, tuple(t)[:6])
print(time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(1_000_000_000)), time.asctime(time.gmtime(86400 * 365)))
p = time.strptime("7 Aug 31", "%d %b %y")
print(p.tm_year, p.tm_mon, p.tm_yday, time.strftime("%Y-%m-%d", p), p)
print(calendar.timegm(time.strptime("2001-09-09 01:46:40", "%Y-%m-%d %H:%M:%S")))
s = time.struct_time((2024, 2, 29, 12, 30, 45, 3, 60, 0))
print(s.tm_hour, s[3:6], time.strftime("%j %U %w %I %p %%", s), s == time.struct_time(tuple(s)), s < time.gmtime())
print(time.localtime(time.mktime(s))[:5] == s[:5], len(time.ctime(0)) == 24)
for bad in (lambda: time.strptime("31 Feb 2021", "%d %b %Y"), lambda: time.strptime("x", "%Y")):
    try:
        bad()
    except ValueError as error:
        print(error)


def human(seconds):
    parts = []
    for size, name in ((86400, "d"), (3600, "h"), (60, "m"), (1, "s")):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{name}")
    return " ".join(parts) or "0s"


print(human(0), human(59), human(3661), human(100000))
