# python: 3.12
"""Everything new in the syntax of Python 3.12 that people use."""
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, override

type Tree[T] = T | list[Tree[T]]
type Predicate[T] = Callable[[T], bool]
type Point = tuple[float, float]


class Stack[T]:
    def __init__(self) -> None:
        self._items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self._items.append(item)
        return self

    def pop(self) -> T:
        return self._items.pop()

    def __iter__(self) -> Iterator[T]:
        yield from reversed(self._items)


class SafeStack[T](Stack[T]):
    @override
    def pop(self, default: T | None = None) -> T | None:
        try:
            return super().pop()
        except IndexError:
            return default


@dataclass(frozen=True)
class Cell[K: Hashable, V]:
    key: K
    value: V

    def map[W](self, f: Callable[[V], W]) -> "Cell[K, W]":
        return Cell(self.key, f(self.value))


class Shape(Protocol):
    def area(self) -> float: ...


def first[T](items: Iterable[T], wanted: Predicate[T] = lambda item: True) -> T | None:
    return next((item for item in items if wanted(item)), None)


def biggest[S: (int, str)](*items: S) -> S:
    return max(items)


def traced[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        print(f"-> {function.__name__}{args!r}")
        return function(*args, **kwargs)
    return wrapper


def pack[*Ts](*values: *Ts) -> tuple[*Ts]:
    return values


def flatten[T](tree: Tree[T]) -> Iterator[T]:
    if isinstance(tree, list):
        for branch in tree:
            yield from flatten(branch)
    else:
        yield tree


@traced
def scale(p: Point, by: float = 2) -> Point:
    return p[0] * by, p[1] * by


s = SafeStack[int]().push(1).push(2)
print(list(s), s.pop(), s.pop(), s.pop(), s.pop(default=7))
print(Cell("k", 2).map(lambda v: v * 1.5), first([3, 8, 5], lambda n: n > 4), first([]), biggest("a", "c", "b"))
print(pack(1, "x", None), list(flatten([1, [2, [3], 4], []])), scale((1, 2), by=3))
print(Stack.__type_params__, first.__type_params__[0].__name__, Point, Point.__value__, Tree.__name__)
names = ["ada", "bob"]
print(f"{", ".join(n.title() for n in names)} {f"{f"{1 + 1}"}"} {'\n'.join(names)!r} {names[0]["a" == "b"]}")
print(f"{
    len(names)  # a comment inside
} names")
for x in [1, 2]:
    squares = [x * y for y in range(3)]
print(squares, x)
