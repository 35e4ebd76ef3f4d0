"""An account rebuilt from its events: frozen dataclasses, match on classes, snapshots, projections."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce
from typing import Iterable, TypeAlias
from uuid import NAMESPACE_DNS, UUID, uuid5


@dataclass(frozen=True, kw_only=True)
class Event:
    at: datetime
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    owner: str
    limit: int = 0


@dataclass(frozen=True, kw_only=True)
class Paid(Event):
    amount: int
    memo: str = ""


@dataclass(frozen=True, kw_only=True)
class Closed(Event):
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    owner: str = ""
    balance: int = 0
    limit: int = 0
    open: bool = False
    version: int = 0


Stream: TypeAlias = "list[Event]"


class Rejected(Exception):
    pass


def apply(state: State, event: Event) -> State:
    match event:
        case Opened(owner=owner, limit=limit):
            state = replace(state, owner=owner, limit=limit, open=True)
        case Paid(amount=amount):
            state = replace(state, balance=state.balance + amount)
        case Closed():
            state = replace(state, open=False)
        case _:
            raise TypeError(event)
    return replace(state, version=event.version)


def decide(state: State, event: Event) -> Event:
    match state, event:
        case State(open=False, version=0), Opened():
            pass
        case State(open=True), Opened():
            raise Rejected("opened already")
        case State(open=False), _:
            raise Rejected("account is not open")
        case State(balance=b, limit=l), Paid(amount=a) if b + a < -l:
            raise Rejected(f"would fall to {b + a}, limit is {-l}")
        case State(balance=b), Closed() if b != 0:
            raise Rejected(f"balance is {b}")
    return replace(event, version=state.version + 1)


@dataclass
class Store:
    streams: dict[UUID, Stream] = field(default_factory=dict)
    snapshots: dict[UUID, State] = field(default_factory=dict)
    every: int = 3

    def load(self, key: UUID) -> State:
        snapshot = self.snapshots.get(key, State())
        return reduce(apply, self.streams.get(key, [])[snapshot.version :], snapshot)

    def append(self, key: UUID, event: Event, expected: int | None = None) -> State:
        state = self.load(key)
        if expected is not None and expected != state.version:
            raise Rejected(f"expected version {expected}, is {state.version}")
        decided = decide(state, event)
        self.streams.setdefault(key, []).append(decided)
        state = apply(state, decided)
        if state.version % self.every == 0:
            self.snapshots[key] = state
        return state


def statement(events: Iterable[Event]) -> str:
    total, lines = 0, []
    for e in events:
        if isinstance(e, Paid):
            total += e.amount
            lines.append(f"{e.at:%d.%m.} {e.memo or '-':<8} {e.amount:>7} {total:>7}")
    return "\n".join(lines)


now = datetime(2024, 5, 1, 9)
tick = lambda: globals_clock.append(globals_clock[-1] + timedelta(hours=30)) or globals_clock[-1]
globals_clock = [now]
key = uuid5(NAMESPACE_DNS, "account.test")
print(key)
store = Store()
for event in (
    Paid(at=tick(), amount=5),
    Opened(at=tick(), owner="Ann", limit=50),
    Opened(at=tick(), owner="Bo"),
    Paid(at=tick(), amount=120, memo="wages"),
    Paid(at=tick(), amount=-160, memo="rent"),
    Paid(at=tick(), amount=-20),
    Closed(at=tick(), reason="moving"),
    Paid(at=tick(), amount=40, memo="gift"),
    Closed(at=tick(), reason="moving"),
    Paid(at=tick(), amount=1),
):
    try:
        print(type(event).__name__, "->", store.append(key, event))
    except Rejected as e:
        print(type(event).__name__, "rejected:", e)
try:
    store.append(key, Paid(at=now, amount=1), expected=2)
except Rejected as e:
    print("conflict:", e)
print(statement(store.streams[key]))
print(
    sorted(s.version for s in store.snapshots.values()),
    reduce(apply, store.streams[key], State()) == store.load(key),
)
try:
    store.load(key).balance = 5  # type: ignore[misc]
except AttributeError as e:
    print(type(e).__name__, e)
