"""Lazy pipelines with generators: a chain of stages that pulls one line at a time."""

from functools import reduce
from itertools import chain, groupby, islice, tee
from operator import itemgetter

TEXT = """\
# temperature by station
oslo 12.5
bergen 9.1
oslo 13.0

bergen bad
tromso -2.5
bergen 10.3
oslo 11.0
"""

pulled = 0


def lines(text):
    global pulled
    for line in text.splitlines():
        pulled += 1
        yield line


def no_comments(rows):
    return (r for r in rows if r and not r.startswith("#"))


def parsed(rows, errors):
    for r in rows:
        name, value = r.split()
        try:
            yield name, float(value)
        except ValueError:
            errors.append(r)


def running_average():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return count
        total += value
        count += 1
        average = total / count


def averaged(pairs):
    coroutines = {}
    for name, value in pairs:
        if name not in coroutines:
            coroutines[name] = running_average()
            next(coroutines[name])
        yield name, value, round(coroutines[name].send(value), 2)
    for name, c in coroutines.items():
        try:
            c.send(None)
        except StopIteration as stop:
            print(f"  ({name} ended after {stop.value})")


class Pipe:
    """Pipe(source) | stage | stage, where a stage is a function of an iterable."""

    def __init__(self, source):
        self._it = iter(source)

    def __or__(self, stage):
        return Pipe(stage(self._it))

    def __iter__(self):
        return self._it


def take(n):
    return lambda it: islice(it, n)


def where(test):
    return lambda it: filter(test, it)


def select(f):
    return lambda it: map(f, it)


def batch(n):
    def stage(it):
        it = iter(it)
        while chunk := tuple(islice(it, n)):
            yield chunk

    return stage


errors = []
p = Pipe(lines(TEXT)) | no_comments | (lambda rows: parsed(rows, errors)) | averaged
print(list(p | take(2)), "after", pulled, "lines")
for row in p:
    print(row)
print("errors:", errors, "pulled:", pulled)

warm, cold = tee(parsed(no_comments(lines(TEXT)), []))
print([n for n, t in warm if t > 11], sum(1 for _, t in cold if t < 0))
pairs = sorted(parsed(no_comments(lines(TEXT)), []), key=itemgetter(0))
print({k: max(map(itemgetter(1), g)) for k, g in groupby(pairs, key=itemgetter(0))})


def naturals(n=1):
    while True:
        yield n
        n += 1


print(
    list(Pipe(naturals()) | where(lambda n: n % 3) | select(lambda n: n * n) | batch(2) | take(3))
)
compose = lambda *fs: reduce(lambda f, g: lambda x: g(f(x)), fs)
print(compose(lambda t: t.split(), len, lambda n: n * 2)(TEXT))


def flatten(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


gen = flatten([1, [2, (3, [4])], [], 5])
print(next(gen), *gen, list(chain.from_iterable([[6], [7]])))
g = naturals()
next(g)
g.close()
print(list(g))
