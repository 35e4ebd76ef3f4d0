"""The older capitalised names of typing, and its assertions."""
from typing import (
    AbstractSet, Any, Callable, Deque, DefaultDict, Dict, FrozenSet, Generator, Iterable, Iterator, List, Literal, Mapping, MutableMapping, NoReturn,
    NotRequired, Optional, Sequence, Set, Tuple, Type, TypedDict, TypeVar, Union, assert_never, assert_type, get_args, get_origin,
)

T = TypeVar("T")
K = TypeVar("K")
Number = Union[int, float]
Handler = Callable[[str, int], Optional[str]]


def group(items: Iterable[T], key: Callable[[T], K]) -> Dict[K, List[T]]:
    result: Dict[K, List[T]] = {}
    for item in items:
        result.setdefault(key(item), []).append(item)
    return result


def count(n: int) -> Generator[int, str, Tuple[int, int]]:
    total = 0
    for i in range(n):
        word = yield i
        total += len(word or "")
    return n, total


def fail(message: str) -> NoReturn:
    raise SystemError(message)


class Config(TypedDict):
    name: str
    debug: NotRequired[bool]


def build(cls: Type[T], *args: Any) -> T:
    return cls(*args)


Kind = Literal["circle", "square"]


def area(kind: Kind, size: float) -> float:
    if kind == "circle":
        return 3 * size**2
    elif kind == "square":
        return size**2
    else:
        assert_never(kind)


print(group(["ant", "bee", "apple"], key=lambda w: w[0]), build(int, "7"), build(complex, 1, 2), area("square", 3))
print(get_origin(List[int]) is list, get_args(Dict[str, int]), get_args(Handler), get_origin(Tuple[int, ...]) is tuple, get_args(Number))
print(List[int], Optional[Dict[str, Any]], Callable[..., T], Union[int, None] == Optional[int], isinstance([], List), issubclass(dict, Mapping))
g = count(2)
print(next(g), g.send("abc"))
try:
    g.send("de")
except StopIteration as stop:
    print(stop.value)
config: Config = {"name": "x"}
print(config, Config.__annotations__.keys() == {"name", "debug"}, assert_type(3, int), isinstance({}, MutableMapping), isinstance(frozenset(), AbstractSet))
print(DefaultDict(list)["new"], Deque([1, 2], maxlen=1), Set[int] == Set[int], FrozenSet[str], isinstance("text", Sequence), isinstance(iter([]), Iterator))
for bad in (lambda: fail("stop"), lambda: area("triangle", 1), lambda: List[int, str]):
    try:
        bad()
    except (SystemError, AssertionError, TypeError) as error:
        print(type(error).__name__)
