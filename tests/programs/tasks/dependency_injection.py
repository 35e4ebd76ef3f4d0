"""A dependency injection container that reads annotations of __init__."""

from __future__ import annotations

import inspect
import typing
from typing import Any, Callable, TypeVar

T = TypeVar("T")


class ResolutionError(Exception):
    pass


class Container:
    def __init__(self, parent: Container | None = None) -> None:
        self._factories: dict[Any, tuple[Callable[..., Any], bool]] = {}
        self._singletons: dict[Any, Any] = {}
        self._parent = parent
        self._stack: list[Any] = []

    def register(
        self, key: Any, factory: Callable[..., Any] | None = None, *, singleton: bool = False
    ) -> Container:
        self._factories[key] = (factory or key, singleton)
        return self

    def value(self, key: Any, value: Any) -> Container:
        self._singletons[key] = value
        return self

    def resolve(self, key: type[T]) -> T:
        if key in self._singletons:
            return self._singletons[key]
        if key not in self._factories:
            if self._parent:
                return self._parent.resolve(key)
            raise ResolutionError(f"nothing registered for {getattr(key, '__name__', key)}")
        if key in self._stack:
            raise ResolutionError("cycle: " + " -> ".join(k.__name__ for k in [*self._stack, key]))
        factory, singleton = self._factories[key]
        self._stack.append(key)
        try:
            made = self.call(factory)
        finally:
            self._stack.pop()
        if singleton:
            self._singletons[key] = made
        return made

    def call(self, function: Callable[..., Any], **given: Any) -> Any:
        target = function.__init__ if inspect.isclass(function) else function
        hints = typing.get_type_hints(target)
        arguments = dict(given)
        for name, parameter in inspect.signature(function).parameters.items():
            if name in arguments or name not in hints:
                continue
            try:
                arguments[name] = self.resolve(hints[name])
            except ResolutionError:
                if parameter.default is inspect.Parameter.empty:
                    raise
        return function(**arguments)


class Config:
    def __init__(self) -> None:
        self.url = "db://local"


class Database:
    made = 0

    def __init__(self, config: Config) -> None:
        Database.made += 1
        self.url = config.url


class Mailer:
    def __init__(self, sender: str = "noreply") -> None:
        self.sender = sender


class Service:
    def __init__(self, db: Database, mailer: Mailer, retries: int = 3) -> None:
        self.db, self.mailer, self.retries = db, mailer, retries


class Chicken:
    def __init__(self, egg: Egg) -> None: ...


class Egg:
    def __init__(self, chicken: Chicken) -> None: ...


def main() -> None:
    c = (
        Container()
        .register(Config, singleton=True)
        .register(Database, singleton=True)
        .register(Mailer)
        .register(Service)
    )
    a, b = c.resolve(Service), c.resolve(Service)
    print(a is b, a.db is b.db, a.mailer is b.mailer, a.retries, a.db.url, Database.made)
    test = (
        Container(c).register(Service).register(Database, lambda: Database(Config())).value(int, 7)
    )
    s = test.resolve(Service)
    print(s.db is a.db, s.retries, Database.made)

    def handler(name: str, service: Service) -> str:
        return f"{name}: {service.db.url}"

    print(c.call(handler, name="handler"))
    c.register(Chicken).register(Egg)
    for key in (Chicken, float):
        try:
            c.resolve(key)
        except ResolutionError as e:
            print(e)


main()
