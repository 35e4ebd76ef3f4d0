import itertools

LOG = """\
10.0.0.1 GET /index 200 1024
10.0.0.2 GET /missing 404 -
10.0.0.1 POST /form 302 12
# comment

10.0.0.3 GET /big 200 999999
10.0.0.1 GET /index 500 -
"""


def lines(text):
    for line in text.splitlines():
        yield line.strip()


def grep(pattern, stream, invert=False):
    return (line for line in stream if (pattern in line) != invert)


def records(stream):
    for line in stream:
        if not line or line.startswith("#"):
            continue
        host, method, path, status, size = line.split()
        yield {"host": host, "path": path, "status": int(status), "size": 0 if size == "-" else int(size)}


def tee_print(stream, label):
    for item in stream:
        print(f"[{label}]", item["path"])
        yield item


def running_total(stream, key):
    total = 0
    for item in stream:
        total += item[key]
        yield total


def chunked(iterable, size):
    iterator = iter(iterable)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in itertools.takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n


def roundrobin(*iterables):
    queue = [iter(it) for it in iterables]
    while queue:
        it = queue.pop(0)
        try:
            yield next(it)
        except StopIteration:
            continue
        queue.append(it)


print(sum(r["size"] for r in records(lines(LOG))))
print([r["host"] for r in records(grep("GET", lines(LOG))) if r["status"] >= 400])
print(list(running_total(tee_print(records(grep("10.0.0.1", lines(LOG))), "one"), "size")))
print(list(chunked(range(7), 3)), list(flatten([1, [2, (3, [])], "ab"])))
print(list(itertools.islice(primes(), 15)), list(roundrobin("abc", "d", "ef")))
g = (x * y for x in range(3) for y in range(x) if (x + y) % 2)
print(list(g), list(g))
lazy = (print("evaluated", i) or i for i in range(3))
print("made", next(lazy))
lazy.close()
print(next(lazy, "closed"))
print(dict(zip("abc", itertools.accumulate([1, 2, 3]))), max((len(w), w) for w in LOG.split()))
