"""Being told to stop: raised in the client's code and its libraries, in a call, and nowhere else.

Each test is a process of its own that sends itself the signals; the last ones are real sessions.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from guardedflame.errors import CallInterrupted, LimitExceeded
from harness import Serve

#: ``theirs`` compiles a function as a client's code is, ``ours`` as this package's own.
SETUP = """
import json, os, signal, time
import guardedflame
from guardedflame.ipc.signals import STOP_SIGNALS
from guardedflame.sandbox.stops import LimitExceeded, Stops
where = os.path.dirname(guardedflame.__file__) + "/sandbox/made_up.py"
def made(source, filename):
    space = dict(globals())
    exec(compile(source, filename, "exec"), space)
    return space["f"]
def theirs(source): return made("def f():\\n" + source, "<execute>")
def ours(source): return made("def f():\\n" + source, where)
cpu, wall, other, interrupt = (STOP_SIGNALS[one] for one in ("cpu", "wall", "other", "interrupt"))
def seen(act):
    try: act()
    except BaseException as error:
        return [type(error).__name__, getattr(error, "limit", ""), getattr(error, "rule", "")]
    return ["nothing", "", ""]
def stops(retries=True, waits=()):
    made = Stops(lambda name: "p.yaml:1 " + name, waits=waits, retries=retries)
    made.install()
    return made
said = []
"""

NOTHING = ["nothing", "", ""]
CPU = ["LimitExceeded", "cpu", "p.yaml:1 limits.cpu"]


def told(source: str) -> Any:
    """Return what a process says that runs ``source`` after the setup."""
    done = subprocess.run(
        [sys.executable, "-c", f"{SETUP}\n{source}\nprint(json.dumps(said))"],
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("limit", ["cpu", "wall"])
def test_a_limit_is_raised_in_the_clients_code(limit: str) -> None:
    """With the limit's name and the policy's line; it is no Exception."""
    said = told(
        f"""
s = stops()
s.arm()
said.append(seen(theirs(" signal.raise_signal({limit})\\n time.sleep(20)")))
said.append(issubclass(LimitExceeded, Exception))
"""
    )
    assert said == [["LimitExceeded", limit, f"p.yaml:1 limits.{limit}"], False]


def test_a_limit_without_a_signal_of_its_own_has_no_name() -> None:
    """The broker knows it, and tells."""
    said = told(
        """
s = stops()
s.arm()
said.append(seen(theirs(" signal.raise_signal(other)\\n time.sleep(20)"))[:2])
"""
    )
    assert said == [["LimitExceeded", ""]]


def test_an_interrupt_is_what_a_keyboard_sends() -> None:
    """Programs know it."""
    said = told(
        """
s = stops()
s.arm()
said.append(seen(theirs(" signal.raise_signal(interrupt)\\n time.sleep(20)")))
"""
    )
    assert said == [["KeyboardInterrupt", "", ""]]


def test_nothing_is_raised_between_calls() -> None:
    """Neither before the first nor after the last, whatever is sent."""
    said = told(
        """
s = stops()
all_four = theirs(" for one in STOP_SIGNALS.values(): signal.raise_signal(one)")
said.append(seen(all_four))
s.arm()
s.disarm()
said.append(seen(all_four))
s.arm()
said.append(seen(theirs(" time.sleep(0.05)")))
said.append(seen(s.check))
"""
    )
    assert said == [NOTHING] * 4


def test_our_own_code_is_not_stopped_but_what_calls_it() -> None:
    """A guard is done with its work first; then the client's code is told."""
    said = told(
        """
s = stops()
s.arm()
guard = ours(" signal.raise_signal(cpu)\\n time.sleep(0.05)\\n said.append('whole')")
said.append(seen(theirs(" guard()\\n time.sleep(20)")))
"""
    )
    assert said == ["whole", CPU]


def test_our_own_code_that_only_waits_is_stopped() -> None:
    """The event loop's clock."""
    said = told(
        """
wait = ours(" signal.raise_signal(cpu)\\n time.sleep(20)")
s = stops(waits=[wait.__code__])
s.arm()
said.append(seen(wait))
"""
    )
    assert said == [CPU]


