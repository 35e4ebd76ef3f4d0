import functools


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        shown = ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
        result = function(*args, **kwargs)
        print(f"{function.__name__}({shown}) -> {result!r}")
        wrapper.calls += 1
        return result

    wrapper.calls = 0
    return wrapper


def retry(times=3, *, exceptions=(Exception,), on_fail=None):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except exceptions as error:
                    print(f"attempt {attempt} failed: {error}")
                    last = error
            if on_fail is not None:
                return on_fail(last)
            raise RuntimeError(f"{function.__name__} failed {times} times") from last

        return wrapper

    return decorate


def optional(function=None, *, prefix="> "):
    """Works as @optional and as @optional(prefix=...)."""
    if function is None:
        return functools.partial(optional, prefix=prefix)

    @functools.wraps(function)
    def wrapper(*args):
        return prefix + str(function(*args))

    return wrapper


class CountCalls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.count = 0

    def __call__(self, *args, **kwargs):
        self.count += 1
        return self.function(*args, **kwargs)


def add_repr(cls):
    def __repr__(self):
        inside = ", ".join(f"{k}={v!r}" for k, v in vars(self).items())
        return f"{cls.__name__}({inside})"

    cls.__repr__ = __repr__
    return cls


def with_method(name):
    def decorate(cls):
        setattr(cls, name, lambda self, *args: (name, args))
        return cls

    return decorate


@trace
def add(a, b=0):
    """Add two numbers."""
    return a + b


attempts = iter([False, False, True])


@trace
@retry(3, exceptions=(ValueError, KeyError))
def flaky():
    if not next(attempts):
        raise ValueError("not yet")
    return "finally"


@retry(times=2, on_fail=lambda e: f"gave up: {e}")
def hopeless():
    raise KeyError("never")


@retry(1)
def worse():
    1 / 0


@optional
def one():
    return 1


@optional(prefix="=> ")
def two(x):
    return x * 2


@CountCalls
def hello(name):
    "Say hello."
    return "hello " + name


@with_method("shout")
@add_repr
class Thing:
    def __init__(self, a, b):
        self.a, self.b = a, b


add(1, b=2)
add(5)
print(add.__name__, add.__doc__, add.calls, add.__wrapped__(2, 2) if hasattr(add, "__wrapped__") else None)
flaky()
print(hopeless())
try:
    worse()
except RuntimeError as e:
    print(e, "<-", repr(e.__cause__))
print(one(), two(21), one.__name__)
print(hello("a"), hello("b"), hello.count, hello.__name__, hello.__doc__)
print(Thing(1, "x"), Thing(1, 2).shout(3))


class Service:
    def guarded(role):
        def decorate(method):
            @functools.wraps(method)
            def wrapper(self, *args):
                if role not in self.roles:
                    raise PermissionError(f"{method.__name__} needs {role}")
                return method(self, *args)
            return wrapper
        return decorate

    def __init__(self, *roles):
        self.roles = set(roles)

    @guarded("admin")
    def wipe(self, what):
        return f"wiped {what}"


print(Service("admin").wipe("disk"))
try:
    Service().wipe("disk")
except PermissionError as e:
    print(e)
