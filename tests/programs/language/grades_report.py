students = [
    {"name": "Maria", "grades": [90, 85, 77]},
    {"name": "Tom", "grades": [60, 55, 81]},
    {"name": "Li", "grades": []},
    {"name": "Sven", "grades": [100]},
]


def average(grades):
    if len(grades) == 0:
        return None
    return sum(grades) / len(grades)


def letter(avg):
    if avg is None:
        return "-"
    elif avg >= 90:
        return "A"
    elif avg >= 80:
        return "B"
    elif avg >= 70:
        return "C"
    else:
        return "F"


def bar(avg, width=20):
    filled = round((avg or 0) / 100 * width)
    return "#" * filled + "." * (width - filled)


print("{:<10}{:>8}{:>4}  {}".format("Name", "Average", "", "Chart"))
print("=" * 44)
best = None
for s in students:
    avg = average(s["grades"])
    shown = "n/a" if avg is None else "{:.1f}".format(avg)
    print("{:<10}{:>8}{:>4}  {}".format(s["name"], shown, letter(avg), bar(avg)))
    if avg is not None and (best is None or avg > best[1]):
        best = (s["name"], avg)
print("Best student: {0[0]} with {0[1]:.2f}".format(best))
everything = []
for s in students:
    everything += s["grades"]
everything.sort()
middle = len(everything) // 2
median = everything[middle] if len(everything) % 2 else (everything[middle - 1] + everything[middle]) / 2
print("median of all:", median, "highest:", everything[-1], "lowest:", everything[0])
counts = {}
for g in everything:
    key = g // 10 * 10
    if key not in counts:
        counts[key] = 0
    counts[key] += 1
for key in sorted(counts):
    print("%3d-%-3d %s" % (key, key + 9, "*" * counts[key]))
