"""Ctrl-c, SIGTERM, a reader that leaves: each ends a command cleanly, with its own exit code."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import guardedflame
from harness import Serve

COMMAND = [sys.executable, "-m", "guardedflame"]

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
profiles:
  p: {isolation: process, operations: [evaluate]}
clients:
  anyone: {profile: p}
"""


def started(*words: str) -> subprocess.Popen[str]:
    """Start a command whose streams are pipes."""
    return subprocess.Popen(
        [*COMMAND, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_line(process: subprocess.Popen[str]) -> str:
    """Wait for its first line on stdout."""
    assert process.stdout is not None
    return process.stdout.readline()


def test_ctrl_c_in_run_is_a_keyboard_interrupt_of_the_program(serve: Serve, tmp_path: Path) -> None:
    """What Python shows: where it was, and exit code 130; nothing of this side's own."""
    served = serve()
    program = tmp_path / "spins.py"
    program.write_text("print('started')\nwhile True:\n    sum(range(999))\n")
    with started("run", served.tcp, str(program)) as process:
        assert first_line(process) == "started\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    lines = said.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1].startswith(f'  File "{program}", line ')
    assert lines[-1] == "KeyboardInterrupt"
    assert "guardedflame" not in said


def test_second_ctrl_c_in_run_leaves_at_once(serve: Serve, tmp_path: Path) -> None:
    """A program that goes on is not waited for."""
    served = serve(limits="grace: 60s")
    program = tmp_path / "goes_on.py"
    program.write_text(
        "try:\n    print('started')\n    while True:\n        sum(range(999))\n"
        "except KeyboardInterrupt:\n    print('saving')\n    while True:\n        sum(range(999))\n"
    )
    with started("run", served.tcp, str(program)) as process:
        assert first_line(process) == "started\n"
        process.send_signal(signal.SIGINT)
        assert first_line(process) == "saving\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert said == "guardedflame: error: interrupted\n"
    assert process.returncode == 130


def test_program_that_does_not_stop_is_told_of(serve: Serve, tmp_path: Path) -> None:
    """After its grace: what became of it, and exit code 130 all the same."""
    served = serve(limits="grace: 200ms")
    program = tmp_path / "stubborn.py"
    program.write_text(
        "try:\n    print('started')\nexcept KeyboardInterrupt:\n    pass\n"
        "while True:\n    try:\n        while True:\n            int('3')\n"
        "    except KeyboardInterrupt:\n        pass\n"
    )
    with started("run", served.tcp, str(program)) as process:
        assert first_line(process) == "started\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert "error: the call was interrupted, did not stop, and the session was ended" in said
    assert process.returncode == 130


def test_ctrl_c_at_a_prompt_of_the_program_is_no_end_of_input(serve: Serve, tmp_path: Path) -> None:
    """The input() of the program raises KeyboardInterrupt; it may say good-bye and end well."""
    served = serve()
    program = tmp_path / "asks.py"
    program.write_text(
        "print('started')\ntry:\n    input('name? ')\nexcept KeyboardInterrupt:\n    print('bye')\n"
    )
    with started("run", served.tcp, str(program)) as process:
        assert first_line(process) == "started\n"
        assert process.stdout is not None
        assert process.stdout.read(6) == "name? "
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert (out, said, process.returncode) == ("bye\n", "", 0)


def test_ctrl_c_in_eval_stops_the_expression(serve: Serve) -> None:
    """Its traceback, and exit code 130."""
    served = serve()
    with started("eval", served.tcp, "[print('started'), sum(n for n in iter(int, 1))]") as process:
        assert first_line(process) == "started\n"
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert said.endswith("KeyboardInterrupt\n")
    assert "<evaluate>" in said
    assert (out, process.returncode) == ("", 130)


def test_ctrl_c_in_the_console_stops_the_line_and_keeps_the_names(serve: Serve) -> None:
    """The traceback is the line's output; the next line finds what was there."""
    served = serve()
    with started("console", served.tcp) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        # A prompt of the program's own shows that its line runs.
        process.stdin.write("x = 41\ninput('asks')\n")
        process.stdin.flush()
        seen = ""
        while not seen.endswith("asks"):
            seen += process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        while not seen.endswith("KeyboardInterrupt\n"):
            more = process.stdout.read(1)
            assert more, seen
            seen += more
        out, _ = process.communicate("x + 1\n", timeout=60)
    assert "42\n" in out
    assert process.returncode == 0


def test_reader_that_leaves_ends_run_quietly(serve: Serve, tmp_path: Path) -> None:
    """As in ``guardedflame run ... | head -1``."""
    served = serve()
    program = tmp_path / "talks.py"
    program.write_text("for i in range(2000):\n    print('x' * 100)\n")
    with subprocess.Popen(
        [*COMMAND, "run", served.tcp, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "x" * 100 + "\n"
        process.stdout.close()
        assert process.stderr.read() == ""
        process.wait(20)
    assert process.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_server_stops_cleanly_and_quiet_is_quiet(tmp_path: Path, number: signal.Signals) -> None:
    """Exit code 0, no word with -q, and the socket file is gone."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)
    place = tmp_path / "s"
    with subprocess.Popen(
        [*COMMAND, "serve", "--policy", str(policy), "-u", str(place), "-q"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        # Quiet: the only sign of life is that it answers.
        for _ in range(500):
            try:
                with guardedflame.connect(f"unix:{place}") as flame:
                    assert flame.evaluate("1 + 1") == 2
                break
            except guardedflame.ConnectError:
                time.sleep(0.02)
        process.send_signal(number)
        said, _ = process.communicate(timeout=30)
    assert said == ""
    assert process.returncode == 0
    assert not place.exists()
