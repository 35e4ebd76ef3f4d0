"""What wrappers remember of the functions they wrap."""
import functools
from functools import lru_cache, partial, update_wrapper, wraps

from_octal = partial(int, base=8)
from_octal.__doc__ = "Read digits of base eight."
print(from_octal("17"), from_octal.__doc__)


def bold(function):
    @wraps(function)
    def wrapper(*args):
        return f"<b>{function(*args)}</b>"

    return wrapper


@bold
def greet(name):
    """Say hello."""
    return f"hello {name}"


@lru_cache
def square(n):
    return n * n


print(greet("ann"), greet.__wrapped__("bob"), greet.__name__, greet.__doc__)
print(square(3), square.__wrapped__(4), square.cache_info().currsize)
quick = update_wrapper(partial(greet, "eve"), greet)
print(quick(), quick.__name__, quick.__wrapped__ is greet)
print(functools.WRAPPER_ASSIGNMENTS[:3], functools.WRAPPER_UPDATES)


def unwrap(function):
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


print(unwrap(bold(bold(greet)))("x"))
