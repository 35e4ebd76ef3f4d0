"""Small tools for iterables, each made of a few from the library."""
import collections
import itertools
import math
import operator
from functools import reduce


def first(iterable, default=None, *, where=None):
    return next(filter(where, iterable), default)


def chunks(iterable, size):
    source = iter(iterable)
    return iter(lambda: list(itertools.islice(source, size)), [])


def windows(sequence, size):
    shifted = [itertools.islice(copy, i, None) for i, copy in enumerate(itertools.tee(sequence, size))]
    return zip(*shifted)


def interleave(*iterables):
    missing = object()
    rows = itertools.zip_longest(*iterables, fillvalue=missing)
    return (x for row in rows for x in row if x is not missing)


def split_by(test, iterable):
    yes, no = [], []
    for item in iterable:
        (yes if test(item) else no).append(item)
    return yes, no


def subsets(items):
    items = list(items)
    for mask in range(2 ** len(items)):
        yield list(itertools.compress(items, (mask >> bit & 1 for bit in range(len(items)))))


def unique(iterable, key=lambda x: x):
    return list({key(x): x for x in reversed(list(iterable))}.values())[::-1]


def run_lengths(iterable):
    return [(value, sum(1 for _ in run)) for value, run in itertools.groupby(iterable)]


def primes():
    known = []
    for n in itertools.count(2):
        if all(n % p for p in itertools.takewhile(lambda p: p <= math.isqrt(n), known)):
            known.append(n)
            yield n


def last(iterable, n=1):
    return list(collections.deque(iterable, n))


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def dot(a, b):
    return sum(itertools.starmap(operator.mul, zip(a, b, strict=True)))


def compose(*functions):
    return reduce(lambda f, g: lambda x: g(f(x)), functions)


def drain(take, stop):
    while True:
        try:
            yield take()
        except stop:
            return


print(first([0, "", 5, 6]), first("abc", where=str.isupper, default="none"), list(chunks(range(7), 3)))
print(["".join(w) for w in windows("stream", 3)], list(interleave("abc", [1], (True, False))))
print(split_by(lambda n: n % 3 == 0, range(10)), sorted(subsets("xyz"), key=len))
print(unique(["B", "a", "A", "b", "c"], key=str.lower), run_lengths("wwwbbw"), last(range(50), 4))
print(list(itertools.islice(primes(), 12)), list(flatten([1, [2, (3, [4]), []], 5])))
print(dot([1, 2, 3], [4, 5, 6]), compose(abs, math.sqrt, int)(-50), list(drain([1, 2, 3].pop, IndexError)))
print(sum(1 for _ in itertools.permutations(range(5), 3)), list(itertools.accumulate(range(1, 8), lambda a, b: a * 2 + b % 2)))
table = [(1, "one"), (2, "two")]
print(list(zip(*table)), dict(map(reversed, table)), max(itertools.chain.from_iterable([[3], [9, 2]])))
try:
    dot([1], [1, 2])
except ValueError as error:
    print(error)
