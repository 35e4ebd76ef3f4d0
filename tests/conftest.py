"""A real server per test that wants one: started, watched, stopped, and checked for leftovers."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness import ANALYST, RUN, Serve, Served


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server; all that a test started are stopped at its end."""
    started: list[Served] = []

    def start(
        text: str = ANALYST,
        *,
        isolation: str = "full",
        language: str = "guarded",
        warm: int = 1,
        limits: str = "",
    ) -> Served:
        directory = tmp_path / f"server-{len(started)}"
        directory.mkdir()
        policy = directory / "policy.yaml"
        policy.write_text(
            text.format(
                unix=directory / "s",
                isolation=isolation,
                language=language,
                warm=warm,
                limits=limits,
            )
        )
        policy.chmod(0o600)
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(policy), str(directory / "audit.jsonl")],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONWARNINGS": "error"},
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            process.wait(10)
            process.stdout.close()
            pytest.fail("the server did not start; its words are above")
        said = json.loads(line)
        served = Served(process, said["locations"], said["layers"], directory)
        started.append(served)
        return served

    yield start
    failure: BaseException | None = None
    for served in started:
        try:
            served.stop()
        except BaseException as error:
            failure = error
            with contextlib.suppress(ProcessLookupError):
                served.process.kill()
    if failure is not None:
        raise failure
