"""Attack: call through the items of a stream, or ask for streams that never were.

Each of them is a line in the audit log, so each is counted by a rate that a policy can give.
"""

from __future__ import annotations

from collections import Counter

import pytest

from attack_tools import Raw, failed, invoke
from guardedflame.errors import CallRefused, LimitExceeded
from guardedflame.serial.codec import codec_for
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry
from harness import Serve, Served

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
profiles:
  p:
    isolation: process
    operations: [evaluate, execute]
    limits: {{{limits}}}
clients:
  anyone: {{profile: p}}
"""

FLOOD = 200


def ask(peer: Raw, seq: int, method: str, *args: str) -> bool:
    """Call a method of the daemon; return whether it was refused."""
    payload = codec_for(GUARDED, Registry()).dumps_call("Pyro.Daemon", method, args, {})
    peer.send(invoke(GUARDED, seq, payload))
    return failed(peer.read())


def lines(served: Served) -> Counter[str]:
    """Return how many records of each kind there are once the server has stopped."""
    served.stop()
    return Counter(record["event"] for record in served.audit())


def test_each_item_is_a_call(serve: Serve) -> None:
    """A generator that asks for input and answers is a way to call; it is counted as one."""
    flame = serve(POLICY, limits="calls: 5/h").connect()
    stream = flame.evaluate("(n for n in range(100))")
    assert [next(stream) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(LimitExceeded) as caught:
        next(stream)
    assert (caught.value.limit, caught.value.used) == ("calls", "5")


def test_closing_a_stream_is_a_call(serve: Serve) -> None:
    """What stands behind a yield runs then."""
    served = serve(POLICY, limits="calls: 3/h")
    flame = served.connect()
    streams = [flame.evaluate("(n for n in range(9))") for _ in range(2)]
    flame._link.call("Pyro.Daemon", "close_stream", [streams[0]._stream], {})
    with pytest.raises(LimitExceeded):
        flame._link.call("Pyro.Daemon", "close_stream", [streams[1]._stream], {})


@pytest.mark.parametrize("method", ["get_next_stream_item", "close_stream"])
def test_names_of_no_stream_reach_no_worker_and_no_log(serve: Serve, method: str) -> None:
    """They are answered at once, and count as refused calls."""
    served = serve(POLICY, limits="refusals: 20/h")
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        answers = [ask(peer, seq, method, f"stream-{seq:016x}") for seq in range(FLOOD)]
    assert answers[20:] == [True] * (FLOOD - 20)
    counted = lines(served)
    assert counted["verdict"] == 0
    assert counted["decision"] == 0
    assert counted["quota"] == 2


def test_a_stream_that_ended_is_the_name_of_none(serve: Serve) -> None:
    """Nor is one that was closed, or was of a worker that is gone."""
    served = serve(POLICY, limits="refusals: 1000/h")
    flame = served.connect()
    ended = flame.evaluate("iter([1])")
    closed, lost = flame.evaluate("iter([1])"), flame.evaluate("iter([1])")
    names = [ended._stream, closed._stream, lost._stream]
    assert list(ended) == [1]
    flame._link.call("Pyro.Daemon", "close_stream", [names[1]], {})
    with pytest.raises(Exception, match="exit"):
        flame.execute("exit()")
    flame.execute("1")
    before = len(served.audit(verdicts=8))
    for name in names:
        with pytest.raises(CallRefused, match="no item stream"):
            flame._link.call("Pyro.Daemon", "get_next_stream_item", [name], {})
        flame._link.call("Pyro.Daemon", "close_stream", [name], {})
    served.stop()
    assert not [one for one in served.audit()[before:] if one["event"] == "verdict"]


def test_an_item_that_is_too_large_does_not_end_its_stream(serve: Serve) -> None:
    """The stream is there still, and so is its name."""
    flame = serve(POLICY, limits="result: 10 KiB").connect()
    stream = flame.evaluate("iter(['x' * 100_000, 'y'])")
    with pytest.raises(LimitExceeded):
        next(stream)
    assert next(stream) == "y"


def test_sources_that_are_too_long_end_with_the_quota_of_refusals(serve: Serve) -> None:
    """They are looked at before any quota is, and each was a line."""
    served = serve(POLICY, limits="refusals: 20/h, source: 1 KiB")
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        for seq in range(FLOOD):
            peer.call(seq, "evaluate", "1" * 2000)
            assert failed(peer.read())
    counted = lines(served)
    assert counted["verdict"] == 20
    assert counted["quota"] == 2
