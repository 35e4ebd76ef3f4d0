"""A client that keeps calls in flight has no old call and no time between two.

Attack: thirty calls of some milliseconds in flight all the time, under limits of the whole
session. Outcome: they end it all the same.
"""

from __future__ import annotations

import pytest

from attack_tools import Raw, call_payload, failed, invoke, seq_of
from guardedflame.serial.ids import GUARDED
from harness import Serve

BURNS = "[n for n in range(100_000)][:0]"


@pytest.mark.parametrize("limit", ["session_cpu", "lifetime"])
def test_a_stream_of_short_calls_does_not_outlive_its_session(serve: Serve, limit: str) -> None:
    """Young calls were not looked at, and a session that runs one was not idle."""
    low = "cpu: 500ms, session_cpu: 1s" if limit == "session_cpu" else "wall: 1s, lifetime: 1s"
    served = serve(limits=f"{low}, calls: 1000000/s")
    sent = 0
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()

        def send() -> None:
            nonlocal sent
            sent += 1
            payload = call_payload(GUARDED, "evaluate", BURNS)
            peer.send(invoke(GUARDED, sent % 60_000 + 1, payload))

        for _ in range(30):
            send()
        for answered in range(20_000):
            answer = peer.read()
            assert answer, f"hung up after {answered}"
            if failed(answer):
                break
            send()
        assert failed(answer), seq_of(answer)
    reached = {each.get("limit") for each in served.audit() if each["event"] == "verdict"}
    assert limit in reached
