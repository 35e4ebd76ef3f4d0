from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import (
    TYPE_CHECKING, Any, ClassVar, Final, Generic, Literal, Optional, ParamSpec, Self, TypeAlias, TypeVar, Union,
    cast, overload,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
N = TypeVar("N", int, float)
P = ParamSpec("P")
R = TypeVar("R")
Order: TypeAlias = Literal["asc", "desc"]
JSON: TypeAlias = Union[dict[str, "JSON"], list["JSON"], str, int, float, bool, None]
MAXIMUM: Final = 100


class Repository(Generic[K, V]):
    """Values by key, in the order they were added."""

    _kind: ClassVar[str] = "memory"

    def __init__(self, key: Callable[[V], K]) -> None:
        self._key = key
        self._items: dict[K, V] = {}

    def add(self, *values: V) -> Self:
        for value in values:
            self._items[self._key(value)] = value
        return self

    @overload
    def get(self, key: K) -> Optional[V]: ...
    @overload
    def get(self, key: K, default: V) -> V: ...
    def get(self, key: K, default: Optional[V] = None) -> Optional[V]:
        return self._items.get(key, default)

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[V]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def sorted(self, by: Callable[[V], Any], order: Order = "asc") -> list[V]:
        return sorted(self, key=by, reverse=order == "desc")

    def map(self, f: Callable[[V], R]) -> list[R]:
        return [f(v) for v in self]


class Stack(Generic[V]):
    def __init__(self) -> None:
        self.__items: list[V] = []

    def push(self, item: V) -> None:
        self.__items.append(item)

    def pop(self) -> V:
        return self.__items.pop()

    def __bool__(self) -> bool:
        return len(self.__items) > 0


class IntStack(Stack[int]):
    def total(self) -> int:
        total = 0
        while self:
            total += self.pop()
        return total


@dataclass(slots=True)
class User:
    id: int
    name: str
    tags: list[str] = field(default_factory=list)
    manager: User | None = None


@dataclass
class Pair(Generic[K, V]):
    key: K
    value: V

    def swap(self: Pair[K, V]) -> Pair[V, K]:  # type: ignore[type-var]
        return Pair(self.value, self.key)  # type: ignore[type-var]


def logged(log: list[str]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            log.append(f"{function.__name__}{args}{kwargs or ''}")
            return function(*args, **kwargs)
        return wrapper
    return decorate


def clamp(value: N, low: N, high: N) -> N:
    return max(low, min(high, value))


calls: list[str] = []


@logged(calls)
def tag(user: str, *labels: str, sep: str = ",") -> str:
    return user + ":" + sep.join(labels)


users: Repository[int, User] = Repository(key=lambda u: u.id)
boss = User(1, "Ada")
users.add(boss, User(2, "Bob", ["new"], boss)).add(User(3, "Cy", manager=boss))
print(len(users), users[2].manager.name, users.get(9), users.get(9, boss).name)
print(users.map(lambda u: u.name), [u.name for u in users.sorted(lambda u: u.name, "desc")])
print(tag("ada", "x", "y", sep="|"), calls, clamp(150, 0, MAXIMUM), clamp(0.5, 1.0, 2.0))
stack = IntStack()
for n in range(5):
    stack.push(n)
print(stack.total(), bool(stack), isinstance(stack, Stack))
print(Pair("a", 1).swap(), Pair[str, int]("k", 2), Repository[str, int](len)._kind)
data = cast("dict[str, JSON]", {"a": [1, None, {"b": True}]})
print(data["a"][2]["b"], cast(int, "not checked"))
print(sorted(Repository.get.__annotations__), User.__annotations__["manager"], clamp.__annotations__["return"])
print(Repository.__name__, IntStack.__mro__[1].__name__ if hasattr(IntStack, "__mro__") else "", TYPE_CHECKING)
