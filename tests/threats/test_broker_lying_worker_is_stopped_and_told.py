"""A session's code takes over its worker and speaks to the broker in its place.

Plain Python stands for a broken guarded language: what it sends is what the broker must survive.
"""

from __future__ import annotations

import psutil
import Pyro5.api
import pytest

from attack_tools import LIES, Raw, peak, resident, workers
from guardedflame.errors import (
    CallTimedOut,
    GuardedFlameError,
    LimitExceeded,
    SessionExited,
    WorkerCrashed,
)
from guardedflame.serial.ids import GUARDED
from harness import Serve, Served

MIB = 1 << 20


def verdicts(served: Served, count: int) -> list[str]:
    """Return how calls ended, once there are so many verdicts."""
    records = served.audit(verdicts=count)
    return [each["outcome"] for each in records if each["event"] == "verdict"]


def test_an_answer_behind_a_violation_counts_no_more(serve: Serve) -> None:
    """Both in one write: the client hears of the violation, and no later call gets the answer."""
    served = serve(language="python")
    flame = served.connect(timeout=60)
    lie = 'write(frame("output", 1, "x" * 20000) + frame("done", 1, b"\\xc0"))\ntime.sleep(60)'
    with pytest.raises(WorkerCrashed):
        flame.execute(LIES + lie)
    assert flame.evaluate("1 + 1") == 2
    assert verdicts(served, 2) == ["crashed", "done"]


def test_a_stream_name_beyond_ascii_leaves_no_call_unanswered(serve: Serve) -> None:
    """An item stream named in Cyrillic broke the answer's frame, and the call hung for ever."""
    served = serve(language="python")
    flame = served.connect(timeout=60)
    lie = 'say("done", 1, b"\\xc0", "\\u0436")\ntime.sleep(60)'
    with pytest.raises(WorkerCrashed):
        flame.execute(LIES + lie)
    assert verdicts(served, 1) == ["crashed"]


def test_a_failure_of_two_million_attributes_is_refused_before_it_is_built(serve: Serve) -> None:
    """Decoding runs in the loop of all clients, and its memory is the broker's."""
    served = serve(language="python")
    flame = served.connect(timeout=60)
    flame.ping()
    before = resident(served)
    lie = """
head = b"\\x93\\xa6failed\\x01\\x94\\xa1x\\x90\\x90\\xdf" + (2000000).to_bytes(4, "big")
write((len(head) + 2000000 * 8).to_bytes(4, "big") + head)
for start in range(0, 2000000, 10000):
    write(b"".join(b"\\xa6%06x\\xc0" % n for n in range(start, start + 10000)))
time.sleep(60)
"""
    with pytest.raises(WorkerCrashed):
        flame.execute(LIES + lie)
    assert peak(served) - before < 80 * MIB


@pytest.mark.parametrize("size", [500_000, 8_000_000])
def test_the_limit_text_of_a_failure_fills_no_audit_log(serve: Serve, size: int) -> None:
    """At 8 MB a call one client fills a disk in minutes; the record stays a short line."""
    served = serve(language="python")
    failure = f'["guardedflame.LimitExceeded", [], [], {{"limit": "x" * {size}}}]'
    # No limit of ours is named so: it is a failure like any other.
    with pytest.raises((GuardedFlameError, RuntimeError)) as caught:
        served.connect(timeout=60).execute(f'{LIES}say("failed", 1, {failure})\ntime.sleep(60)')
    assert not isinstance(caught.value, CallTimedOut)
    assert len(verdicts(served, 1)) == 1
    assert (served.directory / "audit.jsonl").stat().st_size < 20_000


@pytest.mark.parametrize(
    ("text", "times"), [("", 1), ("x", 100_000)], ids=["of nothing", "of one letter"]
)
def test_a_flood_of_output_between_calls_ends_the_session(
    serve: Serve, text: str, times: int
) -> None:
    """No call is running, so no wall limit ends it, and each message costs the broker."""
    served = serve(language="python", warm=0)
    flame = served.connect(timeout=60)
    flame.evaluate("1")
    family = workers(served)
    flame.execute(
        f'{LIES}write(frame("done", 2, b"\\xc0"))\n'
        f'write(frame("output", 1, "{text}") * {times})\ntime.sleep(60)'
    )
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive
    with pytest.raises(WorkerCrashed):
        flame.evaluate("1")
    assert flame.evaluate("1") == 1


def test_code_left_running_between_calls_is_stopped(serve: Serve) -> None:
    """A worker that answers and then spins has no more cpu time than one call has."""
    served = serve(language="python", warm=0, limits="cpu: 1s, wall: 60s")
    flame = served.connect(timeout=60)
    flame.evaluate("1")
    family = workers(served)
    flame.execute(LIES + 'say("done", 2, b"\\xc0")\nwhile True: pass')
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive
    with pytest.raises(LimitExceeded) as caught:
        flame.evaluate("1")
    assert caught.value.limit == "cpu"


def test_a_worker_that_says_it_ended_and_stays_is_killed(serve: Serve) -> None:
    """It is not trusted to leave: after that message no limit would have looked at it again."""
    served = serve(language="python", warm=0, limits="cpu: 60s, wall: 60s")
    flame = served.connect(timeout=50)
    flame.evaluate("1")
    family = workers(served)
    with pytest.raises(SessionExited):
        flame.execute(LIES + 'say("ended", 2, 0)\nwhile True: pass')
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive


def test_output_during_a_modules_handshake_ends_no_session(serve: Serve) -> None:
    """It comes before the client can be told anything; the session's state survives it."""
    served = serve(language="python")
    flame = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    flame.execute(
        "import builtins, importlib\n"
        "real = importlib.import_module\n"
        "def loud(name, package=None):\n"
        "    print('importing', name)\n"
        "    return real(name, package)\n"
        "importlib.import_module = loud\n"
        "state = 42\n"
    )
    ticket = flame.module("math")._pyroHandshake
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet(greeting=ticket, target="Pyro.Flame.module.math")
    assert flame.evaluate("state") == 42
    flame._pyroRelease()
