"""A text report in a functional style: no loops, no assignments to anything twice."""

from functools import partial, reduce
from itertools import accumulate, chain, groupby, starmap, zip_longest
from operator import add, attrgetter, itemgetter, methodcaller, mul

compose = lambda *fs: reduce(lambda f, g: lambda *a: f(g(*a)), fs)
pipe = lambda x, *fs: reduce(lambda acc, f: f(acc), fs, x)
curry = lambda f, n=2: lambda *a: f(*a) if len(a) >= n else curry(partial(f, *a), n - len(a))
const = lambda x: lambda *_: x
flip = lambda f: lambda a, b: f(b, a)
juxt = lambda *fs: lambda x: tuple(f(x) for f in fs)

DATA = "ann:41:lyon,bo:29:turin,cy:35:lyon,dee:52:turin,eve:35:graz"

parse = compose(
    tuple, partial(map, compose(tuple, methodcaller("split", ":"))), methodcaller("split", ",")
)
people = tuple((name, int(age), city) for name, age, city in parse(DATA))
by_city = itemgetter(2)

report = pipe(
    people,
    partial(sorted, key=by_city),
    partial(groupby, key=by_city),
    partial(starmap, lambda city, group: (city, tuple(map(itemgetter(0, 1), group)))),
    dict,
)
print(report)
print(
    pipe(
        report.items(),
        partial(map, lambda kv: f"{kv[0]}: {sum(map(itemgetter(1), kv[1])) / len(kv[1]):.1f}"),
        "; ".join,
    )
)
print(*map(juxt(min, max, sum, len), ([3, 1, 2], [10])))
print(curry(add)(1)(2), curry(lambda a, b, c: a * b + c, 3)(2)(3, 4), flip(divmod)(3, 20))
print(
    list(accumulate(range(1, 8), mul)),
    list(accumulate([3, 1, 4, 1, 5, 9, 2], max)),
    reduce(mul, range(1, 11), 1),
)

fix = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
fact = fix(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))
print(fact(20), list(map(fix(lambda s: lambda n: n if n < 2 else s(n - 1) + s(n - 2)), range(15))))

unfold = lambda f, seed: (lambda r: [] if r is None else [r[0]] + unfold(f, r[1]))(f(seed))
print(unfold(lambda n: None if n == 1 else (n, n // 2 if n % 2 == 0 else 3 * n + 1), 12))

church = lambda n: lambda f: lambda x: reduce(lambda acc, _: f(acc), range(n), x)
to_int = lambda c: c(lambda k: k + 1)(0)
plus = lambda a, b: lambda f: lambda x: a(f)(b(f)(x))
times = lambda a, b: lambda f: a(b(f))
print(to_int(plus(church(3), church(4))), to_int(times(church(6), church(7))))

transpose = lambda rows: list(map(list, zip_longest(*rows, fillvalue="-")))
print(transpose([[1, 2, 3], [4, 5], [6]]), list(chain.from_iterable(map(reversed, ["abc", "de"]))))
Just = lambda x: lambda f: None if x is None else f(x)
print(
    Just(5)(lambda x: x * 2),
    const(7)(1, 2, 3),
    sorted(people, key=attrgetter("__class__.__name__"))[0][0],
)
