"""0/1 knapsack: what to take on a three-day hike, with the table and with brute force."""

from itertools import combinations

items = [
    ("tent", 81, 190),
    ("stove", 46, 95),
    ("kettle", 22, 40),
    ("rope", 35, 48),
    ("lamp", 12, 66),
    ("blanket", 57, 120),
    ("rye bread", 31, 88),
    ("plums", 28, 37),
    ("knife", 7, 92),
    ("first aid", 19, 130),
    ("violin", 44, 25),
    ("matches", 3, 71),
    ("diary", 16, 18),
]
LIMIT = 200


def by_table(items, limit):
    rows = [[0] * (limit + 1)]
    for name, weight, value in items:
        last = rows[-1]
        row = last[:]
        for w in range(weight, limit + 1):
            row[w] = max(last[w], last[w - weight] + value)
        rows.append(row)
    chosen = []
    w = limit
    for i in range(len(items), 0, -1):
        if rows[i][w] != rows[i - 1][w]:
            chosen.append(items[i - 1])
            w -= items[i - 1][1]
    return chosen[::-1]


def by_force(items, limit):
    best = (0, ())
    for r in range(len(items) + 1):
        for pick in combinations(items, r):
            if sum(w for _, w, _ in pick) <= limit:
                best = max(best, (sum(v for *_, v in pick), pick))
    return list(best[1])


bag = by_table(items, LIMIT)
for name, weight, value in bag:
    print("%-14s %4d dag %5d" % (name, weight, value))
print("-" * 30)
print("total %8s %4d dag %5d" % ("", sum(i[1] for i in bag), sum(i[2] for i in bag)))
print("same value by force:", sum(i[2] for i in by_force(items, LIMIT)) == sum(i[2] for i in bag))
