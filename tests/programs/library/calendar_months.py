"""Months and years as text, and calendar arithmetic."""
import calendar
import datetime

print(calendar.month(2024, 2))
cal = calendar.TextCalendar(calendar.SUNDAY)
print(cal.formatmonth(2023, 10, w=3))
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(1990, 2025), calendar.weekday(1969, 7, 20))
print(calendar.monthrange(2024, 2)[1], calendar.timegm((1970, 1, 2, 0, 0, 0)), list(calendar.day_abbr), calendar.month_name[5])
print(calendar.monthcalendar(2021, 2), calendar.firstweekday())
c = calendar.Calendar(firstweekday=6)
print(list(c.iterweekdays()), [d for d in c.itermonthdays(2021, 2)][:9])
print(c.monthdatescalendar(2021, 2)[0][0], list(c.itermonthdates(2021, 2))[-1], list(c.itermonthdays2(2021, 2))[6])


def third_friday(year, month):
    fridays = [week[calendar.FRIDAY] for week in calendar.monthcalendar(year, month) if week[calendar.FRIDAY]]
    return datetime.date(year, month, fridays[2])


print([str(third_friday(2024, m)) for m in (1, 2, 3)])
html = calendar.HTMLCalendar().formatmonth(2021, 2)
print(html.count("<td"), html.splitlines()[0])
print(calendar.TextCalendar().formatyear(2021, m=4)[:120])
try:
    calendar.monthrange(2021, 13)
except calendar.IllegalMonthError as error:
    print(str(error)[:14])
