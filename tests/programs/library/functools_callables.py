"""partial, partialmethod, reduce, wraps, total_ordering and cmp_to_key."""
from functools import cmp_to_key, partial, partialmethod, reduce, total_ordering, wraps

from_hex = partial(int, base=16)
print(from_hex("ff"), from_hex.func is int, from_hex.args, from_hex.keywords, from_hex("12", base=8))
join = partial(lambda *parts, sep: sep.join(parts), "root", sep="/")
print(join("a", "b"), partial(join, "c")("d"), join("x", sep=":"))


class Lamp:
    def __init__(self):
        self.history = []

    @property
    def lit(self):
        return bool(self.history) and self.history[-1] > 0

    def dim(self, percent, note=""):
        self.history.append(percent)
        return f"{percent}% {note}".strip()

    on = partialmethod(dim, 100, note="bright")
    off = partialmethod(dim, 0)


lamp = Lamp()
print(lamp.on(), lamp.lit, lamp.off(note="good night"), lamp.lit, lamp.history)


@total_ordering
class Version:
    def __init__(self, text):
        self._parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._parts == other._parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._parts < other._parts

    def __repr__(self):
        return "v" + ".".join(map(str, self._parts))


a, b = Version("1.9"), Version("1.10.2")
print(a < b, a >= b, a <= a, b > a, max(a, b), sorted([b, a, Version("0.1")]))
try:
    a > 3
except TypeError as error:
    print(error)


def by_length(x, y):
    return len(x) - len(y) or (x > y) - (x < y)


print(sorted(["pear", "fig", "apple", "kiwi"], key=cmp_to_key(by_length)))
print(reduce(lambda acc, d: acc * 10 + d, [4, 0, 7]), reduce(max, [3, 9, 2], 5), reduce(min, [], "empty"))


def logged(prefix):
    def decorate(f):
        @wraps(f)
        def wrapper(*args, **kwargs):
            print(prefix, f.__name__, args, kwargs)
            return f(*args, **kwargs)

        return wrapper

    return decorate


@logged("calling")
def scaled(x, by=2):
    """Multiply."""
    return x * by


print(scaled(4, by=5), scaled.__name__, scaled.__doc__)
