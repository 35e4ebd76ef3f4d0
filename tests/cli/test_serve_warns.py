"""What a server says at its start of profiles that have no language wall."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "guardedflame"]

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
profiles:
  trusted: {isolation: full, language: python, operations: [evaluate]}
  jobs: {isolation: full, language: python, operations: [execute]}
  guests: {isolation: full, language: guarded, operations: [evaluate]}
clients:
  anyone: {profile: guests}
"""


def test_plain_python_is_said_aloud_once_per_profile(tmp_path: Path) -> None:
    """In plain words on stderr, before anybody can connect; of guarded profiles not a word."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)
    policy.chmod(0o600)
    with subprocess.Popen(
        [*COMMAND, "serve", "--policy", str(policy)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("server is running"):
                break
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert said.splitlines() == [
        f"guardedflame: warning: profile {name} has language: python; nothing but the kernel stands"
        " between its programs and this machine"
        for name in ("trusted", "jobs")
    ]
