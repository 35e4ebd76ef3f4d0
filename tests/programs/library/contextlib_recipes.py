"""Context managers from generators, stacks, and what suppresses what."""
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext, suppress


@contextmanager
def section(name):
    print(f"begin {name}")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"end {name}")


with section("intro") as upper:
    print("inside", upper)
with section("main"):
    raise ValueError("a bad value")


@section("aside")
def shout(text):
    print(text)


shout("as a decorator")


class Tracker(ContextDecorator):
    def __init__(self, label):
        self.label = label

    def __enter__(self):
        print("start", self.label)
        return self

    def __exit__(self, exc_type, exc, tb):
        print("end", self.label, exc_type.__name__ if exc_type else None)
        return False


@Tracker("job")
def job():
    return 42


print(job())
with suppress(KeyError, ZeroDivisionError):
    1 / 0
    print("not reached")


class Resource:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("closed", self.name)


with closing(Resource("db")) as db:
    print("using", db.name)

with ExitStack() as stack:
    names = [stack.enter_context(section(n)) for n in ("a", "b")]
    stack.callback(print, "callback", sep=" - ", end="!\n")
    stack.push(lambda *exc: print("pushed", exc[0]))
    print(names)

with ExitStack() as stack:
    stack.enter_context(closing(Resource("kept")))
    keep = stack.pop_all()
print("stack left, nothing closed")
keep.close()


@contextmanager
def session(fail):
    with ExitStack() as stack:
        stack.enter_context(closing(Resource("inner")))
        if fail:
            raise RuntimeError("set up failed")
        yield stack.pop_all()


with suppress(RuntimeError):
    with session(True):
        print("never")
with nullcontext(5) as five, nullcontext() as none:
    print(five, none)
print(isinstance(Tracker("x"), AbstractContextManager))
