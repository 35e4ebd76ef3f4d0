"""Ctrl-C and `flame.interrupt()`: whenever they come, the session and the connection stay usable."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

import guardedflame
from ctrl_c import ctrl_c_at
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
flame = guardedflame.connect(sys.argv[1], output=lambda _stream, text: say(text.rstrip()), **OPTIONS)
flame.execute("kept = 41")
try:
    say("value", flame.evaluate(sys.argv[2]) if EVALUATE else flame.execute(sys.argv[2]))
except KeyboardInterrupt as error:
    say("KeyboardInterrupt", type(error.__cause__).__name__)
say("then", flame.evaluate("kept + 1"))
"""


class Talking:
    """A client in a process of its own, so that real signals reach it."""

    def __init__(self, served: Served, program: str, *, options: str = "{}") -> None:
        source = CLIENT.replace("OPTIONS", options).replace("EVALUATE", "False")
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
    "a loop in C": "import re, itertools\nprint('runs')\nsum(itertools.repeat(0))",
    "a big number": "print('runs')\nwhile True:\n    3 ** 20_000 % 7",
    "output": "print('runs')\nwhile True:\n    sum(range(9999))\n    print('.', end='')",
    "handlers": "print('runs')\nwhile True:\n    try:\n        int('x')\n    except Exception:\n        pass",
}
POLICY_MODULES = "itertools"


@pytest.mark.parametrize("program", ["a loop", "a sleep", "a big number", "output", "handlers"])
def test_ctrl_c_stops_the_program_and_keeps_the_session(talk: Any, program: str) -> None:
    """KeyboardInterrupt here, from the CallInterrupted that has the remote traceback."""
    client = talk(PROGRAMS[program])
    assert client.line() == "runs"
    client.ctrl_c()
    said = [line for line in client.rest() if line.strip(".")]
    assert said == ["KeyboardInterrupt CallInterrupted", "then 42"]
    outcomes = [
        each["outcome"]
        for each in talk.served.audit(verdicts=3)
        if each["event"] == "verdict"
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
        "print('runs')\nwhile True:\n    try:\n        while True:\n            pass\n"
        "    except KeyboardInterrupt:\n        print('no')",
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
