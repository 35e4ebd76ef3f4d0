"""What counts as iterable, hashable, awaitable...; generators and coroutines as classes."""
from collections.abc import (
    AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Collection, Container, Coroutine, Generator, ItemsView, Iterable, KeysView, Mapping, MappingView,
    MutableSequence, Reversible, Sequence, Set, ValuesView,
)

kinds = [Container, Iterable, Reversible, Collection, Sequence, MutableSequence, Set, Mapping, MappingView, Generator, Awaitable, AsyncIterable]
samples = {"list": [], "str": "", "dict": {}, "set": set(), "range": range(3), "generator": (x for x in ()), "bytes": b"", "keys": {}.keys(), "int": 5}
for name, value in samples.items():
    print(f"{name:<10}", *(k.__name__ for k in kinds if isinstance(value, k)))


async def agen():
    yield 1


async def coro():
    return 5


a, c = agen(), coro()
print(isinstance(a, AsyncGenerator), isinstance(a, AsyncIterator), isinstance(c, Coroutine), isinstance(c, Awaitable), isinstance(c, Iterable))
try:
    c.send(None)
except StopIteration as stop:
    print("coroutine returned", stop.value)


class Countdown(Generator):
    """A generator written as a class: send sets the counter."""

    def __init__(self, n):
        self.n = n

    def send(self, value):
        if value is not None:
            self.n = value
        if self.n <= 0:
            raise StopIteration("lift off")
        self.n -= 1
        return self.n

    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val


cd = Countdown(3)
print(next(cd), cd.send(10), next(cd), isinstance(cd, Iterable))
try:
    cd.throw(KeyError("stop"))
except KeyError as error:
    print("thrown", error)


def delegate(source):
    result = yield from source
    print("delegated result:", result)


print(list(delegate(Countdown(2))))


class Ready(Awaitable):
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value
        yield


async def main():
    return await Ready("ready") + await Ready("!")


m = main()
try:
    m.send(None)
except StopIteration as stop:
    print(stop.value)


class Alphabet(Mapping):
    def __getitem__(self, key):
        if isinstance(key, str) and len(key) == 1 and key.islower():
            return ord(key) - 96
        raise KeyError(key)

    def __iter__(self):
        return map(chr, range(97, 100))

    def __len__(self):
        return 3


m = Alphabet()
print(list(m.items()), m.get("?"), "a" in m, isinstance(m.keys(), KeysView), isinstance(m.items(), ItemsView), isinstance(m.values(), ValuesView), dict(m), m == {"a": 1, "b": 2, "c": 3})
print(sorted(m.keys() & {"a", "z"}), sorted(m.keys() | {"z"}), ("a", 1) in m.items(), 2 in m.values(), [*reversed([*m])])
