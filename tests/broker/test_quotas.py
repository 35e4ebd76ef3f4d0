"""Quotas of clients over the wire: what is counted, what the client is told, what goes on."""

from __future__ import annotations

import time
from collections.abc import Callable

import Pyro5.api
import pytest

from attack_tools import Raw, failed, until
from guardedflame.client.flame import Flame
from guardedflame.errors import CallRefused, ConnectionDeniedError, LimitExceeded
from harness import Serve, Served

#: One client over TCP; another, named, for root's or this user's unix socket is made where needed.
POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
connections: {{maximum: 512, maximum_per_address: 512}}
profiles:
  analyst:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute, module, console, sendmodule]
    modules: {{math: "*"}}
clients:
  anyone:
    profile: analyst
    limits: {{{limits}}}
"""

Start = Callable[[str], Served]


@pytest.fixture
def start(serve: Serve) -> Start:
    """Start a server whose clients have these limits."""
    return lambda limits: serve(POLICY, isolation="process", limits=limits)


def refused(flame: Flame, source: str = "1 + 1") -> LimitExceeded:
    """Return the quota that stops a call."""
    with pytest.raises(LimitExceeded) as caught:
        flame.evaluate(source)
    return caught.value


def test_calls_over_the_rate_are_refused_and_the_session_lives(start: Start) -> None:
    """All that a client has to know is on the error."""
    flame = start("calls: 4/h").connect()
    flame.execute("kept = [1]")
    for _ in range(3):
        assert flame.evaluate("kept") == [1]
    error = refused(flame, "kept.append(2)")
    assert (error.limit, error.allowed, error.used) == ("calls", "4/h", "4")
    assert error.rule == "policy.yaml:15 clients.anyone.limits.calls"
    assert error.state_survived
    assert 3600 - 60 < error.retry_after < 3600 + 240
    assert error.hint.startswith("come back in 3")
    assert error.audit_id


def test_a_client_comes_back_when_it_was_told_to(start: Start) -> None:
    """The session is as it was; what was refused was not run."""
    flame = start("calls: 2/s").connect()
    flame.execute("kept = [1]")
    deadline = time.monotonic() + 60
    while True:
        try:
            flame.evaluate("kept.append(2)")
        except LimitExceeded as caught:
            error = caught
            break
        assert time.monotonic() < deadline, "two calls a second were never too many"
    count = -1
    while count < 0:
        until_then = time.monotonic() + error.retry_after
        _reach(until_then)
        try:
            count = flame.evaluate("len(kept)")
        except LimitExceeded as again:
            error = again
    assert count >= 2


def _reach(moment: float) -> None:
    until(lambda: time.monotonic() >= moment, "the time the server told")


def test_each_call_of_a_batch_counts(start: Start) -> None:
    """And a batch that can never fit is told so, without a time."""
    served = start("calls: 10/h")
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy:
        batch = Pyro5.api.BatchProxy(proxy)
        for _ in range(8):
            batch.evaluate("1")
        assert list(batch()) == [1] * 8
        for _ in range(3):
            batch.evaluate("1")
        with pytest.raises(Exception, match="quota calls of 10/h is used up"):
            list(batch())
        assert proxy.evaluate("2") == 2
        for _ in range(11):
            batch.evaluate("1")
        with pytest.raises(Exception, match="more at once than the client"):
            list(batch())


def test_a_stock_client_is_told_the_same(start: Start) -> None:
    """As an error it can rebuild, with the rule and the time in it."""
    served = start("calls: 1/h")
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy:
        assert proxy.evaluate("1") == 1
        with pytest.raises(Exception, match="quota calls of 1/h is used up") as caught:
            proxy.evaluate("1")
        assert caught.value.limit == "calls"  # type: ignore[attr-defined]
        assert caught.value.retry_after > 3000  # type: ignore[attr-defined]
        proxy._pyroBind()


def test_processor_time_is_counted_when_a_call_has_used_it(start: Start) -> None:
    """Also what a call used that was stopped, and what the session used that is gone."""
    served = start("cpu_time: 300ms/h, cpu: 200ms, grace: 100ms")
    flame = served.connect()
    said: list[LimitExceeded] = []
    while not said or said[-1].limit == "cpu":
        said.append(refused(flame, "sum(n for n in range(10**9))"))
        assert len(said) < 10
    assert said[-1].limit == "cpu_time"
    assert said[-1].allowed == "300ms/h"
    assert refused(served.connect()).limit == "cpu_time"


def test_bytes_are_counted_both_ways(start: Start) -> None:
    """Each as it passes: what comes back of a call is known when it ends, the next is refused."""
    served = start("received: 64 KiB/h, sent: 1 GiB/h")
    flame = served.connect()
    assert flame.evaluate("len('" + "x" * 50_000 + "')") == 50_000
    error = refused(flame, "len('" + "x" * 20_000 + "')")
    assert (error.limit, error.allowed) == ("received", "64 KiB/h")
    served = start("sent: 64 KiB/h")
    flame = served.connect()
    assert len(flame.evaluate("'x' * 100_000")) == 100_000
    error = refused(flame)
    assert (error.limit, error.allowed) == ("sent", "64 KiB/h")


def test_source_is_counted_through_every_way_in(start: Start) -> None:
    """evaluate, execute, console and sendmodule."""
    served = start("code: 4 KiB/h")
    text = "#" * 1000
    flame = served.connect()
    flame.evaluate("1 " + text)
    flame.execute(text)
    flame.sendmodule("m", text)
    flame.console().push_and_get_output(text)
    error = refused(flame, "1 " + text + text)
    assert (error.limit, error.allowed) == ("code", "4 KiB/h")
    assert flame.evaluate("1") == 1


def test_sessions_and_connections_at_a_time(start: Start) -> None:
    """Over them a connection is refused as too busy, with the rule, until one ends."""
    served = start("sessions: 2, connections: 3")
    first, second = served.connect(), served.connect()
    with pytest.raises(ConnectionDeniedError, match="2 sessions open") as caught:
        served.connect()
    error = caught.value
    assert error.code == 1
    assert error.rule == "policy.yaml:15 clients.anyone.limits.sessions"
    assert error.retry_after > 0
    assert "come back in" in error.hint
    assert second.evaluate("1") == 1
    first.close()

    def room() -> bool:
        try:
            served.connect()
        except ConnectionDeniedError:
            return False
        return True

    until(room, "room for another")


def test_a_connection_that_joins_a_session_counts_as_one(start: Start) -> None:
    """A stock client's proxies of modules are connections of their own."""
    served = start("connections: 2")
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy:
        first = proxy.module("math")
        assert first.sqrt(4) == 2
        with pytest.raises(Pyro5.errors.CommunicationError, match="2 connections open"):
            proxy.module("math").sqrt(9)
        assert first.sqrt(16) == 4


