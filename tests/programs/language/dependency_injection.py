"""A container that builds objects from the annotations of their constructors."""
from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar, get_type_hints

T = TypeVar("T")


class ResolutionError(LookupError):
    def __init__(self, path: list[type]):
        super().__init__(" -> ".join(cls.__name__ for cls in path))


class Container:
    def __init__(self, parent: Container | None = None):
        self._parent = parent
        self._makers: dict[type, tuple[Callable[..., Any], str]] = {}
        self._instances: dict[type, Any] = {}
        self.built: list[str] = []

    def register(self, service: type, maker: Callable[..., Any] | None = None, *, scope: str = "transient") -> Container:
        self._makers[service] = (maker or service, scope)
        return self

    def singleton(self, service: type[T]) -> type[T]:
        self.register(service, scope="singleton")
        return service

    def provides(self, service: type, scope: str = "singleton") -> Callable[[Callable[..., T]], Callable[..., T]]:
        def decorate(maker: Callable[..., T]) -> Callable[..., T]:
            self.register(service, maker, scope=scope)
            return maker
        return decorate

    def _find(self, service: type) -> tuple[Container, Callable[..., Any], str] | None:
        container: Container | None = self
        while container is not None:
            if service in container._makers:
                return (container, *container._makers[service])
            container = container._parent
        return None

    def get(self, service: type[T], _path: tuple[type, ...] = ()) -> T:
        path = (*_path, service)
        if service in _path:
            raise ResolutionError(list(path))
        if (found := self._find(service)) is None:
            raise ResolutionError(list(path))
        owner, maker, scope = found
        if scope == "singleton" and service in owner._instances:
            return owner._instances[service]
        instance = self.call(maker, path)
        owner.built.append(service.__name__)
        if scope == "singleton":
            owner._instances[service] = instance
        return instance

    def call(self, function: Callable[..., Any], _path: tuple[type, ...] = (), /, **given: Any) -> Any:
        target = function.__init__ if inspect.isclass(function) else function
        hints = {} if target is object.__init__ else get_type_hints(target)
        hints.pop("return", None)
        for name, parameter in inspect.signature(function).parameters.items():
            if name in given or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                continue
            if parameter.default is parameter.empty or self._find(hints.get(name)):
                given[name] = self.get(hints[name], _path)
        return function(**given)

    @contextmanager
    def overriding(self, **makers: Any):
        child = Container(self)
        for service in list(self._makers):
            if service.__name__ in makers:
                child.register(service, makers[service.__name__])
        yield child


class Clock(Protocol):
    def now(self) -> str: ...


class Database:
    def __init__(self, url: str = "memory:") -> None:
        self.url = url
        self.rows: list[str] = []


class FixedClock:
    def now(self) -> str:
        return "12:00"


class Mailer:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def send(self, to: str) -> str:
        return f"[{self._clock.now()}] mail to {to}"


class Users:
    def __init__(self, db: Database, mailer: Mailer, limit: int = 2) -> None:
        self._db, self._mailer, self._limit = db, mailer, limit

    def sign_up(self, name: str) -> str:
        if len(self._db.rows) >= self._limit:
            raise OverflowError("no more users")
        self._db.rows.append(name)
        return self._mailer.send(name)


class Chicken:
    def __init__(self, egg: Egg) -> None: ...


class Egg:
    def __init__(self, chicken: Chicken) -> None: ...


container = Container()
container.singleton(Database)
container.register(Mailer).register(Users).register(Chicken).register(Egg)


@container.provides(Clock)
def make_clock() -> Clock:
    return FixedClock()


def job(users: Users, db: Database, name: str = "default") -> str:
    return f"{users.sign_up(name)} ({len(db.rows)} in {db.url})"


print(container.call(job), container.call(job, name="ada"), sep="\n")
try:
    container.call(job)
except OverflowError as e:
    print("OverflowError:", e)
print(container.built, container.get(Mailer) is not container.get(Mailer), container.get(Database) is container.get(Database))


class LateClock:
    def now(self):
        return "23:59"


with container.overriding(Clock=LateClock) as test:
    print(test.get(Mailer).send("test"), container.get(Mailer).send("real"))
for service in (Chicken, int):
    try:
        container.get(service)
    except ResolutionError as e:
        print("ResolutionError:", e)
