"""A real server per test that wants one: started, watched, stopped, and checked for leftovers."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness import ANALYST, Serve, Served, start_server


def pytest_configure() -> None:
    """Have what tests start hear of a Ctrl-C, which background jobs of a shell do not."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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
        served = start_server(
            directory, text, isolation=isolation, language=language, warm=warm, limits=limits
        )
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
