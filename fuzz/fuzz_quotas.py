"""Invariant: no interleaving of charges lets a client use more than its quota in any window.

No client is refused for what another used; the time a refusal tells is when there is room, and not
before; what is refused counts for nothing. The clock is the test's.
"""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from guardedflame import limits
from guardedflame.broker.quota_redis import Counters
from guardedflame.broker.quota_windows import Windows

CLIENTS = ("alice", "bob", "anyone@2001:db8::/64")

steps = st.lists(
    st.tuples(
        st.sampled_from(CLIENTS),
        st.sampled_from(["hit", "spend", "test"]),
        st.integers(0, 12),
        # Mostly a moment; sometimes most of a window, or just over it.
        st.floats(0, 3) | st.sampled_from([0.0, 29.9, 58.0, 60.0, 62.0, 3600.0]),
    ),
    max_size=60,
)


class Clock:
    """Seconds that go as the test says."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@given(
    start=st.floats(0, 1e7),
    amount=st.integers(1, 20),
    item_of=st.sampled_from([RateLimitItemPerMinute, RateLimitItemPerHour]),
    steps=steps,
)
def fuzz_no_window_holds_more_than_was_allowed(
    start: float,
    amount: int,
    item_of: type[RateLimitItem],
    steps: list[tuple[str, str, int, float]],
) -> None:
    """Checked against a list of all that ever happened."""
    clock = Clock(start)
    windows = Windows(clock)
    limiter = MovingWindowRateLimiter(windows)
    item = item_of(amount, namespace="fuzz")
    window = item.get_expiry()
    slack = window / limits.QUOTA_SLOTS
    happened: defaultdict[str, list[tuple[float, int, bool]]] = defaultdict(list)
    for who, what, cost, passes in steps:
        clock.now += passes
        key = item.key_for(who)
        held = windows.get(key)
        surely = sum(n for at, n, _ in happened[who] if at > clock.now - window)
        perhaps = sum(n for at, n, _ in happened[who] if at >= clock.now - window - slack - 1e-6)
        assert surely <= held <= perhaps, "what counts is what was used in a window, no less"
        if what == "spend":
            windows.spend(key, window, cost)
            happened[who].append((clock.now, cost, False))
        elif what == "test" or not cost:
            assert limiter.test(item, who, cost=cost) == (held + cost <= amount)
            assert windows.get(key) == held, "asking counts for nothing"
        elif limiter.hit(item, who, cost=cost):
            assert surely + cost <= amount
            happened[who].append((clock.now, cost, True))
        else:
            # Never for another's use: only this client's own is in `perhaps`.
            assert perhaps + cost > amount
            assert windows.get(key) == held, "what is refused counts for nothing"
            _the_time_is_true(windows, clock, key, amount, cost)
    clock.now += 2 * window
    windows.forget()
    assert len(windows) == 0


def _the_time_is_true(windows: Windows, clock: Clock, key: str, amount: int, cost: int) -> None:
    """Judge ``frees_in`` by turning a copy of the clock."""
    wait = windows.frees_in(key, amount, cost)
    if cost > amount:
        assert wait == 0.0
        return
    assert wait > 0.0
    now = clock.now
    log = windows._logs[key]
    before = list(log.slots), log.used
    clock.now = now + wait * (1 - 1e-6) - 1e-6
    assert windows.get(key) + cost > amount, "there was room before the time it told"
    clock.now = now + wait * (1 + 1e-6) + 1e-6
    assert windows.get(key) + cost <= amount, "there was no room at the time it told"
    clock.now = now
    log.slots, log.used = before


@given(
    before=st.integers(0, 10**9),
    now=st.integers(0, 10**9),
    passed=st.floats(0, 59.9),
    amount=st.integers(1, 10**9),
    cost=st.integers(1, 10**6),
)
def fuzz_the_shared_stores_time_is_when_there_is_room(
    before: int, now: int, passed: float, amount: int, cost: int
) -> None:
    """The library's two counters, as its script in Redis turns them, without further use."""
    window, room = 60.0, amount - cost
    counters = Counters(before, window - passed if before else 0.0, now, 2 * window - passed)
    if counters.weighted(window) <= room:
        return
    wait = counters.frees_in(room, window)
    if room < 0:
        assert wait == 0.0
        return
    assert 0.0 < wait <= 2 * window + 1
    assert _after(counters, wait, window).weighted(window) <= room
    if wait > 0.01:
        assert _after(counters, (wait - 0.002) * 0.999 - 0.001, window).weighted(window) > room


def _after(counters: Counters, seconds: float, window: float) -> Counters:
    """Return the counters so much later: a window that has ended becomes the one before."""
    ends = counters.now_ttl - window
    if seconds < ends:
        left = max(counters.before_ttl - seconds, 0.0)
        return Counters(counters.before, left, counters.now, counters.now_ttl - seconds)
    left = max(window - (seconds - ends), 0.0)
    return Counters(counters.now, left, 0, window + left)
