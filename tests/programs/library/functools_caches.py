"""Caches: lru_cache, cache and cached_property."""
from functools import cache, cached_property, lru_cache


@lru_cache(maxsize=None)
def stairs(n):
    """Ways to climb n steps by ones, twos and threes."""
    if n <= 1:
        return 1
    return sum(stairs(n - k) for k in (1, 2, 3) if n >= k)


print([stairs(n) for n in range(12)])
print(stairs.cache_info())
stairs.cache_clear()
print(stairs.cache_info().currsize, stairs.__name__, stairs.__doc__)

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
def collatz(n):
    return 1 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


print(collatz(27), max(range(1, 100), key=collatz), collatz.cache_info().hits > 50)


class Report:
    def __init__(self, text):
        self._text = text
        self.computed = 0

    @cached_property
    def words(self):
        """The words, split when first asked for."""
        self.computed += 1
        return self._text.split()

    @lru_cache
    def count(self, letter):
        return sum(w.count(letter) for w in self.words)


r = Report("to be or not to be")
print(r.words, r.words is r.words, r.computed)
del r.words
print(len(r.words), r.computed, Report.words.__doc__)
r.words = ["replaced"]
print(r.words, r.count("e"), r.count("e"), Report.count.cache_info().hits)
try:
    stairs([1])
except TypeError as error:
    print(error)
