"""Generic classes, protocols, overloads and type variables at run time."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import (
    Generic, ParamSpec, Protocol, Self, SupportsFloat, SupportsIndex, TypeAlias, TypeGuard, TypeVar, final, overload, runtime_checkable,
)

T = TypeVar("T")
N = TypeVar("N", int, float)
P = ParamSpec("P")
Pair: TypeAlias = "tuple[T, T]"


class Stack(Generic[T]):
    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items: list[T] = list(items)

    def push(self, item: T) -> Self:
        self._items.append(item)
        return self

    def pop(self) -> T:
        return self._items.pop()

    def __iter__(self) -> Iterator[T]:
        return reversed(self._items)

    def map(self, f: Callable[[T], N]) -> Stack[N]:
        return Stack(f(x) for x in self._items)


class Named(Stack[T]):
    name = "named"


s = Stack[int]([1, 2]).push(3)
print(list(s), s.pop(), list(s.map(lambda x: x * 1.5)), Stack[int], Named[str](["a"]).pop())


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class HasName(Protocol):
    name: str

    def shout(self) -> str:
        return self.name.upper()


class File:
    def close(self) -> None:
        print("file closed")


class Explicit(HasName):
    name = "explicit"


def finish(things: Iterable[object]) -> int:
    n = 0
    for thing in things:
        if isinstance(thing, Closeable):
            thing.close()
            n += 1
    return n


print(finish([File(), 3, "x"]), Explicit().shout(), isinstance(3, SupportsIndex), isinstance("3", SupportsFloat), issubclass(File, Closeable))
try:
    isinstance(File(), HasName)
except TypeError as error:
    print(str(error)[:60])


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


def traced(f: Callable[P, T]) -> Callable[P, T]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> T:
        print("args", args, kwargs)
        return f(*args, **kwargs)

    return inner


def all_str(items: list[object]) -> TypeGuard[list[str]]:
    return all(isinstance(i, str) for i in items)


@final
class Leaf:
    pass


print(double(4), double("ab"), traced(max)(1, 5, key=abs), all_str(["a", 1]), Leaf.__name__, T.__name__)
