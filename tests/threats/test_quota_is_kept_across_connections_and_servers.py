"""Attack: leave and come back, to this server or to the next one, for a new quota."""

from __future__ import annotations

from pathlib import Path

import pytest

from guardedflame.errors import LimitExceeded
from harness import Serve, Served
from redis_server import needs_redis, redis_server

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
QUOTAS
profiles:
  p:
    isolation: process
    operations: [evaluate]
    limits: {{calls: 6/h, cpu_time: 500ms/h, cpu: 10s}}
clients:
  anyone: {{profile: p}}
"""


def calls(served: Served, source: str = "1") -> int:
    """Return how many calls a new client may make, ten at most."""
    flame = served.connect()
    done = 0
    try:
        while done < 10:
            flame.evaluate(source)
            done += 1
    except LimitExceeded:
        pass
    finally:
        flame.close()
    return done


def test_a_quota_survives_reconnecting(serve: Serve) -> None:
    """Calls, and processor time of sessions that are gone."""
    served = serve(POLICY.replace("QUOTAS", ""))
    assert calls(served) == 6
    assert calls(served) == 0
    other = serve(POLICY.replace("QUOTAS", ""))
    assert calls(other, "sum(n * n for n in range(30_000_000))") < 6
    assert calls(other) == 0


@needs_redis
def test_two_servers_with_one_store_share_a_quota(serve: Serve, tmp_path: Path) -> None:
    """Six calls are six calls, wherever they are made; a restart forgets nothing."""
    with redis_server(tmp_path / "redis") as store:
        text = POLICY.replace("QUOTAS", f'quotas: {{{{store: "{store.url}"}}}}')
        first, second = serve(text), serve(text)
        one, two = first.connect(), second.connect()
        for _ in range(3):
            assert one.evaluate("1") == 1
            assert two.evaluate("1") == 1
        for flame in (one, two):
            with pytest.raises(LimitExceeded, match="quota calls of 6/h"):
                flame.evaluate("1")
        second.stop()
        assert calls(serve(text)) == 0


@needs_redis
def test_what_a_session_used_last_is_counted_when_its_server_stops(
    serve: Serve, tmp_path: Path
) -> None:
    """Nobody gets a quota back by being the last call before a restart."""
    with redis_server(tmp_path / "redis") as store:
        text = POLICY.replace("QUOTAS", f'quotas: {{{{store: "{store.url}"}}}}')
        first = serve(text)
        first.connect().evaluate("sum(n * n for n in range(30_000_000))")
        first.stop()
        with pytest.raises(LimitExceeded, match="quota cpu_time"):
            serve(text).connect().evaluate("1")
