import functools

def repeat(times):
    def wrap(fn):
        @functools.wraps(fn)
        def inner(*args, **kw):
            inner.calls += 1
            return [fn(*args, **kw) for _ in range(times)]
        inner.calls = 0
        return inner
    return wrap

@repeat(2)
def hello(name, /, *, mark="!"):
    """say"""
    return name + mark

print(hello("a", mark="?"), hello.__name__, hello.__doc__, hello.calls)

@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(60), fib.cache_info().hits > 0)

class Memo:
    def __init__(self, fn): self._fn, self._seen = fn, {}
    def __call__(self, x):
        if x not in self._seen: self._seen[x] = self._fn(x)
        return self._seen[x]
@Memo
def sq(x): return x * x
print(sq(4), sq(4), len(sq._seen))

@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(2), V(3) >= V(4))
