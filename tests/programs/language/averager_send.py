def averager():
    total = 0.0
    count = 0
    average = None
    while True:
        term = yield average
        if term is None:
            break
        total += term
        count += 1
        average = total / count
    return count, average


def grouper(results, key):
    while True:
        results[key] = yield from averager()


avg = averager()
print(next(avg), avg.send(10), avg.send(30), avg.send(5))
try:
    avg.send(None)
except StopIteration as exc:
    print("result:", exc.value)

data = {"girls": [40.9, 38.5, 44.3], "boys": [39.0, 40.8]}
results = {}
for key, values in data.items():
    group = grouper(results, key)
    next(group)
    for value in values:
        group.send(value)
    group.send(None)
for key, (count, average) in results.items():
    print(f"{count:2} {key:5} averaging {average:.2f}")
