"""Token bucket and sliding window limiters with an injected clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Callable, Protocol


class Clock(Protocol):
    def __call__(self) -> float: ...


class FakeClock:
    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def __repr__(self) -> str:
        return f"FakeClock({self.now:g})"

    def advance(self, seconds: float) -> None:
        self.now += seconds


class Limiter(Protocol):
    def allow(self, cost: int = 1) -> bool: ...


@dataclass
class TokenBucket:
    rate: float
    capacity: float
    clock: Clock
    _tokens: float = field(init=False)
    _last: float = field(init=False)

    def __post_init__(self) -> None:
        self._tokens = self.capacity
        self._last = self.clock()

    def allow(self, cost: int = 1) -> bool:
        now = self.clock()
        self._tokens = min(self.capacity, self._tokens + (now - self._last) * self.rate)
        self._last = now
        if self._tokens < cost:
            return False
        self._tokens -= cost
        return True

    def wait_time(self, cost: int = 1) -> float:
        return max(0.0, (cost - self._tokens) / self.rate)


@dataclass(slots=True)
class SlidingWindow:
    limit: int
    window: float
    clock: Clock
    calls: deque[float] = field(default_factory=deque)

    def allow(self, cost: int = 1) -> bool:
        now = self.clock()
        while self.calls and self.calls[0] <= now - self.window:
            self.calls.popleft()
        if len(self.calls) + cost > self.limit:
            return False
        self.calls.extend([now] * cost)
        return True


class RateLimited(Exception):
    pass


def limited(limiter: Limiter) -> Callable[[Callable[..., str]], Callable[..., str]]:
    def decorate(f: Callable[..., str]) -> Callable[..., str]:
        def inner(*args: object, **kwargs: object) -> str:
            if not limiter.allow():
                raise RateLimited(f"{f.__name__} called too often")
            return f(*args, **kwargs)

        inner.__name__ = f.__name__
        return inner

    return decorate


clock = FakeClock()
bucket = TokenBucket(rate=2, capacity=5, clock=clock)
print(
    "burst ", "".join(".x"[not bucket.allow()] for _ in range(8)), f"wait {bucket.wait_time():.2f}s"
)
clock.advance(1.25)
print(
    "later ", "".join(".x"[not bucket.allow()] for _ in range(4)), f"wait {bucket.wait_time():.2f}s"
)
clock.advance(60)
print("rested", bucket.allow(5), bucket.allow(), bucket)

window = SlidingWindow(3, 10.0, clock)
trace = []
for step in [0, 1, 1, 1, 4, 4, 0.5, 9]:
    clock.advance(step)
    trace.append(f"{clock.now - 1061.25:g}:{'ok' if window.allow() else 'no'}")
print(*trace)


@limited(SlidingWindow(2, 60, clock))
def fetch(page: str) -> str:
    return f"<{page}>"


for page in "abc":
    try:
        print(fetch(page))
    except RateLimited as e:
        print("RateLimited:", e)
try:
    window.other = 1
except AttributeError as e:
    print("AttributeError", "other" in str(e))
