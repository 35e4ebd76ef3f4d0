from functools import partial, reduce
from itertools import accumulate, chain, groupby, starmap
from operator import add, attrgetter, itemgetter, methodcaller, mul
from typing import NamedTuple


class Sale(NamedTuple):
    region: str
    item: str
    units: int
    price: float


sales = (Sale("north", "pen", 10, 1.5), Sale("south", "pen", 4, 1.5), Sale("north", "book", 2, 12.0), Sale("south", "ink", 7, 3.25))

pipe = lambda value, *functions: reduce(lambda v, f: f(v), functions, value)
revenue = lambda s: s.units * s.price
by_region = attrgetter("region")
grouped = lambda key, rows: {k: tuple(g) for k, g in groupby(sorted(rows, key=key), key=key)}
mapv = lambda f, d: dict(map(lambda kv: (kv[0], f(kv[1])), d.items()))

print(pipe(sales, partial(map, revenue), sum))
print(pipe(sales, partial(grouped, by_region), partial(mapv, lambda rows: sum(map(revenue, rows)))))
print(list(map(itemgetter(1, 2), filter(lambda s: s.units > 3, sales))))
print(list(accumulate(map(attrgetter("units"), sales))), list(accumulate([1, 2, 3, 4], mul, initial=1)))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(map(add, [1, 2], [10, 20])), list(chain.from_iterable(["ab", "c"])))
print(list(map(methodcaller("upper"), ["x", "y"])), sorted(map(attrgetter("item"), sales), key=len))


def maybe(f):
    return lambda x: None if x is None else f(x)


def lens(*path):
    get = lambda d: reduce(lambda v, k: v[k] if v is not None and k in v else None, path, d)
    put = lambda d, value: {**d, path[0]: value if len(path) == 1 else lens(*path[1:])[1](d.get(path[0], {}), value)}
    return get, put


get, put = lens("a", "b")
state = {"a": {"b": 1, "c": 2}}
print(get(state), put(state, 5), state, get({}), maybe(lambda x: x + 1)(get(state)), maybe(len)(None))
church = lambda n: lambda f: lambda x: reduce(lambda acc, _: f(acc), range(n), x)
plus = lambda m: lambda n: lambda f: lambda x: m(f)(n(f)(x))
to_int = lambda n: n(lambda x: x + 1)(0)
print(to_int(plus(church(3))(church(4))))
Y = lambda f: (lambda x: f(lambda *a: x(x)(*a)))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda fib: lambda n: n if n < 2 else fib(n - 1) + fib(n - 2))(12))
quicksort = lambda xs: xs and quicksort([x for x in xs[1:] if x < xs[0]]) + [xs[0]] + quicksort([x for x in xs[1:] if x >= xs[0]])
print(quicksort([3, 1, 4, 1, 5, 9, 2, 6]), all(map(str.isalpha, ["a", "b"])), any([]))
