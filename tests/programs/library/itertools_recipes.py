"""Building blocks made of itertools, collections and operator."""
import collections
import functools
import math
import operator
import random
from itertools import chain, combinations, count, cycle, filterfalse, groupby, islice, repeat, starmap, tee


def take(n, iterable):
    return list(islice(iterable, n))


def tabulate(function, start=0):
    return map(function, count(start))


def tail(n, iterable):
    return iter(collections.deque(iterable, maxlen=n))


def consume(iterator, n=None):
    if n is None:
        collections.deque(iterator, maxlen=0)
    else:
        next(islice(iterator, n, n), None)


def all_equal(iterable):
    g = groupby(iterable)
    return next(g, True) and not next(g, False)


def roundrobin(*iterables):
    pending = len(iterables)
    nexts = cycle(iter(it).__next__ for it in iterables)
    while pending:
        try:
            for step in nexts:
                yield step()
        except StopIteration:
            pending -= 1
            nexts = cycle(islice(nexts, pending))


def partition(predicate, iterable):
    t1, t2 = tee(iterable)
    return filterfalse(predicate, t1), filter(predicate, t2)


def powerset(iterable):
    s = list(iterable)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))


def unique_everseen(iterable, key=None):
    seen = set()
    for element in iterable:
        k = element if key is None else key(element)
        if k not in seen:
            seen.add(k)
            yield element


def unique_justseen(iterable, key=None):
    return map(next, map(operator.itemgetter(1), groupby(iterable, key)))


def sliding_window(iterable, n):
    it = iter(iterable)
    window = collections.deque(islice(it, n - 1), maxlen=n)
    for x in it:
        window.append(x)
        yield tuple(window)


def iter_except(func, exception):
    try:
        while True:
            yield func()
    except exception:
        pass


def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    data[:3] = 0, 0, 0
    limit = math.isqrt(n) + 1
    for p in filter(data.__getitem__, range(3, limit, 2)):
        data[p * p : n : p + p] = bytes(len(range(p * p, n, p + p)))
    data[2] = 1
    return [i for i, flag in enumerate(data) if flag]


def grouper(iterable, n):
    args = [iter(iterable)] * n
    return zip(*args)


def dotproduct(a, b):
    return sum(map(operator.mul, a, b))


print(take(5, tabulate(lambda x: x * x, 3)), list(tail(3, "ABCDEFG")))
it = iter(range(10))
consume(it, 4)
print(next(it), all_equal("aaa"), all_equal("ab"), all_equal(""))
print("".join(roundrobin("ABC", "D", "EF")))
print([list(p) for p in partition(lambda x: x % 2, range(10))])
print(list(powerset([1, 2, 3])))
print("".join(unique_everseen("AAAABBBCCDAABBB")), "".join(unique_everseen("ABBcCAD", str.casefold)))
print("".join(unique_justseen("AAAABBBCCDAABBB")), ["".join(w) for w in sliding_window("ABCDEFG", 4)])
stack = [3, 2, 1]
print(list(iter_except(stack.pop, IndexError)), sieve(50))
print([*grouper("ABCDEF", 3)], dotproduct([1, 2, 3], [4, 5, 6]), sum(map(bool, [0, 1, 2])))
print(list(starmap(operator.sub, zip([5, 6], repeat(1)))), functools.reduce(operator.concat, ["a", "b"]))
random.seed(8)
print([random.choice(pool) for pool in (tuple("ABCDE"), range(100))])
