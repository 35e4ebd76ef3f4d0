"""Caches: lru_cache, cache and cached_property."""
import statistics
from functools import cache, cached_property, lru_cache


@lru_cache(maxsize=None)
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print([fib(n) for n in range(16)])
print(fib.cache_info())
fib.cache_clear()
print(fib.cache_info().currsize, fib.__name__)

calls = []


@lru_cache(maxsize=2)
def slow(x, *, scale=1):
    """Pretend to be slow."""
    calls.append((x, scale))
    return x * scale


for x in (1, 2, 1, 3, 2, 1):
    slow(x)
print(calls, slow.cache_info(), slow.cache_parameters())
print(slow.__doc__)


@lru_cache
def typed(x):
    return type(x).__name__


@lru_cache(typed=True)
def strict(x):
    return type(x).__name__


print(typed(3), typed(3.0), strict(3), strict(3.0))


@cache
def factorial(n):
    return n * factorial(n - 1) if n else 1


print(factorial(10), factorial(5), factorial.cache_info().hits)


class DataSet:
    def __init__(self, numbers):
        self._data = tuple(numbers)
        self.computed = 0

    @cached_property
    def stdev(self):
        """Standard deviation, computed when first read."""
        self.computed += 1
        return statistics.stdev(self._data)

    @lru_cache
    def scaled(self, factor):
        return [x * factor for x in self._data]


d = DataSet([1, 2, 4, 8])
print(round(d.stdev, 4), round(d.stdev, 4), d.computed)
del d.stdev
print(round(d.stdev, 4), d.computed, DataSet.stdev.__doc__)
d.stdev = 0
print(d.stdev, d.scaled(2), d.scaled(2) is d.scaled(2))
try:
    fib([1])
except TypeError as error:
    print(error)
