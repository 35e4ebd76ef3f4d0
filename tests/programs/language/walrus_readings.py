readings = iter(["12.5", "13.0", "bad", "99.9", "14.25", "", "11"])


def parse(text):
    try:
        return float(text)
    except ValueError:
        return None


good = []
while (text := next(readings, "")) != "":
    if (value := parse(text)) is None:
        print("skipping", text)
    elif 0 <= value < 50:
        good.append(value)
    else:
        print(f"{value} is out of range")

print(good, sum(good) / (n := len(good)), n)
print([y for x in range(8) if (y := x * x % 7) > 1], y)
print(any((hit := w).startswith("b") for w in ["apple", "banana", "blueberry"]), hit)
print({k: half for k in range(10) if (half := k / 2) == int(half)})
print((lambda items: (size := len(items)) and sum(items) / size)([3, 4, 5]))
