"""What was used in the last window, with a clock the test turns."""

from __future__ import annotations

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from guardedflame import limits
from guardedflame.broker.quota_windows import Windows

MINUTE = 60


class Clock:
    """Seconds that go as the test says."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock at some time."""
    return Clock()


def test_the_librarys_moving_window_counts_with_it(clock: Clock) -> None:
    """So many in any minute, and no more."""
    limiter = MovingWindowRateLimiter(Windows(clock))
    item = RateLimitItemPerMinute(3)
    assert [limiter.hit(item, "alice") for _ in range(4)] == [True, True, True, False]
    assert not limiter.test(item, "alice")
    assert limiter.test(item, "bob")
    clock.now += MINUTE
    assert not limiter.hit(item, "alice"), "a whole minute has not passed for sure"
    clock.now += MINUTE / limits.QUOTA_SLOTS
    assert limiter.hit(item, "alice")


def test_use_at_the_end_of_a_window_counts_in_the_next(clock: Clock) -> None:
    """What fixed windows get wrong: all of it twice around their edge."""
    limiter = MovingWindowRateLimiter(Windows(clock))
    item = RateLimitItemPerMinute(100)
    clock.now = 1019.9
    assert limiter.hit(item, "alice", cost=100)
    clock.now = 1020.1
    assert not limiter.hit(item, "alice")
    clock.now = 1079.8
    assert not limiter.hit(item, "alice")


def test_the_time_it_tells_is_the_time_there_is_room(clock: Clock) -> None:
    """Not a moment before; then at once."""
    windows = Windows(clock)
    for amount in (40, 30, 30):
        assert windows.acquire_entry("k", 100, MINUTE, amount)
        clock.now += 7
    for cost in (1, 40, 41, 71, 100):
        wait = windows.frees_in("k", 100, cost)
        before, clock.now = clock.now, clock.now + wait - 0.01
        assert windows.get("k") + cost > 100
        clock.now += 0.02
        assert windows.get("k") + cost <= 100
        clock.now = before
        if windows.get("k") != 100:
            break


def test_more_than_the_whole_quota_never_fits(clock: Clock) -> None:
    """There is nothing to wait for."""
    windows = Windows(clock)
    assert not windows.acquire_entry("k", 100, MINUTE, 101)
    assert windows.frees_in("k", 100, 101) == 0.0


def test_what_was_used_counts_although_it_was_too_much(clock: Clock) -> None:
    """Processor time is known afterwards: the debt is waited for in full."""
    windows = Windows(clock)
    windows.spend("k", MINUTE, 1000)
    assert windows.get("k") == 1000
    wait = windows.frees_in("k", 10, 1)
    assert MINUTE <= wait <= MINUTE + 2 * MINUTE / limits.QUOTA_SLOTS


def test_a_gigabyte_takes_no_more_memory_than_a_byte(clock: Clock) -> None:
    """Amounts are numbers, and a key has so many parts at most."""
    windows = Windows(clock)
    for _ in range(10_000):
        windows.spend("k", MINUTE, 2**30)
        clock.now += 0.1
    assert len(windows._logs["k"].slots) <= limits.QUOTA_SLOTS + 1


def test_keys_that_nothing_is_left_in_are_dropped(clock: Clock) -> None:
    """The others stay."""
    windows = Windows(clock)
    for number in range(1000):
        windows.spend(f"k{number}", MINUTE, 1)
    clock.now += 45
    windows.spend("k7", MINUTE, 1)
    clock.now += 30
    windows.forget()
    assert len(windows) == 1
    assert "k7" in windows
    assert windows.get("k7") == 1


def test_every_method_of_a_storage_is_there(clock: Clock) -> None:
    """The library's other strategies and tools ask them."""
    windows = Windows(clock)
    assert windows.check()
    assert windows.incr("k", MINUTE, 5) == 5
    assert windows.get_expiry("k") > clock.now
    assert windows.get_expiry("other") == clock.now
    assert windows.get_moving_window("k", 10, MINUTE)[1] == 5
    windows.clear("k")
    assert windows.get("k") == 0
    windows.spend("k", MINUTE, 1)
    assert windows.reset() == 1
    assert len(windows) == 0