def test_a_library_that_works_for_the_client_is_stopped() -> None:
    """Only this package's files are its own."""
    said = told(
        """
import textwrap
s = stops()
s.arm()
library = made("def f():\\n signal.raise_signal(cpu)\\n time.sleep(20)", textwrap.__file__)
said.append(seen(library))
"""
    )
    assert said == [CPU]


def test_the_alarm_clock_of_plain_python_is_left_alone() -> None:
    """Its programs may set it; what could not be raised comes once our code has waited."""
    said = told(
        """
s = stops(retries=False)
rings = []
signal.signal(signal.SIGALRM, lambda *_: rings.append(1))
s.arm()
said.append(seen(ours(" signal.raise_signal(cpu)")))
said.append(signal.getitimer(signal.ITIMER_REAL)[0])
said.append(seen(s.check))
said.append(seen(s.check))
said.append(rings)
"""
    )
    assert said == [NOTHING, 0.0, CPU, NOTHING, []]


@pytest.mark.parametrize("order", ["cpu, interrupt", "interrupt, cpu"])
def test_an_interrupt_hides_no_limit(order: str) -> None:
    """In whichever order they come, while neither can be raised."""
    said = told(
        f"""
s = stops(retries=False)
s.arm()
seen(ours(" for one in ({order}): signal.raise_signal(one)"))
said.append(seen(s.check))
"""
    )
    assert said == [CPU]


def test_what_was_not_raised_is_forgotten_with_its_call() -> None:
    """No alarm rings in the next one."""
    said = told(
        """
s = stops()
s.arm()
seen(ours(" signal.raise_signal(cpu)\\n s.disarm()"))
said.append(signal.getitimer(signal.ITIMER_REAL)[0])
s.arm()
said.append(seen(theirs(" time.sleep(0.05)")))
said.append(seen(s.check))
"""
    )
    assert said == [0.0, NOTHING, NOTHING]


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_no_call_is_hit_by_what_was_meant_for_the_one_before(serve: Serve, language: str) -> None:
    """An interrupt at the moment of an answer, many times: it stops that call, or none."""
    flame = serve(language=language, limits="wall: 60s").connect(timeout=60)
    flame.execute("count = 0\ndef work(n):\n    for _ in range(n): pass\n    return n")
    chance = random.Random(4)
    begun, over = threading.Event(), threading.Event()

    def interrupt() -> None:
        while not over.is_set():
            begun.wait(30)
            begun.clear()
            # Some microseconds more or less: about as long as the call takes.
            time.sleep(chance.random() * 0.002)
            flame.interrupt()

    other = threading.Thread(target=interrupt)
    other.start()
    survived: list[bool] = []
    try:
        for turn in range(400):
            begun.set()
            try:
                assert flame.evaluate(f"work({turn % 50 * 100 + 1})") == turn % 50 * 100 + 1
            except CallInterrupted as error:
                survived.append(error.state_survived)
    finally:
        over.set()
        begun.set()
        other.join(30)
    while True:
        try:
            assert flame.evaluate("count") == 0
            break
        except CallInterrupted:  # the last one's
            continue
    assert all(survived)
    assert len(survived) < 400


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_no_call_is_hit_by_the_limit_of_the_one_before(serve: Serve, language: str) -> None:
    """Calls that end at about their limit: each ends well or with it, and the next is its own."""
    served = serve(language=language, limits="wall: 100ms, grace: 10s, lifetime: 1h")
    flame = served.connect(timeout=60)
    flame.execute("import time\nkept = 0")
    ended: list[tuple[str, bool]] = []
    for turn in range(15):
        for source in (f"time.sleep({0.09 + turn % 5 * 0.005})", "kept + 1"):
            try:
                assert flame.evaluate(source) in {None, 1}
            except LimitExceeded as error:
                ended.append((error.limit, error.state_survived))
    assert set(ended) <= {("wall", True)}
    for record in served.audit():
        if record["event"] == "verdict":
            assert record["outcome"] in {"done", "limit"}, record
