from __future__ import annotations

from typing import Any, Callable, Iterator, Protocol, runtime_checkable


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Named(Protocol):
    name: str


class Comparable(Protocol):
    def __lt__(self, other: Any) -> bool: ...


class Handler(Protocol):
    def __call__(self, text: str, /, *, times: int = 1) -> str: ...


class File:
    def __init__(self, name: str) -> None:
        self.name = name
        self.open = True

    def close(self) -> None:
        self.open = False


class Door:
    def close(self) -> None:
        print("bang")


class Speaker(Named, Protocol):
    def speak(self) -> str:
        return f"{self.name} says hello"


class Dog(Speaker):
    name = "Rex"


def close_all(things: list[object]) -> int:
    closed = 0
    for thing in things:
        if isinstance(thing, Closable):
            thing.close()
            closed += 1
    return closed


def largest(items: list[Comparable]) -> Comparable:
    best = items[0]
    for item in items[1:]:
        if best < item:
            best = item
    return best


def repeat(text: str, /, *, times: int = 1) -> str:
    return text * times


def use(handler: Handler) -> str:
    return handler("ab", times=2)


f = File("log")
print(close_all([f, Door(), "text", 3]), f.open)
print(isinstance(f, Named), isinstance(Door(), Named), isinstance(Dog(), Named), issubclass(Door, Closable))
print(largest([3, 9, 2]), largest(["b", "c", "a"]), use(repeat), use(lambda text, /, *, times=1: f"{text}/{times}"))
print(Dog().speak())
try:
    isinstance(3, Comparable)
except TypeError as e:
    print("TypeError:", e)
try:
    Closable()
except TypeError as e:
    print("TypeError:", e)
