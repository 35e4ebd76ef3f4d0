"""What tests share: a real server, and what is left when it has stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

from guardedflame.client.flame import Flame
from guardedflame.client.opening import connect

RUN = """
import json, sys
from pathlib import Path
from guardedflame.broker.server import serve
from guardedflame.policy.load import load_policy
def ready(running):
    print(json.dumps({"locations": running.locations, "layers": running.layers}), flush=True)
serve(load_policy(Path(sys.argv[1])), audit_path=Path(sys.argv[2]), ready=ready)
"""

#: What most tests want: everything allowed that the analyst has, on loopback and a unix socket.
ANALYST = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
connections: {{maximum: 512, maximum_per_address: 512}}
profiles:
  analyst:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute, module, builtin, console,
                 sendmodule, getmodule, sendfile, getfile]
    modules: {{math: "*", statistics: [mean, median], json: "*", collections: "*", time: "*"}}
    limits: {{{limits}}}
clients:
  anyone: {{profile: analyst}}
"""


@dataclass
class Served:
    """A running server and what a test asks of it."""

    process: subprocess.Popen[str]
    locations: list[str]
    layers: dict[str, list[str]]
    directory: Path
    clients: list[Flame] = field(default_factory=list)

    @property
    def tcp(self) -> str:
        """Location of the TCP listener."""
        return next(where for where in self.locations if not where.startswith("./u:"))

    @property
    def unix(self) -> str:
        """Location of the unix listener."""
        return next(where for where in self.locations if where.startswith("./u:"))

    def connect(self, *, unix: bool = False, **options: Any) -> Flame:
        """Return a client that is closed when the test ends."""
        flame = connect(self.unix if unix else self.tcp, **options)
        self.clients.append(flame)
        return flame

    def audit(self, *, verdicts: int = 0) -> list[dict[str, Any]]:
        """Return all audit records so far, once there are so many verdicts among them.

        The verdict of a call that went well may be written a moment after its answer.
        """
        deadline = time.monotonic() + 20
        while True:
            lines = (self.directory / "audit.jsonl").read_text().splitlines()
            records = [json.loads(line) for line in lines]
            if sum(record["event"] == "verdict" for record in records) >= verdicts:
                return records
            assert time.monotonic() < deadline, "the verdicts did not come"
            time.sleep(0.01)

    def descendants(self) -> list[psutil.Process]:
        """Return every process the server has started that is alive."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self) -> int:
        """SIGTERM the server; return its exit status after checking that no process is left."""
        for flame in self.clients:
            flame.close()
        self.clients.clear()
        if self.process.poll() is None:
            family = self.descendants()
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            finally:
                self.process.kill()
            _, alive = psutil.wait_procs(family, timeout=10)
            assert not alive, f"processes left behind: {alive}"
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.process.returncode


Serve = Callable[..., Served]


def start_server(
    directory: Path,
    text: str = ANALYST,
    *,
    isolation: str = "full",
    language: str = "guarded",
    warm: int = 1,
    limits: str = "",
    arguments: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Served:
    """Start a server with the policy ``text`` in a directory of its own; the caller stops it.

    ``arguments`` are more words for its command line, ``environment`` more variables for it.
    """
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
        [sys.executable, "-c", RUN, str(policy), str(directory / "audit.jsonl"), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error", **(environment or {})},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        process.wait(10)
        process.stdout.close()
        pytest.fail("the server did not start; its words are above")
    said = json.loads(line)
    return Served(process, said["locations"], said["layers"], directory)
