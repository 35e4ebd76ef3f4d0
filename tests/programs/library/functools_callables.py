"""partial, partialmethod, reduce, wraps, total_ordering and cmp_to_key."""
from functools import cmp_to_key, partial, partialmethod, reduce, total_ordering, wraps

basetwo = partial(int, base=2)
print(basetwo("10010"), basetwo.func is int, basetwo.args, basetwo.keywords)
add3 = partial(lambda a, b, c: f"{a}{b}{c}", 1, c=3)
print(add3(2), partial(add3, 5)(), add3(2, c=9))


class Cell:
    def __init__(self):
        self._alive = False

    @property
    def alive(self):
        return self._alive

    def set_state(self, state):
        self._alive = bool(state)

    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False)


c = Cell()
c.set_alive()
print(c.alive)
c.set_dead()
print(c.alive)


@total_ordering
class Student:
    def __init__(self, last, first):
        self.last, self.first = last, first

    def _key(self):
        return self.last.lower(), self.first.lower()

    def __eq__(self, other):
        if not isinstance(other, Student):
            return NotImplemented
        return self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, Student):
            return NotImplemented
        return self._key() < other._key()

    def __repr__(self):
        return f"{self.first} {self.last}"


a, b = Student("Baker", "Ann"), Student("baker", "Zoe")
print(a < b, a >= b, a <= a, b > a, max(a, b), sorted([b, a]))
try:
    a > 3
except TypeError as error:
    print(error)


def by_length(x, y):
    return len(x) - len(y) or (x > y) - (x < y)


print(sorted(["pear", "fig", "apple", "kiwi"], key=cmp_to_key(by_length)))
print(reduce(lambda x, y: x + y, [1, 2, 3, 4, 5]), reduce(max, [3, 9, 2], 5), reduce(min, [], "empty"))


def logged(prefix):
    def decorate(f):
        @wraps(f)
        def wrapper(*args, **kwargs):
            print(prefix, f.__name__, args, kwargs)
            return f(*args, **kwargs)

        return wrapper

    return decorate


@logged("calling")
def example(x, y=2):
    """Docstring of example."""
    return x * y


print(example(4, y=5), example.__name__, example.__doc__)