def test_items_of_a_stream_wait_for_what_is_owed(serve: Serve) -> None:
    """A client that is over its processor time gets none."""
    served = serve(POLICY, isolation="process", limits="calls: 1000/h, cpu_time: 200ms/h, cpu: 60s")
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy:
        stream = proxy.evaluate("(sum(range(3_000_000)) for _ in range(1000))")
        with pytest.raises(Exception, match="quota cpu_time") as caught:
            for _ in stream:
                pass
        assert caught.value.limit == "cpu_time"  # type: ignore[attr-defined]


def test_clients_are_counted_apart(serve: Serve) -> None:
    """Addresses of anyone, and users of the unix socket."""
    served = serve(POLICY, isolation="process", limits="calls: 2/h")
    for source in ("127.0.0.1", "127.0.0.2"):
        with Raw(served, source=source) as peer:
            assert peer.greet()
            answers = []
            for seq in range(3):
                peer.call(seq, "evaluate", "1")
                answers.append(failed(peer.read()))
            assert answers == [False, False, True]
    local = served.connect(unix=True)
    assert local.evaluate("1") == 1


def test_a_handshake_that_asks_the_worker_is_a_call(serve: Serve) -> None:
    """Connecting to a module runs something each time; over the quota it is refused as too busy."""
    served = serve(POLICY, isolation="process", limits="calls: 3/h")
    accepted = []
    for _ in range(4):
        with Raw(served) as peer:
            accepted.append(peer.greet(target="Pyro.Flame.module.math"))
    assert accepted == [True, True, True, False]


def test_a_policys_refusals_come_back_unchanged_below_their_quota(start: Start) -> None:
    """And over it every call is refused, until the window is free."""
    served = start("refusals: 3/h")
    flame = served.connect()
    for _ in range(3):
        with pytest.raises(CallRefused):
            flame.module("os")
    error = refused(flame)
    assert (error.limit, error.allowed) == ("refusals", "3/h")
    assert error.retry_after > 3000
    assert "look at what they were told" in error.hint
