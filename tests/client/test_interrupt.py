"""Ctrl-C and `flame.interrupt()`: whenever they come, session and connection stay usable."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from ctrl_c import ctrl_c_at

import guardedflame
from guardedflame import CallInterrupted
from guardedflame.client.flame import Flame
from harness import Serve, Served

#: A Python that talks to a server and is sent signals: says what it saw, line by line.
CLIENT = """
import signal, sys
import guardedflame
from guardedflame import CallInterrupted
def say(*words):
    print(*words, flush=True)
output = lambda _stream, text: say(text.rstrip())
flame = guardedflame.connect(sys.argv[1], output=output, **OPTIONS)
flame.execute("kept = 41")
try:
    say("value", flame.execute(sys.argv[2]))
except KeyboardInterrupt as error:
    say("KeyboardInterrupt", type(error.__cause__).__name__)
say("then", flame.evaluate("kept + 1"))
"""


class Talking:
    """A client in a process of its own, so that real signals reach it."""

    def __init__(self, served: Served, program: str, *, options: str = "{}") -> None:
        source = CLIENT.replace("OPTIONS", options)
        self.process = subprocess.Popen(
            [sys.executable, "-c", source, served.tcp, program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        """Wait for its next line."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def ctrl_c(self) -> None:
        """Send what a terminal sends."""
        self.process.send_signal(2)

    def rest(self) -> list[str]:
        """Wait for its end; return its other lines."""
        said, wrong = self.process.communicate(timeout=60)
        assert wrong == ""
        return said.splitlines()


@pytest.fixture
def talk(serve: Serve) -> Any:
    """Start clients of one server; all have ended with the test."""
    served = serve()
    started: list[Talking] = []

    def start(program: str, *, options: str = "{}") -> Talking:
        started.append(Talking(served, program, options=options))
        return started[-1]

    start.served = served  # type: ignore[attr-defined]  # a test looks at its audit log
    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


# --- Ctrl-C: a real signal to a real process ---------------------------------------------------

