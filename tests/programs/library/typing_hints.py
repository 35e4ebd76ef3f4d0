"""Annotations read while the program runs."""
import typing
from dataclasses import dataclass, fields
from typing import (
    Annotated, Any, ClassVar, Final, Literal, NamedTuple, NewType, Optional, TypedDict, Union, get_args, get_origin, get_type_hints,
)

UserId = NewType("UserId", int)
Mode = Literal["r", "w"]
some = UserId(4711)
print(some, type(some).__name__, UserId.__name__, get_args(Mode), get_origin(Mode) is Literal)
print(get_origin(dict[str, int]) is dict, get_args(Optional[int]), Union[int, str, int] == Union[int, str], get_args(list[tuple[int, ...]]))


class Node:
    value: int
    next: "Optional[Node]" = None
    count: ClassVar[int] = 0
    limit: Final = 10


hints = get_type_hints(Node)
print(sorted(hints), hints["value"] is int, hints["next"] == Optional[Node])


def connect(host: str, port: "int" = 80, *, mode: Mode = "r", **rest: Any) -> Annotated[bool, "meta", {"k": 1}]:
    return True


h = get_type_hints(connect)
print(list(h), h["port"], h["return"], get_type_hints(connect, include_extras=True)["return"] == Annotated[bool, "meta", {"k": 1}])


class Song(TypedDict, total=False):
    title: typing.Required[str]
    year: int


m: Song = {"title": "Evening"}
print(m, type(m) is dict, typing.is_typeddict(Song))


class Seat(NamedTuple):
    """One seat of a hall."""

    row: str
    number: int = 3

    def label(self):
        return f"{self.row}-{self.number:03d}"


e = Seat("K")
print(e, e.label(), Seat._field_defaults, Seat.__doc__, Seat.__annotations__["row"] is str)


def check(value, hint):
    """Whether a value agrees with a hint, for the hints in use here."""
    if hint is Any:
        return True
    origin, args = get_origin(hint), get_args(hint)
    if origin is Union:
        return any(check(value, a) for a in args)
    if origin is Literal:
        return value in args
    if origin is list:
        return isinstance(value, list) and all(check(v, args[0]) for v in value)
    if origin is dict:
        return isinstance(value, dict) and all(check(k, args[0]) and check(v, args[1]) for k, v in value.items())
    return isinstance(value, hint)


@dataclass
class Settings:
    name: str
    sizes: list[int]
    table: dict[str, float]
    mode: Literal["on", "off"] = "on"
    parent: Optional[str] = None

    def __post_init__(self):
        for f in fields(self):
            if not check(getattr(self, f.name), get_type_hints(type(self))[f.name]):
                raise TypeError(f"{f.name} is wrong: {getattr(self, f.name)!r}")


print(Settings("n", [1], {"a": 1.0}))
for kwargs in ({"sizes": [1, "2"]}, {"mode": "maybe"}, {"parent": 3}):
    try:
        Settings(**({"name": "n", "sizes": [], "table": {}} | kwargs))
    except TypeError as error:
        print(error)
print(typing.cast(int, "not checked"), typing.TYPE_CHECKING, repr(Optional[str]), list[int], Union[int, None])
