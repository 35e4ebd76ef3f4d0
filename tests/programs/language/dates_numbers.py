import datetime as dt, decimal, fractions, math, statistics, calendar
d = dt.date(2024, 2, 28) + dt.timedelta(days=2)
print(d, d.isoformat(), d.strftime("%d %b %Y"), dt.datetime.strptime("2020-01-02 03:04", "%Y-%m-%d %H:%M"), calendar.monthrange(2024, 2))
decimal.getcontext().prec = 6
print(decimal.Decimal(1) / 3, fractions.Fraction(1, 3) + 1, math.sqrt(2), statistics.mean([1, 2, 4]), statistics.stdev([1, 2, 4]))
decimal.getcontext().prec = 28
print(math.comb(5, 2), round(2.675, 2), divmod(-7, 2), 7 // -2, 2 ** 100, int("ff", 16), bin(10), abs(-3 + 4j))
