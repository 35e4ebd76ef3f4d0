"""Processor time of children is known to the kernel's accounts only once somebody waited for them.

Attack: have children do the work, and hang up before anybody has waited. Outcome: the client owes
what they used.
"""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest

from guardedflame.errors import GuardedFlameError, LimitExceeded
from harness import Serve

#: Ends its line when a child has used more than the quota; the child goes on.
PROGRAM = """
import os, time
heard, told = os.pipe()
for _ in range(4):
    if os.fork():
        continue
    while time.process_time() < 0.4:
        pass
    os.write(told, b"!")
    while True:
        pass
os.read(heard, 1)
print("used up")
time.sleep(60)
"""


@pytest.mark.parametrize("end", ["hangs up", "is stopped"])
def test_children_of_a_session_that_ends_are_paid_for(serve: Serve, end: str) -> None:
    """Six sessions of four children each were let in on one second an hour."""
    limits = "processes: 4, cpu: 30s, wall: 50s, cpu_time: 500ms/h, grace: 100ms"
    served = serve(language="python", limits=limits)
    used_up = threading.Event()
    flame = served.connect(output=lambda _stream, _text: used_up.set())

    def attack() -> None:
        with suppress(GuardedFlameError):
            flame.execute(PROGRAM)

    thread = threading.Thread(target=attack)
    thread.start()
    assert used_up.wait(60)
    if end == "hangs up":
        flame._link._transport.hang_up("as an attacker does")
    else:
        flame.interrupt()
    thread.join(60)
    served.audit(verdicts=1)
    with pytest.raises(LimitExceeded) as caught:
        served.connect().evaluate("1")
    assert caught.value.limit == "cpu_time"
