"""Ten thousand authenticated connections that say nothing: held, cheap, and in nobody's way."""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from guardedflame.client.flame import Flame
from harness import ANALYST, Serve

WANTED = 10_000

#: Below this many nothing is shown.
LEAST = 2_000

#: Descriptors a process needs for everything else.
SPARE = 500

BUSY = 8

THOUSAND = 1000

#: Resident bytes of the broker for each connection: 5.3 KiB measured, session and policy included.
MEMORY = 8 * 1024

POLICY = ANALYST.replace(
    "maximum: 512, maximum_per_address: 512", "maximum: 20000, maximum_per_address: 20000"
)


@pytest.fixture
def descriptors() -> Iterator[int]:
    """Raise this process's own limit as far as it goes; return how many there are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < LEAST + SPARE:
        pytest.skip(f"RLIMIT_NOFILE is {hard} here, which is too few for {LEAST} connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def busy(flame: Flame, calls: int) -> None:
    """Call, checking each answer and the session's state."""
    for number in range(calls):
        assert flame.evaluate(f"mine + {number}") == id(flame) + number


def released(broker: psutil.Process, descriptors: int) -> int:
    """Return the broker's open descriptors once they are so few, or after half a minute."""
    deadline = time.monotonic() + 30
    while (now := broker.num_fds()) > descriptors and time.monotonic() < deadline:
        threading.Event().wait(0.02)
    return now


def test_ten_thousand_idle_connections_are_held(serve: Serve, descriptors: int) -> None:
    """All of them are known clients; busy ones are answered meanwhile; all is given back."""
    count = min(WANTED, descriptors - SPARE)
    served = serve(POLICY, warm=0, limits="sessions: 20000, connections: 20000")
    broker = psutil.Process(served.process.pid)
    with ThreadPoolExecutor(BUSY) as threads:
        working = [served.connect() for _ in range(BUSY)]
        for flame in working:
            flame.execute(f"mine = {id(flame)}")
        before, resident = broker.num_fds(), broker.memory_info().rss
        idle: list[Flame] = []
        while len(idle) < count:
            running = [threads.submit(busy, flame, 10) for flame in working]
            # By both ways in: an address has 28,000 ports, and closed ones rest for a minute.
            more = min(THOUSAND, count - len(idle))
            idle.extend(served.connect(unix=bool(number % 2)) for number in range(more))
            for call in running:
                call.result(60)
        grown = broker.memory_info().rss - resident
    assert len({flame.server["session"] for flame in idle}) == count
    # A session's process comes with its first call.
    assert len(served.descendants()) < 4 * BUSY
    for flame in idle:
        flame.ping()
    assert grown / count < MEMORY
    # One of the crowd that speaks after all is served like any other.
    assert idle[count // 2].evaluate("6 * 7") == 42
    for flame in idle:
        flame.close()
    assert released(broker, before) <= before
