"""Context managers of every kind, and the order in which they clean up."""

from contextlib import (
    AbstractContextManager,
    ContextDecorator,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)

depth = 0


def say(text):
    print("  " * depth + text)


class Step(AbstractContextManager):
    def __init__(self, name, swallow=()):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        global depth
        say(f"+ {self.name}")
        depth += 1
        return self

    def __exit__(self, kind, value, tb):
        global depth
        depth -= 1
        say(f"- {self.name}" + (f" ({kind.__name__}: {value})" if kind else ""))
        return kind is not None and issubclass(kind, self.swallow)


@contextmanager
def attribute(obj, **values):
    old = {k: getattr(obj, k, None) for k in values}
    for k, v in values.items():
        setattr(obj, k, v)
    try:
        yield obj
    finally:
        for k, v in old.items():
            setattr(obj, k, v)


class traced(ContextDecorator):
    def __init__(self, label):
        self.label = label

    def __enter__(self):
        print(f"<{self.label}>", end="")

    def __exit__(self, *exc):
        print(f"</{self.label}>")
        return False


class Door:
    locked = True

    def close(self):
        print("door closed")


@traced("b")
def shout(text):
    print(text.upper(), end="")


with Step("a") as a, Step("b"), Step("c", swallow=ZeroDivisionError):
    say(f"inside {a.name}")
    1 / 0
print("still here")

try:
    with Step("outer"):
        with (
            Step("inner", swallow=KeyError),
            suppress(ValueError),
        ):
            raise IndexError("list is short")
except IndexError as e:
    print("caught", e)

door = Door()
with attribute(door, locked=False, colour="red") as d:
    print(d.locked, d.colour)
print(door.locked, door.colour)
with closing(door):
    shout("hello")
shout("bye")

with ExitStack() as stack:
    steps = [stack.enter_context(Step(n)) for n in "xyz"]
    stack.callback(print, "callback runs first")
    stack.push(lambda kind, value, tb: print("pushed sees", kind and kind.__name__) or True)
    kept = stack.pop_all()
    say("nothing closed yet")
with kept:
    raise RuntimeError("ignored")
for manager in (nullcontext(5), nullcontext()):
    with manager as value:
        print(value)


@contextmanager
def transaction(log):
    log.append("begin")
    try:
        yield log.append
    except Exception as e:
        log.append(f"rollback {e!r}")
    else:
        log.append("commit")
    finally:
        log.append("close")


log = []
with transaction(log) as write:
    write("x")
with transaction(log) as write:
    raise KeyError("y")
print(log)


def early():
    for i in range(3):
        with suppress(StopIteration), traced(str(i)):
            if i == 1:
                return "returned"


print(early())
