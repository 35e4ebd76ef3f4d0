class AppError(Exception):
    """Base of all."""

    code = 1

    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details

    def __str__(self):
        base = super().__str__()
        if self.details:
            base += " [" + ", ".join(f"{k}={v}" for k, v in sorted(self.details.items())) + "]"
        return base


class ConfigError(AppError):
    code = 2


class MissingKey(ConfigError, KeyError):
    code = 3


def load(config, key):
    try:
        return config[key]
    except KeyError as e:
        raise MissingKey("no such key", key=key) from e


def hidden(x):
    try:
        return int(x)
    except ValueError:
        raise AppError("bad number") from None


def during(x):
    try:
        return 1 / x
    except ZeroDivisionError:
        return {}["while handling"]


def chain(e):
    while e is not None:
        yield f"{type(e).__name__}({e})"
        e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)


for call in (lambda: load({}, "port"), lambda: hidden("x"), lambda: during(0)):
    try:
        call()
    except (AppError, KeyError) as error:
        print(" <- ".join(chain(error)), error.args, getattr(error, "code", None))

try:
    try:
        raise ValueError("deep")
    except ValueError as e:
        e.add_note("first note")
        e.add_note("second note")
        raise
except ValueError as e:
    print(e, e.__notes__, len(e.__notes__))


def order(n):
    trail = []
    try:
        trail.append("try")
        if n == 1:
            raise LookupError("one")
        if n == 2:
            return trail
        if n == 3:
            raise TypeError("three")
    except LookupError as e:
        trail.append(f"except {e}")
    else:
        trail.append("else")
    finally:
        trail.append("finally")
        if n == 3:
            return trail + ["swallowed by return in finally"]
    trail.append("after")
    return trail


for n in range(4):
    print(n, order(n))


def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            yield f"body {i}"
        finally:
            yield f"finally {i}"
    yield "end"


print(list(loop()))
try:
    raise MissingKey
except TypeError as e:
    print("TypeError", e)
err = ConfigError("saved", file="a.ini")
try:
    raise err from ValueError("cause made here")
except AppError as e:
    print(e is err, repr(e.__cause__), isinstance(e, (OSError, AppError)), repr(e))
print([c.__name__ for c in MissingKey.__mro__ if c is not object])
try:
    assert 1 > 2, "math is {}".format("fine")
except AssertionError as e:
    print("assert:", e)
try:
    e
except NameError:
    print("e is gone after its except block")
try:
    try:
        {}["a"]
    finally:
        print("cleanup first")
except Exception as e:
    print(type(e), e, e.args)
