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


def test_ctrl_c_ends_run_without_a_traceback(serve: Serve, tmp_path: Path) -> None:
    """Exit code 130, as shells have it; the server has its worker stopped by the hang-up."""
    served = serve()
    program = tmp_path / "spins.py"
    program.write_text("print('started')\nwhile True:\n    pass\n")
    with subprocess.Popen(
        [*COMMAND, "run", served.tcp, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert said == "\nguardedflame: error: interrupted\n"
    assert process.returncode == 130


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
