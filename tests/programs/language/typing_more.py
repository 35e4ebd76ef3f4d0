from __future__ import annotations

import typing
from typing import (
    Any, Awaitable, Callable, Dict, Generator, Iterable, Iterator, List, Literal, NamedTuple, Never, NewType, NoReturn, Optional,
    Protocol, Sequence, Set, Tuple, Type, TypeAlias, TypeGuard, TypeVar, TypeVarTuple, Union, Unpack, assert_never, get_args, get_origin,
)

UserId = NewType("UserId", int)
Mode = Literal["r", "w"]
Handler: TypeAlias = Callable[[str, int], Optional[str]]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Ts = TypeVarTuple("Ts")
Number = Union[int, float]


class Source(Protocol[T_co]):
    def read(self) -> T_co: ...


class Fixed(Source[T]):
    def __init__(self, value: T) -> None:
        self._value = value

    def read(self) -> T:
        return self._value


class Range(NamedTuple):
    start: int
    stop: int = 10
    step: int = 1

    def __contains__(self, n: object) -> bool:
        return isinstance(n, int) and self.start <= n < self.stop and (n - self.start) % self.step == 0

    @classmethod
    def parse(cls, text: str) -> Range:
        return cls(*map(int, text.split(":")))


def first(items: Sequence[T], default: T | None = None) -> T | None:
    return items[0] if items else default


def all_text(values: List[object]) -> TypeGuard[List[str]]:
    return all(isinstance(v, str) for v in values)


def fail(message: str) -> NoReturn:
    raise RuntimeError(message)


def area(shape: Literal["square", "circle"], size: float) -> float:
    if shape == "square":
        return size * size
    elif shape == "circle":
        return 3 * size * size
    else:
        assert_never(shape)


def countdown(n: int) -> Generator[int, None, str]:
    while n:
        yield n
        n -= 1
    return "lift-off"


def build(cls: Type[T], *args: Any, **kwargs: Any) -> T:
    return cls(*args, **kwargs)


def pairs(data: Dict[str, Tuple[int, ...]]) -> Iterator[Tuple[str, int]]:
    for key, values in data.items():
        for value in values:
            yield key, value


def as_tuple(*args: Unpack[Ts]) -> Tuple[Unpack[Ts]]:
    return args


uid = UserId(5)
count: int
names: Set[str] = set()
matrix: list[list[float]] = [[1.0]]
print(uid + 1, type(uid).__name__, UserId.__name__, first([3, 4]), first([], "none"), all_text(["a"]), all_text([1]))
print(Fixed("v").read(), Fixed[int](3).read(), Range(2, step=3), 5 in Range(2, step=3), Range.parse("1:9:2")._asdict(), build(Range, 1, stop=2))
print(list(countdown(2)), dict(pairs({"a": (1,), "b": (2, 3)})), as_tuple(1, "x"), area("square", 2))
for wrong in (lambda: fail("never returns"), lambda: area("triangle", 1), lambda: Any()):
    try:
        wrong()
    except (RuntimeError, AssertionError, TypeError) as e:
        print(type(e).__name__, str(e)[:40])
print(get_args(Mode), get_origin(Optional[int]) is Union, get_args(Number), get_origin(list[int]) is list, get_args(Callable[[int], str]), get_origin(int))
print(Optional[int] == Union[int, None], int | str, List[int], Dict[str, Any], Callable[..., Awaitable[int]], Literal[1, "a"], Tuple[()], typing.Iterable[str])
print(first.__annotations__, count_annotated := "count" in globals(), __annotations__["matrix"], Range.__annotations__["stop"], list(Range._field_defaults))
print(isinstance(uid, int), list[int]([1]), dict[str, int](a=1), isinstance([], list), T.__name__, T_co.__covariant__, typing.TYPE_CHECKING)