PROGRAMS = {
    "a loop": "print('runs')\nwhile True:\n    pass",
    "a sleep": "import time\nprint('runs')\ntime.sleep(1000)",
    "a big number": "print('runs')\nwhile True:\n    3 ** 20_000 % 7",
    "output": "print('runs')\nwhile True:\n    sum(range(9999))\n    print('.', end='')",
    "handlers": (
        "print('runs')\nwhile True:\n"
        "    try:\n        int('x')\n    except Exception:\n        pass"
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_ctrl_c_stops_the_program_and_keeps_the_session(talk: Any, program: str) -> None:
    """KeyboardInterrupt here, from the CallInterrupted that has the remote traceback."""
    client = talk(PROGRAMS[program])
    assert client.line() == "runs"
    client.ctrl_c()
    said = [line for line in client.rest() if line.strip(".")]
    assert said == ["KeyboardInterrupt CallInterrupted", "then 42"]
    outcomes = [
        each["outcome"] for each in talk.served.audit(verdicts=3) if each["event"] == "verdict"
    ]
    assert outcomes == ["done", "interrupted", "done"]


def test_ctrl_c_at_a_prompt_is_no_end_of_input(talk: Any) -> None:
    """The program's input() raises KeyboardInterrupt, not EOFError; the reader here is left."""
    program = (
        "try:\n    input('asks')\nexcept EOFError:\n    print('end')\n"
        "except KeyboardInterrupt:\n    print('stopped')\n    raise"
    )
    options = "dict(input=lambda prompt: (say(prompt), sys.stdin.readline())[1])"
    client = talk(program, options=options)
    assert client.line() == "asks"
    client.ctrl_c()
    assert client.rest() == ["stopped", "KeyboardInterrupt CallInterrupted", "then 42"]


def test_program_that_catches_it_goes_on(talk: Any) -> None:
    """Its own way to end: the call returns as it would have."""
    client = talk(
        "import time\ntry:\n    print('runs')\n    time.sleep(1000)\n"
        "except KeyboardInterrupt:\n    print('saved')"
    )
    assert client.line() == "runs"
    client.ctrl_c()
    assert client.rest() == ["saved", "value None", "then 42"]


def test_a_second_ctrl_c_leaves_at_once(serve: Serve) -> None:
    """It does not wait for a program that does not stop; the connection is in step."""
    served = serve(limits="grace: 60s")
    client = Talking(
        served,
        "try:\n    print('runs')\n    while True:\n        sum(range(999))\n"
        "except KeyboardInterrupt:\n    print('no')\n    while True:\n        sum(range(999))",
    )
    assert client.line() == "runs"
    client.ctrl_c()
    assert client.line() == "no"
    client.ctrl_c()
    assert client.line() == "KeyboardInterrupt NoneType"
    client.process.kill()
    client.process.communicate()


# --- Ctrl-C: at every point --------------------------------------------------------------------


def talked(served: Served) -> tuple[Flame, Callable[[], object]]:
    """Return a flame and a call that has all there is: output, a question, its answer, a value."""
    flame = served.connect(output=lambda *_: None, input=lambda _prompt: "line")
    flame.execute("kept = 41\ndef work():\n    print('a')\n    return input('?') + 'd'")
    return flame, lambda: flame.evaluate("work()")


def test_ctrl_c_at_any_point_of_a_call_keeps_the_connection_in_step(serve: Serve) -> None:
    """Each point is tried at which CPython can raise it; no session is lost, no answer mistaken."""
    flame, work = talked(serve())
    number = 0
    while True:
        raised = False
        with ctrl_c_at(number) as points:
            try:
                value = work()
            except KeyboardInterrupt:
                raised = True
        if not points.raised:
            break
        where = f"point {number}, {points.raised}"
        assert raised or value == "lined", where
        assert flame.evaluate(f"{number}, kept") == (number, 41), where
        number += 1
    assert number > 50
    assert work() == "lined"


# --- flame.interrupt() -------------------------------------------------------------------------


class Calling:
    """A call in a thread, and how it ended."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.value: object = None
        self.error: BaseException | None = None
        self._work = work
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.value = self._work()
        except BaseException as error:
            self.error = error

    def end(self) -> BaseException | None:
        """Wait for the end; return what it raised."""
        self._thread.join(60)
        assert not self._thread.is_alive()
        return self.error


def interrupted(error: BaseException | None) -> CallInterrupted:
    """Return ``error``, which has to be that of an interrupted call."""
    assert isinstance(error, CallInterrupted), error
    return error


SPIN = "print('runs')\nwhile True:\n    sum(range(999))"


def test_interrupt_from_another_thread_keeps_the_session(serve: Serve) -> None:
    """CallInterrupted with the remote traceback; many calls in a row, each as the first."""
    runs = threading.Event()
    flame = serve().connect(output=lambda *_: runs.set())
    flame.execute("kept = 41")
    for _ in range(20):
        runs.clear()
        call = Calling(lambda: flame.execute(SPIN, filename="spin.py"))
        assert runs.wait(20)
        flame.interrupt()
        error = interrupted(call.end())
        assert error.state_survived
        assert "KeyboardInterrupt" in "".join(error.remote_traceback)
        assert 'File "spin.py"' in "".join(error.remote_traceback)
        assert flame.evaluate("kept") == 41


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_interrupt_reaches_a_program_that_only_prints(serve: Serve, language: str) -> None:
    """Nearly all its time is our own code's: it is stopped there once it has written."""
    served = serve(language=language, limits="output: 256 MiB, lines: 1000000000/s")
    runs = threading.Event()
    flame = served.connect(output=lambda *_: runs.set())
    for _ in range(5):
        runs.clear()
        call = Calling(lambda: flame.execute("while True:\n    print('y')"))
        assert runs.wait(20)
        flame.interrupt()
        assert interrupted(call.end()).state_survived


def test_interrupt_from_the_output_handler(serve: Serve) -> None:
    """The handler may say that it has seen enough."""

    def enough(_stream: str, _text: str) -> None:
        flame.interrupt()

    flame = serve().connect(output=enough)
    with pytest.raises(CallInterrupted):
        flame.execute(SPIN)
    assert flame.evaluate("1 + 1") == 2


def test_interrupt_at_a_prompt_is_seen_there(serve: Serve) -> None:
    """Asked by another thread while the input handler waits; its late line goes nowhere."""
    asked, go = threading.Event(), threading.Event()

    def slow(_prompt: str) -> str:
        asked.set()
        assert go.wait(20)
        return "late"

    flame = serve().connect(input=slow)
    flame.execute("seen = []")
    call = Calling(
        lambda: flame.execute(
            "try:\n    input('?')\nexcept BaseException as error:\n"
            "    seen.append(type(error).__name__)\n    raise"
        )
    )
    assert asked.wait(20)
    flame.interrupt()
    go.set()
    interrupted(call.end())
    assert flame.evaluate("seen") == ["KeyboardInterrupt"]


def test_prompt_after_an_interrupt_is_no_end_of_input(serve: Serve) -> None:
    """A call that is being stopped is not asked for: KeyboardInterrupt again, never EOFError."""
    runs = threading.Event()
    flame = serve().connect(output=lambda *_: runs.set(), input=lambda _prompt: "x")
    flame.execute("seen = []")
    call = Calling(
        lambda: flame.execute(
            "try:\n    print('runs')\n    while True:\n        sum(range(999))\n"
            "except KeyboardInterrupt:\n    try:\n        input('really?')\n"
            "    except BaseException as error:\n        seen.append(type(error).__name__)"
        )
    )
    assert runs.wait(20)
    flame.interrupt()
    assert call.end() is None
    assert flame.evaluate("seen") == ["KeyboardInterrupt"]


def test_interrupt_with_no_call_running_does_nothing_to_the_next(serve: Serve) -> None:
    """Before the first call, between two, and at once after one."""
    flame = serve().connect()
    flame.interrupt()
    for number in range(200):
        assert flame.evaluate(f"{number}") == number
        flame.interrupt()
    flame.close()
    flame.interrupt()


def test_interrupt_while_calls_come_and_go_hits_only_what_runs(serve: Serve) -> None:
    """A thread interrupts without a pause: each call ends in its own value or as interrupted."""
    flame = serve().connect()
    flame.execute("kept = 41")
    done = threading.Event()

    def bother() -> None:
        while not done.is_set():
            flame.interrupt()

    bothers = threading.Thread(target=bother)
    bothers.start()
    try:
        for number in range(300):
            with suppress(CallInterrupted):
                assert flame.evaluate(f"{number} + sum(())") == number
    finally:
        done.set()
        bothers.join(20)
    assert flame.evaluate("kept") == 41


def test_program_that_does_not_stop_is_ended_and_the_next_call_starts_fresh(serve: Serve) -> None:
    """After limits.grace; the error says that the state is gone."""
    served = serve(limits="grace: 200ms")
    runs = threading.Event()
    flame = served.connect(output=lambda *_: runs.set())
    flame.execute("kept = 41")
    call = Calling(
        lambda: flame.execute(
            "try:\n    print('runs')\nexcept KeyboardInterrupt:\n    pass\n"
            "while True:\n    try:\n        while True:\n            int('3')\n"
            "    except KeyboardInterrupt:\n        pass"
        )
    )
    assert runs.wait(20)
    flame.interrupt()
    assert not interrupted(call.end()).state_survived
    with pytest.raises(NameError):
        flame.evaluate("kept")
    verdicts = [each for each in served.audit(verdicts=3) if each["event"] == "verdict"]
    assert [each["outcome"] for each in verdicts] == ["done", "interrupted", "failed"]


def test_loop_in_c_that_looks_for_no_signal_is_ended(serve: Serve) -> None:
    """As with Python itself it sees no interrupt; unlike there, its grace ends it."""
    served = serve(limits="grace: 200ms")
    runs = threading.Event()
    flame = served.connect(output=lambda *_: runs.set())
    source = "try:\n    print('runs')\nexcept KeyboardInterrupt:\n    pass\nsum(iter(int, 1))"
    call = Calling(lambda: flame.execute(source))
    assert runs.wait(20)
    flame.interrupt()
    assert not interrupted(call.end()).state_survived


def test_interrupt_that_comes_with_the_call_is_not_lost(serve: Serve) -> None:
    """Before its worker has begun; it is told as soon as it has, not after half of its grace."""
    served = serve(limits="grace: 1m, wall: 2m")
    flame = served.connect()
    flame.evaluate("1")
    for _ in range(10):
        call = Calling(lambda: flame.execute("while True:\n    sum(range(999))"))
        while flame._link._current is None:
            pass
        flame.interrupt()
        assert interrupted(call.end()).state_survived


def test_generator_is_interrupted_between_two_items(serve: Serve) -> None:
    """The item that is being made ends as interrupted, and the stream with it."""
    flame = serve().connect()
    flame.execute(
        "def items():\n    yield 1\n    print('runs')\n    while True:\n        sum(range(999))"
    )
    runs = threading.Event()
    flame._link._output = lambda *_: runs.set()
    items = flame.evaluate("items()")
    assert next(items) == 1
    call = Calling(lambda: next(items))
    assert runs.wait(20)
    flame.interrupt()
    interrupted(call.end())
    with pytest.raises(guardedflame.CallRefused):
        next(items)
    assert flame.evaluate("1") == 1


def test_a_call_that_brings_much_can_be_interrupted(serve: Serve) -> None:
    """Its bytes wait in no queue: the interrupt behind them is read."""
    served = serve(limits="source: 4 MiB, wall: 60s")
    flame: Flame

    def stop(_stream: str, _text: str) -> None:
        flame.interrupt()

    flame = served.connect(output=stop)
    comment = "# " + "x" * (2 * 1024 * 1024)
    with pytest.raises(CallInterrupted) as caught:
        flame.execute(f"{comment}\nimport time\nprint('here')\ntime.sleep(50)")
    assert caught.value.state_survived
