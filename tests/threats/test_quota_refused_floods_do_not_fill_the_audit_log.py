"""Attack: fill the disk with what the server writes of refusing you.

Each refusal is a line; so many in a window, after which there are two lines for all of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from attack_tools import Raw, failed, hub_of, policy_of, session_of
from guardedflame import limits
from guardedflame.errors import LimitExceeded
from guardedflame.policy.model import Peer
from harness import Serve, Served

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
connections: {{maximum: 512, maximum_per_address: 512}}
profiles:
  p:
    isolation: process
    operations: [evaluate]
    limits: {{{limits}}}
clients:
  anyone: {{profile: p}}
"""

FLOOD = 300


def flood(served: Served, ask: Callable[[Raw, int], None]) -> list[bool]:
    """Return which of many calls were refused, a connection for each hundred."""
    answers = []
    for _ in range(FLOOD // 100):
        with Raw(served) as peer:
            assert peer.greet()
            for seq in range(100):
                ask(peer, seq)
                answers.append(failed(peer.read()))
    return answers


def lines(served: Served) -> Counter[str]:
    """Return how many records of each kind there are once the server has stopped."""
    served.stop()
    return Counter(record["event"] for record in served.audit())


def test_calls_that_the_policy_refuses(serve: Serve) -> None:
    """Over the quota of refusals everything is refused, and one record says how often."""
    served = serve(POLICY, limits="refusals: 20/h")
    assert all(flood(served, lambda peer, seq: peer.call(seq, "execute", "1")))
    counted = lines(served)
    assert counted["decision"] == 20
    quota = [one for one in served.audit() if one["event"] == "quota"]
    assert [one["count"] for one in quota] == [1, FLOOD - 20 - 1]
    assert {one["limit"] for one in quota} == {"refusals"}
    assert quota[1]["outcome"] == "refused again"
    assert quota[1]["peer"] == "127.0.0.1"


def test_calls_that_a_quota_refuses(serve: Serve) -> None:
    """The first is recorded, the others are counted."""
    served = serve(POLICY, limits="calls: 7/h")
    answers = flood(served, lambda peer, seq: peer.call(seq, "evaluate", "1"))
    assert answers == [False] * 7 + [True] * (FLOOD - 7)
    counted = lines(served)
    assert counted["decision"] == 7
    assert [one["count"] for one in served.audit() if one["event"] == "quota"] == [
        1,
        FLOOD - 7 - 1,
    ]


def test_connections_that_are_turned_away(serve: Serve) -> None:
    """By a quota: once a window, then counted."""
    served = serve(POLICY, limits="connections: 1")
    with Raw(served) as first:
        assert first.greet()
        for _ in range(40):
            with Raw(served) as peer:
                assert not peer.greet()
    counted = lines(served)
    assert counted["connection"] == 1
    assert [one["count"] for one in served.audit() if one["event"] == "quota"] == [1, 39]


def test_strangers_who_knock_with_garbage(tmp_path: Path) -> None:
    """Nobody has to be known for a record: those of an address are counted, too."""
    hub = hub_of(policy_of(tmp_path, POLICY))
    knocks = [hub.ledger.may_note(Peer(address=f"2001:db8::{n:x}")) for n in range(1000)]
    assert knocks == [True] * 600 + [False] * 400
    assert hub.ledger.may_note(Peer(address="192.0.2.1"))


def test_strangers_who_knock_from_everywhere(tmp_path: Path) -> None:
    """All of them together have so many lines a minute, and two for the rest, until it is over."""
    log = tmp_path / "audit.jsonl"
    hub = hub_of(policy_of(tmp_path, POLICY), log)
    now = 100.0
    hub.ledger.knocks._clock = lambda: now
    hub.ledger.records._clock = lambda: now
    there = [Peer(address=f"198.18.{n >> 8}.{n & 255}") for n in range(limits.KNOCKS_PER_MINUTE)]
    for _ in range(2):
        noted = [hub.ledger.may_note(peer) for peer in [*there, *there]]
        assert noted.count(True) == limits.KNOCKS_PER_MINUTE
        assert noted[0]
        now += 120
        hub.ledger.sweep()
    hub.ledger.close()
    hub.audit.close()
    records = [json.loads(line) for line in log.read_text().splitlines()]
    told = [one for one in records if one["event"] == "quota"]
    assert [one["peer"] for one in told] == ["(many)"] * 4
    assert sum(one["count"] for one in told) == 2 * limits.KNOCKS_PER_MINUTE


def test_a_client_that_was_refused_too_often_is_let_in_again(tmp_path: Path) -> None:
    """When the window is free; and a new connection is not a way around."""
    text = POLICY.replace("{{{limits}}}", "{{refusals: 2/s}}")
    hub = hub_of(policy_of(tmp_path, text))
    now = 100.0
    hub.ledger.windows._clock = lambda: now
    account = session_of(hub).account
    gated = [account.gated]
    for _ in range(2):
        account.refused()
        gated.append(account.gated)
    assert gated == [False, False, True]
    with pytest.raises(LimitExceeded) as caught:
        account.admit(1, 0)
    account.end_session()
    account.leave()
    again = session_of(hub).account
    assert again is not account
    assert again.gated
    now += caught.value.retry_after
    again.admit(1, 0)
    gated.append(again.gated)
    assert not gated[-1]
