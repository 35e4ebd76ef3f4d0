"""Attack: be somebody else for every call. `anyone` is counted by address, and never not at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from attack_tools import Raw, failed, hub_of, policy_of
from guardedflame import limits
from guardedflame.broker.accounts import Account
from guardedflame.broker.hub import Hub
from guardedflame.broker.peers import counted
from guardedflame.errors import ConnectionDeniedError, LimitExceeded
from guardedflame.policy.model import Peer
from harness import Serve

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
connections: {{maximum: 100000, maximum_per_address: 100000}}
profiles:
  p: {{isolation: process, operations: [evaluate], limits: {{calls: 5/h, connections: 3}}}}
clients:
  anyone: {{profile: p}}
  ci: {{unix_user: 4242, profile: p}}
"""


def account(hub: Hub, address: str) -> Account:
    """Return the account that a stranger from ``address`` is counted under."""
    assert hub.policy.anyone is not None
    return hub.ledger.account(hub.policy.anyone, Peer(address=address))


def calls(hub: Hub, addresses: list[str]) -> int:
    """Return how many calls strangers may make, one from each address, each a new connection."""
    allowed = 0
    for address in addresses:
        one = account(hub, address)
        one.enter()
        try:
            one.admit(1, 0)
            allowed += 1
        except LimitExceeded:
            pass
        one.leave()
    return allowed


def test_new_connections_do_not_begin_anew(serve: Serve) -> None:
    """What was used counts for whoever comes from there, connected or not."""
    served = serve(POLICY)
    answers = []
    for _ in range(8):
        with Raw(served) as peer:
            assert peer.greet()
            peer.call(1, "evaluate", "1")
            answers.append(failed(peer.read()))
    assert answers == [False] * 5 + [True] * 3


def test_the_addresses_of_one_ipv6_network_are_one(tmp_path: Path) -> None:
    """Who has one of a /64 has 2**64 of them; also in other spellings, and for connections."""
    hub = hub_of(policy_of(tmp_path, POLICY))
    there = [f"2001:db8:1:2::{number:x}" for number in range(1, 100)]
    there += ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:0DB8:1:2::1%eth0"]
    assert calls(hub, there) == 5
    assert calls(hub, ["2001:db8:1:3::1"]) == 1
    for address in there[:3]:
        account(hub, address).enter()
    with pytest.raises(ConnectionDeniedError, match="3 connections open"):
        account(hub, there[4]).enter()


def test_an_ipv4_address_in_ipv6_clothes_is_the_same() -> None:
    """And those addresses are not one /64, where everybody would be."""
    assert counted("::ffff:192.0.2.1") == counted("192.0.2.1") == "192.0.2.1"
    assert counted("::ffff:192.0.2.2") == "192.0.2.2"
    assert counted("unix:1000") == "unix:1000"


def test_the_most_connections_of_an_address_are_those_of_its_network(tmp_path: Path) -> None:
    """connections.maximum_per_address counts as quotas do."""
    text = POLICY.replace("maximum_per_address: 100000", "maximum_per_address: 2")

    async def scenario() -> list[str]:
        hub = hub_of(policy_of(tmp_path, text))
        connections = [object() for _ in range(4)]
        return [
            hub.admit(connection, f"2001:db8::{number}")  # type: ignore[arg-type]
            for number, connection in enumerate(connections)
        ]

    assert asyncio.run(scenario()) == ["yes", "yes", "tell", "tell"]


def test_a_million_addresses_grow_no_table_and_harm_no_client(tmp_path: Path) -> None:
    """Strangers for whom there is no room left share one quota; named clients keep their own."""
    hub = hub_of(policy_of(tmp_path, POLICY))
    many = limits.QUOTA_KEYS + 2000
    allowed = calls(hub, [f"2001:db8:{n >> 16:x}:{n & 0xFFFF:x}::1" for n in range(many)])
    assert allowed <= limits.QUOTA_KEYS + 5
    assert len(hub.ledger.windows) <= limits.QUOTA_KEYS + 5
    assert not hub.ledger._accounts
    known = hub.ledger.account(hub.policy.clients["ci"], Peer(address="unix:4242", unix_uid=4242))
    for _ in range(5):
        known.admit(1, 0)


def test_a_client_does_not_use_what_is_anothers(tmp_path: Path) -> None:
    """Two of them at the same time, each with all of its own."""
    hub = hub_of(policy_of(tmp_path, POLICY))
    assert calls(hub, ["192.0.2.1"] * 100) == 5
    assert calls(hub, ["192.0.2.2"] * 100) == 5


def knock(hub: Hub, count: int) -> int:
    """Be turned away from ``count`` networks, once each; return how many lines that was allowed."""
    return sum(
        hub.ledger.may_note(Peer(address=f"2001:db8:{n >> 16:x}:{n & 0xFFFF:x}::1"))
        for n in range(count)
    )


def test_garbage_from_many_addresses_takes_nobodys_place(tmp_path: Path) -> None:
    """What is noted of who was turned away is in a table of its own, and that is bounded, too."""
    hub = hub_of(policy_of(tmp_path, POLICY))
    knock(hub, limits.QUOTA_KEYS + 2000)
    assert not len(hub.ledger.windows)
    assert len(hub.ledger.knocks) <= limits.KNOCK_KEYS + 2
    for address in ("192.0.2.1", "192.0.2.2"):
        assert calls(hub, [address] * 9) == 5
        for _ in range(3):
            account(hub, address).enter()
        with pytest.raises(ConnectionDeniedError):
            account(hub, address).enter()


def test_strangers_who_share_a_quota_have_connections_and_sessions_of_their_own(
    tmp_path: Path,
) -> None:
    """What one of the crowd has open is counted by address: that table is as long as they are."""
    text = POLICY.replace("connections: 3", "connections: 3, sessions: 2")
    hub = hub_of(policy_of(tmp_path, text))
    calls(hub, [f"2001:db8:{n >> 16:x}:{n & 0xFFFF:x}::1" for n in range(limits.QUOTA_KEYS)])
    held = []
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        for number in range(3):
            held.append(account(hub, address))
            held[-1].enter()
            if number < 2:
                held[-1].begin_session()
        with pytest.raises(ConnectionDeniedError, match="3 connections open"):
            account(hub, address).enter()
        with pytest.raises(ConnectionDeniedError, match="2 sessions open"):
            account(hub, address).begin_session()
    # Their calls are one quota: else each of them had a whole one, with every connection.
    allowed = 0
    for one in held:
        try:
            one.admit(1, 0)
            allowed += 1
        except LimitExceeded:
            pass
    assert allowed == 5
    for number, one in enumerate(held):
        if number % 3 < 2:
            one.end_session()
        one.leave()
    assert not hub.ledger._accounts
