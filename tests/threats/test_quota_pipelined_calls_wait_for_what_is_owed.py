"""Attack: have many calls admitted before the first of them is charged.

A stock client has one in flight; ours, and whoever speaks as ours, has `limits.INFLIGHT`.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from attack_tools import Raw, call_payload, failed, invoke
from guardedflame.serial.ids import GUARDED
from harness import Serve, Served
from redis_server import needs_redis, redis_server

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
connections: {{maximum: 512, maximum_per_address: 512}}
QUOTAS
profiles:
  p:
    isolation: process
    operations: [evaluate, execute]
    limits: {{{limits}}}
clients:
  anyone: {{profile: p}}
"""

MEMORY = POLICY.replace("QUOTAS\n", "")

#: Far more processor time than the quota has, on any machine, and less than a call may use.
WORK = "sum(range(40_000_000))"

#: More to send than the quota has; made slowly: all calls are there before the first ends.
TEXT = "'x' * (100_000 + 0 * sum(range(5_000_000)))"

#: So much of it that one call is over the quota.
LIMITS = "cpu: 60s, wall: 120s, cpu_time: 100ms/h"

PIPELINED = 12


def pipeline(served: Served, source: str, *, connections: int = 1) -> list[bool]:
    """Send many calls in each of some sessions at once; return which of all were refused."""
    with contextlib.ExitStack() as stack:
        peers = [stack.enter_context(Raw(served, serializer=GUARDED)) for _ in range(connections)]
        for peer in peers:
            assert peer.greet()
        payload = call_payload(GUARDED, "evaluate", source)
        for peer in peers:
            peer.send(b"".join(invoke(GUARDED, seq, payload) for seq in range(PIPELINED)))
        return [failed(peer.read()) for peer in peers for _ in range(PIPELINED)]


def test_only_the_first_of_many_calls_runs(serve: Serve) -> None:
    """Each is asked for again when its turn comes; one that is refused then has its verdict."""
    served = serve(MEMORY, limits=LIMITS)
    assert pipeline(served, WORK) == [False] + [True] * (PIPELINED - 1)
    served.stop()
    records = served.audit()
    decided = {one["id"] for one in records if one["event"] == "decision"}
    verdicts = [one for one in records if one["event"] == "verdict"]
    assert sorted(one["of"] for one in verdicts) == sorted(decided)
    refused = [one for one in verdicts if one["outcome"] == "limit"]
    assert len(refused) == len(decided) - 1
    assert {(one["limit"], one["state_survived"]) for one in refused} <= {("cpu_time", True)}


def test_each_session_of_a_client_asks(serve: Serve) -> None:
    """What runs at once in several sessions may end; nothing begins after that."""
    served = serve(MEMORY, limits=LIMITS)
    assert 1 <= pipeline(served, WORK, connections=3).count(False) <= 3


def test_bytes_that_are_sent(serve: Serve) -> None:
    """The first answer uses them up."""
    served = serve(MEMORY, limits="sent: 64 KiB/h")
    assert pipeline(served, TEXT) == [False] + [True] * (PIPELINED - 1)


def test_the_state_is_kept_and_calls_stay_in_order(serve: Serve) -> None:
    """Being asked for again changes nothing for who has room."""
    served = serve(MEMORY, limits="cpu_time: 1000s/h, sent: 1 GiB/h")
    order(served)


def order(served: Served) -> None:
    """Append in pipelined calls; look at what came of it."""
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        peer.call(0, "execute", "said = []")
        for number in range(20):
            peer.call(number + 1, "execute", f"said.append({number})")
        peer.call(21, "evaluate", "said == list(range(20)) or 1 / 0")
        assert [failed(peer.read()) for _ in range(22)] == [False] * 22


@needs_redis
@pytest.mark.parametrize("limits", [LIMITS, "sent: 64 KiB/h"])
def test_the_same_where_servers_share_a_store(serve: Serve, tmp_path: Path, limits: str) -> None:
    """The store is asked again, and it has been told what the call before used."""
    with redis_server(tmp_path / "redis", "") as redis:
        text = POLICY.replace("QUOTAS", f'quotas: {{{{store: "{redis.url}"}}}}')
        source = WORK if limits == LIMITS else TEXT
        served = serve(text, limits=limits)
        assert pipeline(served, source) == [False] + [True] * (PIPELINED - 1)
        order(
            serve(
                text.replace("  p:", "  q:").replace("profile: p", "profile: q"),
                limits="calls: 1000/h, cpu_time: 1000s/h",
            )
        )
        served.stop()
