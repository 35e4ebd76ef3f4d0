import bisect
from math import inf


def score(rolls):
    total = i = 0
    for frame in range(10):
        if rolls[i] == 10:
            total += sum(rolls[i : i + 3])
            i += 1
        elif rolls[i] + rolls[i + 1] == 10:
            total += sum(rolls[i : i + 3])
            i += 2
        else:
            total += rolls[i] + rolls[i + 1]
            i += 2
    return total


def parse(text):
    rolls = []
    for c in text.replace(" ", ""):
        rolls.append(
            {"X": 10, "-": 0}.get(c) if c in "X-" else 10 - rolls[-1] if c == "/" else int(c)
        )
    return rolls


for card in (
    "X X X X X X X X X XXX",
    "9- 9- 9- 9- 9- 9- 9- 9- 9- 9-",
    "5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/5",
    "9/ X 8- 7/ 6/ X X -4 5/ 9/X",
):
    print(card, "=", score(parse(card)))

brackets = [(12_000, 0.0), (35_000, 0.2), (90_000, 0.35), (inf, 0.45)]


def tax(income):
    due = lower = 0
    for upper, rate in brackets:
        due += max(0, min(income, upper) - lower) * rate
        lower = upper
    return due


for income in (8_000, 20_000, 60_000, 250_000):
    print(f"{income:>9,} -> {tax(income):>12,.2f} ({tax(income) / income:.1%})")

grades = "FDCBA"
print("".join(grades[bisect.bisect([50, 60, 75, 90], g)] for g in (33, 50, 74, 75, 95)))
xs = []
for n in (5, 2, 9, 2, 7):
    bisect.insort(xs, n)
print(xs, bisect.bisect_left(xs, 2), bisect.bisect_right(xs, 2))
balance, rate, pay = 1000.0, 0.01, 88.85
for month in range(1, 13):
    interest = balance * rate
    balance += interest - pay
    if month % 4 == 0:
        print(f"month {month:2}: {balance:8.2f}")
