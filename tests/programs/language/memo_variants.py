import functools
import sys

calls = 0


def plain(n):
    global calls
    calls += 1
    return n if n < 2 else plain(n - 1) + plain(n - 2)


def with_default(n, memo={0: 0, 1: 1}):
    if n not in memo:
        memo[n] = with_default(n - 1) + with_default(n - 2)
    return memo[n]


class Memo(dict):
    def __init__(self, f):
        self.f = f

    def __call__(self, *args):
        return self[args]

    def __missing__(self, args):
        self[args] = value = self.f(*args)
        return value


@Memo
def binomial(n, k):
    return 1 if k in (0, n) else binomial(n - 1, k - 1) + binomial(n - 1, k)


def memoize(f):
    cache = {}

    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if key not in cache:
            wrapper.misses += 1
            cache[key] = f(*args, **kwargs)
        return cache[key]

    wrapper.cache, wrapper.misses = cache, 0
    return wrapper


@memoize
def edit_distance(a, b, *, cost=1):
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return edit_distance(a[1:], b[1:], cost=cost)
    return cost + min(
        edit_distance(a[1:], b, cost=cost), edit_distance(a, b[1:], cost=cost), edit_distance(a[1:], b[1:], cost=cost)
    )


@functools.lru_cache(maxsize=4)
def square(n):
    print(f"[{n}]", end="")
    return n * n


@functools.cache
def paths(rows, cols):
    return 1 if rows == 0 or cols == 0 else paths(rows - 1, cols) + paths(rows, cols - 1)


class Fib:
    def __init__(self):
        self.__known = [0, 1]

    def __getitem__(self, n):
        if isinstance(n, slice):
            return [self[i] for i in range(*n.indices(n.stop))]
        while len(self.__known) <= n:
            self.__known.append(self.__known[-1] + self.__known[-2])
        return self.__known[n]


def fib_gen():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print(plain(15), calls, with_default(80), len(with_default.__defaults__[0]))
print(binomial(30, 15), len(binomial), binomial[(4, 2)])
print(edit_distance("kitten", "sitting"), edit_distance.misses, len(edit_distance.cache), edit_distance.__name__)
print([square(n) for n in (1, 2, 1, 3, 4, 5, 1, 2)], square.cache_info())
square.cache_clear()
print(square(1), square.cache_info().currsize, square.__wrapped__(3), paths(16, 16), paths.cache_parameters())
print(Fib()[50], Fib()[5:10], [n for n, _ in zip(fib_gen(), range(12))])
print((lambda f, n: f(f, n))(lambda f, n: n if n < 2 else f(f, n - 1) + f(f, n - 2), 10))
try:
    square([1])
except TypeError as e:
    print(e)
print(sys.getsizeof([]) < sys.getsizeof([0] * 100), sys.maxsize > 2**31, sys.version_info[0], sys.version_info >= (3, 11))
