"""Context managers as decorators."""

from contextlib import contextmanager, ContextDecorator, asynccontextmanager


@contextmanager
def tag(n):
    "doc"
    print("<", n)
    try:
        yield n
    finally:
        print(">", n)


@tag("b")
def f(x):
    "fdoc"
    return x


print(f(3), f.__name__, f.__doc__, tag.__name__, tag.__doc__)


class My(ContextDecorator):
    def __enter__(self):
        print("in")
        return self

    def __exit__(self, *a):
        print("out")
        return False


@My()
def g():
    return 5


print(g(), g.__name__)
try:
    with tag("x"):
        raise ValueError(1)
except ValueError as e:
    print(e)


@contextmanager
def sup():
    try:
        yield
    except KeyError:
        print("swallowed")


with sup():
    raise KeyError(2)
