"""A typed client over a fake transport: TypedDict, Protocol, overload, ParamSpec, Generic results."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, InitVar, dataclass, field
from typing import (
    Any,
    Final,
    Generic,
    Literal,
    NewType,
    ParamSpec,
    Protocol,
    TypedDict,
    TypeVar,
    overload,
    runtime_checkable,
    Annotated,
    cast,
)

UserId = NewType("UserId", int)
Verb = Literal["GET", "POST"]
BASE: Final = "https://api.test"
P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound="Resource")


class UserPayload(TypedDict, total=False):
    id: int
    name: str
    tags: list[str]


@runtime_checkable
class Transport(Protocol):
    def send(self, verb: Verb, url: str, body: str | None = None) -> tuple[int, str]: ...


class FakeTransport:
    def __init__(self, answers: Mapping[tuple[str, str], tuple[int, Any]]) -> None:
        self._answers = dict(answers)
        self.calls: list[str] = []

    def send(self, verb: Verb, url: str, body: str | None = None) -> tuple[int, str]:
        self.calls.append(f"{verb} {url.removeprefix(BASE)}" + (f" {body}" if body else ""))
        status, data = self._answers.get(
            (verb, url.removeprefix(BASE)), (404, {"error": "not found"})
        )
        return status, json.dumps(data)


class Resource:
    path = ""

    @classmethod
    def load(cls: type[T], data: Mapping[str, Any]) -> T:
        return cls(**data)


@dataclass
class User(Resource):
    id: UserId
    name: str
    _: KW_ONLY
    tags: list[str] = field(default_factory=list)
    shout: InitVar[bool] = False
    path = "/users"

    def __post_init__(self, shout: bool) -> None:
        if shout:
            self.name = self.name.upper()


@dataclass(frozen=True)
class Page(Generic[T]):
    items: tuple[T, ...]
    next: int | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)


class ApiError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status


def logged(f: Callable[P, R]) -> Callable[P, R]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        extra = [repr(a) for a in args[1:]] + [f"{k}={v!r}" for k, v in kwargs.items()]
        print(f"-> {f.__name__}({', '.join(extra)})")
        return f(*args, **kwargs)

    return inner


class Client:
    def __init__(self, transport: Transport) -> None:
        if not isinstance(transport, Transport):
            raise TypeError("not a transport")
        self._t = transport

    @overload
    def _call(self, verb: Literal["GET"], path: str) -> Any: ...
    @overload
    def _call(self, verb: Literal["POST"], path: str, body: object) -> Any: ...
    def _call(self, verb: Verb, path: str, body: object = None) -> Any:
        status, text = self._t.send(
            verb, BASE + path, json.dumps(body, sort_keys=True) if body is not None else None
        )
        data = json.loads(text)
        if status >= 400:
            raise ApiError(status, data["error"])
        return data

    @logged
    def get(self, kind: type[T], id: UserId) -> T:
        return kind.load(self._call("GET", f"{kind.path}/{id}"))

    @logged
    def list(self, kind: type[T], *, page: int = 1) -> Page[T]:
        data = self._call("GET", f"{kind.path}?page={page}")
        return Page(tuple(kind.load(d) for d in data["items"]), data.get("next"))

    @logged
    def create(self, payload: UserPayload) -> UserId:
        return UserId(self._call("POST", "/users", payload)["id"])

    def all(self, kind: type[T]) -> Iterator[T]:
        page: int | None = 1
        while page is not None:
            result = self.list(kind, page=page)
            yield from result
            page = result.next


transport = FakeTransport(
    {
        ("GET", "/users/7"): (200, {"id": 7, "name": "Ann", "tags": ["x"]}),
        ("GET", "/users?page=1"): (
            200,
            {"items": [{"id": 1, "name": "A"}, {"id": 2, "name": "B", "shout": True}], "next": 2},
        ),
        ("GET", "/users?page=2"): (200, {"items": [{"id": 3, "name": "c", "shout": True}]}),
        ("POST", "/users"): (201, {"id": 99}),
    }
)
client = Client(transport)
print(client.get(User, UserId(7)))
print([u.name for u in client.all(User)])
print(client.create({"name": "New", "tags": []}), cast("int", "unchecked"))
try:
    client.get(User, UserId(8))
except ApiError as e:
    print(type(e).__name__, e, e.status)
try:
    Client(object())  # type: ignore[arg-type]
except TypeError as e:
    print("TypeError", e)
print(transport.calls)
print(
    Page[User],
    User.__annotations__["tags"],
    sorted(UserPayload.__annotations__),
    UserId.__name__,
    Annotated[int, "positive"],
)
