from contextlib import (
    ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress, AbstractContextManager, ContextDecorator,
)
import io


class Resource:
    def __init__(self, name, fail_on_exit=False):
        self.name = name
        self.fail_on_exit = fail_on_exit

    def __enter__(self):
        print("open", self.name)
        return self

    def __exit__(self, exc_type, exc, tb):
        print("close", self.name, exc_type.__name__ if exc_type else None, exc, tb is not None)
        if self.fail_on_exit:
            raise OSError(f"{self.name} is stuck")
        return exc_type is KeyError


@contextmanager
def section(title):
    print(f"<{title}>")
    try:
        yield title.upper()
    except ValueError as e:
        print("section saw", e)
        raise
    finally:
        print(f"</{title}>")


class shout(ContextDecorator):
    def __enter__(self):
        print("!!!")

    def __exit__(self, *exc):
        print("...")
        return False


@shout()
def speak(text):
    print(text)


with Resource("a") as a, Resource("b") as b:
    print(a.name + b.name)
with (
    Resource("c") as c,
    section("part") as title,
):
    print(title)
with Resource("swallows"):
    raise KeyError("gone")
try:
    with section("outer"), section("inner"):
        raise ValueError("boom")
except ValueError as e:
    print("outside:", e)
try:
    with Resource("x", fail_on_exit=True):
        raise RuntimeError("first")
except OSError as e:
    print(e, "while", repr(e.__context__))

with ExitStack() as stack:
    names = [stack.enter_context(Resource(n)).name for n in "pq"]
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *exc: print("pushed", exc[0]) or True)
    print(names)
    raise IndexError("suppressed by the pushed one")
with ExitStack() as stack:
    stack.enter_context(Resource("kept"))
    keep = stack.pop_all()
print("still open")
keep.close()
with suppress(ZeroDivisionError, KeyError):
    1 / 0
out = io.StringIO()
with redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
with nullcontext(5) as five:
    print(five)
speak("hi")


class Page:
    def close(self):
        print("page closed")


with closing(Page()) as page:
    print(type(page).__name__, isinstance(section("q"), AbstractContextManager))
