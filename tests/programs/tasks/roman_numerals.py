pairs = list(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
    )
)


def to_roman(n):
    if not 0 < n < 4000:
        raise ValueError("cannot write %d" % n)
    s = ""
    for value, letters in pairs:
        while n >= value:
            s += letters
            n -= value
    return s


def from_roman(s):
    values = dict(I=1, V=5, X=10, L=50, C=100, D=500, M=1000)
    total = 0
    for a, b in zip(s, s[1:] + " "):
        v = values[a]
        total += -v if values.get(b, 0) > v else v
    if to_roman(total) != s:
        raise ValueError(s + " is not well formed")
    return total


for year in (1, 4, 9, 14, 40, 90, 400, 1066, 1453, 1789, 1945, 1999, 2024, 3999):
    print("%5d  %s" % (year, to_roman(year)))

assert all(from_roman(to_roman(n)) == n for n in range(1, 4000))
longest = max(range(1, 4000), key=lambda n: len(to_roman(n)))
print("longest:", longest, to_roman(longest))
for bad in ("IIX", "IC", "VV", "ABC"):
    try:
        print(from_roman(bad))
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
try:
    to_roman(4000)
except ValueError as e:
    print(e)
