"""Quotas that several servers share, against a real redis-server that comes and goes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import Pyro5.api
import pytest

from attack_tools import until
from guardedflame.client.flame import Flame
from guardedflame.errors import LimitExceeded
from harness import Serve, Served
from redis_server import RedisServer, needs_redis, redis_server

pytestmark = needs_redis

PASSWORD = "hunter2-and-more"

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{{unix}}"]
quotas: {{{{store: "{store}", on_failure: {on_failure}}}}}
profiles:
  analyst:
    isolation: process
    language: {{language}}
    warm: {{warm}}
    operations: [evaluate, execute, module]
    modules: {{{{math: "*"}}}}
clients:
  anyone:
    profile: analyst
    limits: {{{{{{limits}}}}}}
"""

Start = Callable[..., Served]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A store with a password."""
    with redis_server(tmp_path / "redis", PASSWORD) as server:
        yield server


@pytest.fixture
def start(serve: Serve, redis: RedisServer) -> Start:
    """Start a server that counts there."""

    def started(limits: str, on_failure: str = "refuse", store: str = "") -> Served:
        text = POLICY.format(store=store or redis.url, on_failure=on_failure)
        return serve(text, limits=limits)

    return started


def refused(flame: Flame, source: str = "1 + 1") -> LimitExceeded:
    """Return the quota that stops a call."""
    with pytest.raises(LimitExceeded) as caught:
        flame.evaluate(source)
    return caught.value


def servers(served: Served) -> list[str]:
    """Return what the server has recorded of its store."""
    return [one["detail"] for one in served.audit() if one.get("outcome") == "quotas"]


def test_calls_are_counted_there(start: Start, redis: RedisServer) -> None:
    """All that a client has to know is on the error, as with memory."""
    flame = start("calls: 3/h").connect()
    flame.execute("kept = [1]")
    for _ in range(2):
        assert flame.evaluate("kept") == [1]
    error = refused(flame, "kept.append(2)")
    assert (error.limit, error.allowed, error.used) == ("calls", "3/h", "3")
    assert error.state_survived
    assert 3500 < error.retry_after < 7300
    assert b"guardedflame" in redis.command("KEYS", "*")


def test_all_that_is_known_afterwards_gets_there(start: Start) -> None:
    """Processor time and bytes; a second server refuses for what was used at the first."""
    limits = "cpu_time: 200ms/h, cpu: 5s, received: 100 MiB/h, sent: 64 KiB/h"
    first, second = start(limits), start(limits)
    first.connect().evaluate("sum(range(30_000_000))")
    other = second.connect()
    until(lambda: _stopped_by(other) == "cpu_time", "what was used at the first server")
    third = start("sent: 64 KiB/h")
    assert len(third.connect().evaluate("'x' * 100_000")) == 100_000
    assert _stopped_by(third.connect()) == "sent"


def _stopped_by(flame: Flame) -> str:
    try:
        flame.evaluate("1")
    except LimitExceeded as error:
        return error.limit
    return ""


def test_calls_of_one_connection_stay_in_order(start: Start) -> None:
    """Also where each of them waits for an answer from elsewhere."""
    served = start("calls: 1000/h")
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy:
        proxy.execute("said = []")
        proxy._pyroOneway.add("execute")
        for number in range(40):
            proxy.execute(f"said.append({number})")
        assert proxy.evaluate("said") == list(range(40))


def test_a_store_that_goes_away_refuses_and_is_told_once(start: Start, redis: RedisServer) -> None:
    """Nothing runs uncounted; when it is back, so are the clients, with their state."""
    served = start("calls: 1000/h")
    flame = served.connect()
    flame.execute("kept = 1")
    redis.stop()
    for _ in range(30):
        error = refused(flame, "kept")
        assert "cannot look up" in str(error)
        assert error.rule == "policy.yaml:4 quotas.store"
        assert error.retry_after > 0
        assert error.state_survived
        assert PASSWORD not in str(vars(error))
    assert servers(served) == [
        f"the quota store redis://127.0.0.1:{redis.port}/0 is away: nothing can be reached there"
    ]
    redis.start()
    until(lambda: _stopped_by(flame) == "", "the store again")
    assert flame.evaluate("kept") == 1
    assert servers(served)[1:] == [f"the quota store redis://127.0.0.1:{redis.port}/0 is back"]
    assert sum(one["event"] == "quota" for one in served.audit()) == 1


def test_a_store_that_does_not_answer_holds_up_nobody(start: Start, redis: RedisServer) -> None:
    """A call waits for it so long at most; a client without a rate is not held up at all."""
    served = start("calls: 1000/h")
    flame = served.connect()
    assert flame.evaluate("1") == 1
    redis.freeze()
    assert "cannot look up" in str(refused(flame))
    assert servers(served) == [
        f"the quota store redis://127.0.0.1:{redis.port}/0 is away: it does not answer"
    ]
    flame.ping()


def test_a_server_may_count_alone_meanwhile(start: Start, redis: RedisServer) -> None:
    """Where the policy says on_failure: local; it goes on from what it has seen."""
    served = start("calls: 4/h", "local")
    flame = served.connect()
    for _ in range(2):
        assert flame.evaluate("1") == 1
    redis.stop()
    for _ in range(2):
        assert flame.evaluate("2") == 2
    assert refused(flame).used == "4"


def test_a_socket_file_is_a_store_too(start: Start, redis: RedisServer) -> None:
    """redis+unix, with a login."""
    store = f"redis+unix://default:{PASSWORD}@{redis.socket}?db=3"
    flame = start("calls: 1/h", store=store).connect()
    assert flame.evaluate("1") == 1
    assert refused(flame).limit == "calls"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("redis://default:hunter3@127.0.0.1:{port}/0", "does not accept the user or password"),
        ("redis://default:hunter3@127.0.0.1:1/0", "nothing can be reached there"),
    ],
)
def test_a_server_does_not_start_without_its_store(
    tmp_path: Path, redis: RedisServer, url: str, why: str
) -> None:
    """In plain words, without the password; nothing is left behind."""
    text = POLICY.format(store=url.format(port=redis.port), on_failure="refuse")
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        text.format(unix=tmp_path / "s", language="guarded", warm=0, limits="calls: 1/s")
    )
    policy.chmod(0o600)
    done = subprocess.run(
        [sys.executable, "-m", "guardedflame", "serve", "--policy", str(policy)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert why in said, said
    assert "cannot be used" in said
    for secret in (PASSWORD, "hunter", "Traceback"):
        assert secret not in said
    assert not (tmp_path / "s").exists()


def test_the_password_is_in_no_record_and_no_error(start: Start, redis: RedisServer) -> None:
    """Of a server that used it, lost it and was stopped."""
    served = start("calls: 2/h")
    flame = served.connect()
    assert flame.evaluate("1") == 1
    redis.stop()
    error = refused(flame)
    served.stop()
    assert PASSWORD not in (served.directory / "audit.jsonl").read_text()
    assert PASSWORD not in f"{error} {vars(error)}"
