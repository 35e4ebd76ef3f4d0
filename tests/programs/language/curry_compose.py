from functools import partial, reduce


def compose(*functions):
    return reduce(lambda f, g: lambda x: f(g(x)), functions, lambda x: x)


def curry(f, n, *got):
    return lambda x: f(*got, x) if len(got) + 1 == n else curry(f, n, *got, x)


flip = lambda f: lambda a, b: f(b, a)
inc = lambda x: x + 1
double = lambda x: 2 * x

print(compose(inc, double)(5), compose(double, inc)(5), compose()(7))
print(curry(lambda a, b, c: a * 100 + b * 10 + c, 3)(1)(2)(3))
print(flip(pow)(2, 5))

power = partial(pow, 2)
basetwo = partial(int, base=2)
basetwo.__doc__ = "Convert base 2 string to an int."
print(power(10), basetwo("10010"), basetwo.keywords, basetwo.args, basetwo.func is int)

fact = (lambda f: lambda n: f(f, n))(lambda self, n: 1 if n == 0 else n * self(self, n - 1))
print([fact(n) for n in range(8)])
pipeline = [str.strip, str.lower, lambda s: s.replace(" ", "-")]
print(reduce(lambda value, step: step(value), pipeline, "  Hello Big World "))
