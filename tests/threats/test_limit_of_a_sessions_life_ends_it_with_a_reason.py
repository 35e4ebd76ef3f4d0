"""Idle time, lifetime and processor time of a whole session: it ends, and the next call is told."""

from __future__ import annotations

import psutil
import pytest

from attack_tools import workers
from guardedflame.client.flame import Flame
from guardedflame.errors import CodeRefused, LimitExceeded
from harness import Served
from limit_tools import LANGUAGES, limited, stopped, verdict_of


def told(served: Served, flame: Flame, limit: str, source: str = "1") -> LimitExceeded:
    """Return what a call hears of its session's end; the call after it has a new one."""
    with pytest.raises(LimitExceeded) as caught:
        flame.evaluate(source)
    error = caught.value
    assert error.limit == limit
    assert not error.state_survived
    assert error.rule.endswith(f".limits.{limit}")
    assert "session was ended" in str(error)
    record = verdict_of(served, error.audit_id)
    assert (record["outcome"], record["limit"]) == ("limit", limit)
    with pytest.raises((NameError, CodeRefused)):
        flame.evaluate("kept")
    return error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("limit", "limits"),
    [("idle", "idle: 1s, wall: 1s"), ("lifetime", "lifetime: 1s, wall: 1s")],
)
def test_a_session_without_a_call_is_ended_in_time(
    tmp_path_factory: pytest.TempPathFactory, language: str, limit: str, limits: str
) -> None:
    """Its process is gone before anybody asks for it."""
    with limited(tmp_path_factory, limits, language, warm=0) as running:
        flame = running.connect(timeout=60)
        flame.execute("kept = 42")
        _, alive = psutil.wait_procs(workers(running), timeout=20)
        assert not alive
        told(running, flame, limit)


def test_a_session_that_is_used_is_not_idle(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor is one whose call takes longer than it may be idle."""
    with limited(tmp_path_factory, "idle: 1s, wall: 20s", "guarded") as running:
        flame = running.connect(timeout=60)
        flame.execute("kept = 42\nimport time\ntime.sleep(2.5)")
        assert flame.evaluate("kept") == 42


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_that_runs_past_the_lifetime_is_stopped_with_its_session(
    tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    """The program may unwind; nothing of its session is left then."""
    limits = "lifetime: 1s, wall: 1s, grace: 200ms"
    with limited(tmp_path_factory, limits, language, warm=0) as running:
        said: list[str] = []
        flame = running.connect(timeout=60, output=lambda stream, text: said.append(text))
        flame.execute("import time\nstart = time.monotonic()")
        flame.execute("time.sleep(max(0, 0.5 - (time.monotonic() - start)))")
        stopped(
            running,
            flame,
            "lifetime",
            "try: time.sleep(60)\nfinally: print('unwound')",
            survived=False,
        )
        assert "unwound" in "".join(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_small_calls_use_up_the_sessions_processor_time(
    tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    """Each is well within its own limit."""
    limits = "cpu: 200ms, session_cpu: 500ms, wall: 20s, grace: 200ms"
    with limited(tmp_path_factory, limits, language) as running:
        flame = running.connect(timeout=60)
        with pytest.raises(LimitExceeded) as caught:
            while True:
                flame.execute("for one in range(500_000): pass")
        assert caught.value.limit == "session_cpu"
        assert not caught.value.state_survived
        assert verdict_of(running, caught.value.audit_id)["limit"] == "session_cpu"
        assert flame.evaluate("1 + 1") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_call_reaches_the_sessions_processor_time(
    tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    """Its own limit is as high."""
    limits = "cpu: 1s, session_cpu: 1s, wall: 20s, grace: 200ms"
    with limited(tmp_path_factory, limits, language) as running:
        flame = running.connect(timeout=60)
        flame.execute(
            "import time\nend = time.process_time() + 0.6\nwhile time.process_time() < end: pass"
        )
        with pytest.raises(LimitExceeded) as caught:
            flame.execute("while True: pass")
        assert caught.value.limit == "session_cpu"
        assert not caught.value.state_survived


CLEANS_UP = """
import time
def burn():
    while True: pass
try: burn()
finally:
    for _ in range(5):
        time.sleep({each})
    print('cleaned up')
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cleanup_has_its_grace_and_no_more(
    tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    """One that takes a part of it is let; one that takes more dies in the middle."""
    with limited(tmp_path_factory, "cpu: 100ms, wall: 50s, grace: 20s", language) as running:
        said: list[str] = []
        flame = running.connect(timeout=60, output=lambda stream, text: said.append(text))
        stopped(running, flame, "cpu", CLEANS_UP.format(each=0.05), survived=True)
        assert "cleaned up" in "".join(said)
    with limited(tmp_path_factory, "cpu: 100ms, wall: 50s, grace: 200ms", language) as running:
        said = []
        flame = running.connect(timeout=60, output=lambda stream, text: said.append(text))
        source = CLEANS_UP.replace("for _ in range(5)", "while True")
        source = source.replace(
            "time.sleep({each})", "try: time.sleep(1)\n        except BaseException: pass"
        )
        stopped(running, flame, "cpu", source, survived=False)
        assert "cleaned up" not in "".join(said)
