"""Publish and subscribe with wildcards, priorities and unsubscribe handles."""

from __future__ import annotations

import fnmatch
from collections import defaultdict
from contextlib import contextmanager
from typing import Any, Callable

Handler = Callable[..., Any]


class StopPropagation(Exception):
    """Raised by a handler to end the delivery of an event."""


class EventBus:
    def __init__(self) -> None:
        self._handlers: dict[str, list[tuple[int, int, Handler]]] = defaultdict(list)
        self._counter = 0
        self._muted: set[str] = set()
        self.errors: list[str] = []

    def subscribe(self, pattern: str, handler: Handler | None = None, *, priority: int = 0):
        def register(f: Handler) -> Handler:
            self._counter += 1
            entry = (-priority, self._counter, f)
            self._handlers[pattern].append(entry)
            self._handlers[pattern].sort(key=lambda e: e[:2])
            return f

        if handler is None:
            return register
        register(handler)
        entry = next(e for e in self._handlers[pattern] if e[2] is handler)
        return lambda: self._handlers[pattern].remove(entry)

    def publish(self, topic: str, /, **data: Any) -> int:
        if topic in self._muted:
            return 0
        entries = sorted(
            e[:2] + (e[2],)
            for p, es in self._handlers.items()
            if fnmatch.fnmatchcase(topic, p)
            for e in es
        )
        delivered = 0
        for *_, handler in entries:
            try:
                handler(topic, **data)
            except StopPropagation:
                delivered += 1
                break
            except Exception as error:
                self.errors.append(f"{handler.__name__}: {error!r}")
            else:
                delivered += 1
        return delivered

    @contextmanager
    def muted(self, *topics: str):
        self._muted.update(topics)
        try:
            yield self
        finally:
            self._muted.difference_update(topics)


bus = EventBus()


@bus.subscribe("order.*")
def audit(topic, **data):
    print("  audit", topic, sorted(data.items()))


@bus.subscribe("order.created", priority=10)
def check(topic, *, amount, **_):
    print("  check", amount)
    if amount <= 0:
        raise StopPropagation


@bus.subscribe("*")
def broken(topic, **data):
    return data["missing"]


class Counter:
    def __init__(self):
        self.seen = []

    def on_event(self, topic, **_):
        self.seen.append(topic)


counter = Counter()
cancel = bus.subscribe("*", counter.on_event, priority=-5)
for topic, data in [
    ("order.created", {"amount": 5}),
    ("order.created", {"amount": 0}),
    ("user.left", {}),
]:
    print(topic, "->", bus.publish(topic, **data))
with bus.muted("order.paid") as b:
    print("muted:", b.publish("order.paid"), b is bus)
cancel()
print("after cancel:", bus.publish("order.paid", by="card"))
print(counter.seen)
print(bus.errors)
try:
    cancel()
except ValueError:
    print("already cancelled")
