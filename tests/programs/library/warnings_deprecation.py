"""A library that deprecates its old names the usual way."""
import functools
import warnings


def deprecated(replacement):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            warnings.warn(f"{function.__name__} is deprecated, use {replacement}", DeprecationWarning, stacklevel=2)
            return function(*args, **kwargs)

        return wrapper

    return decorate


class Vector:
    def __init__(self, *values):
        self.values = values

    @property
    @deprecated("values")
    def items(self):
        return self.values

    @deprecated("Vector.length()")
    def len(self):
        return len(self.values)

    @classmethod
    @deprecated("Vector(*values)")
    def make(cls, values):
        return cls(*values)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always", DeprecationWarning)
    v = Vector.make([1, 2, 3])
    print(v.items, v.len())
for w in log:
    print(w.category.__name__, "-", w.message)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    print(v.len())
with warnings.catch_warnings():
    warnings.filterwarnings("error", category=DeprecationWarning)
    try:
        v.len()
    except DeprecationWarning as warning:
        print("as an error:", warning)
