"""Run source inside really confined workers and say what came of it; shared by the kernel tests."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Runs as the zygote. Its socket gets one request, then one line per worker and a last one.
DRIVER = """
import sys
sys.path.insert(0, {root!r})
import ctypes, encodings.idna, errno, fcntl, json, math, mmap, os
import resource, signal, socket, subprocess, threading
from guardedflame.sandbox import confine
from guardedflame.sandbox.kernel import landlock, uapi
from guardedflame.sandbox.kernel.template import KernelLimits, enter_template, readable_trees

control = socket.socket(fileno=int(sys.argv[1]))
request = json.loads(control.recv(1 << 20))
say = lambda *row: control.sendall(json.dumps(row).encode() + b"\\n")
try:
    template = enter_template(request["level"], control_fd=control.fileno(),
                              readable=readable_trees() + request["readable"])
except Exception as error:
    say("failed", type(error).__name__, str(error))
    sys.exit(0)
if request["abi"]:
    template._abi = landlock.abi_numbered(request["abi"])
say("ready", template.host_pid, list(template.layers))
pids = []
for slot, source in enumerate(request["sources"], 1):
    receiver, sender = socket.socketpair()
    pid = template.clone(slot)
    if pid == 0:
        receiver.close()
        wire = sender.detach()
        try:
            cpu = request["limits"]["cpu"] or math.inf
            limits = KernelLimits(**dict(request["limits"], cpu=cpu))
            if request["steps"] is None:
                template.confine(template.situation(limits, (wire,), slot))
            else:
                # Always the last one: no worker outlives its test.
                steps = [*request["steps"], "die_with_zygote"]
                situation = template.situation(limits, (wire,), slot)
                confine.run(tuple(getattr(confine, s) for s in steps), situation)
            libc = ctypes.CDLL(None, use_errno=True)
            scope = {{"kernel": uapi.Kernel(), "uapi": uapi, "libc": libc,
                     "wire": wire, "host": request["host"]}}
            names = ("ctypes errno fcntl json math mmap os resource signal socket subprocess sys "
                     "threading")
            scope.update({{name: globals()[name] for name in names.split()}})
            exec(source, scope)
            row = ["did", scope.get("result")]
        except BaseException as error:
            row = ["refused", type(error).__name__, getattr(error, "errno", None), str(error)]
        os.write(wire, json.dumps(row).encode())
        while True:
            signal.pause()
    sender.close()
    template.get_ready()  # as the zygote does
    pids.append(pid)
    said = receiver.recv(1 << 20)
    if said:
        say(*json.loads(said))
    else:
        say("died", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        pids.remove(pid)
if request["wait"]:
    control.recv(1)
for pid in pids:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
for slot in range(1, len(request["sources"]) + 1):
    template.forget(slot)
template.cleanup()
on_disk = [template.scratch_of(1)] if template.level != "full" else []
say("left", [p for p in on_disk if os.path.exists(p)])
"""


@dataclass(frozen=True)
class Outcome:
    """What one worker's source came to: ``kind`` is did, refused, died."""

    kind: str
    value: Any = None
    error: str = ""
    errno: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Limits:
    """Limits a test changes one of; ``cpu`` 0 is none."""

    cpu: int = 0
    memory: int = 64 << 20
    processes: int = 0
    open_files: int = 16
    file_size: int = 1 << 20
    scratch: int = 1 << 20
    scratch_files: int = 256


@dataclass
class Run:
    """A zygote that waits with its workers alive."""

    process: subprocess.Popen[bytes]
    socket: socket.socket
    host_pid: int
    layers: list[str]
    outcomes: list[Outcome] = field(default_factory=list)

    def finish(self) -> list[str]:
        """Let it kill its workers and leave; returns the scratch directories that are left."""
        self.socket.sendall(b"x")
        row = json.loads(self.socket.makefile("rb").readline())
        self.end()
        return list(row[1])

    def end(self) -> None:
        """Kill what is left and reap it."""
        self.socket.close()
        for pid in {self.host_pid, self.process.pid}:
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                continue
        self.process.wait(20)
        try:
            os.waitpid(self.host_pid, 0)
        except ChildProcessError:
            return


class Cage:
    """Starts zygotes as root or as an ordinary user; ``through`` is a command that starts them."""

    def __init__(self, ordinary: bool, through: Sequence[str] = ()) -> None:
        self.ordinary = ordinary
        self._through = through
        self._runs: list[Run] = []

    @property
    def as_root(self) -> bool:
        """Whether the zygote starts as root."""
        return os.geteuid() == 0 and not self.ordinary

    def start(
        self,
        *sources: str,
        level: str = "full",
        limits: Limits | None = None,
        steps: Sequence[str] | None = None,
        abi: int = 0,
        readable: Sequence[str] = (),
        host: object = None,
        wait: bool = True,
    ) -> Run:
        """Confine one worker per source, one after the other, all alive; give what each did."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        ours.settimeout(60)
        extra: dict[str, Any] = {}
        python = sys.executable
        if self.ordinary and os.geteuid() == 0:
            python = "/usr/bin/python3"
            extra = {"user": 65534, "group": 65534, "extra_groups": []}
        process = subprocess.Popen(
            [
                *self._through,
                *(python, "-I", "-c", DRIVER.format(root=str(ROOT)), str(theirs.fileno())),
            ],
            pass_fds=(theirs.fileno(),),
            env={},
            cwd="/",
            **extra,
        )
        theirs.close()
        request = {
            "level": level,
            "sources": sources,
            "limits": asdict(limits or Limits()),
            "steps": steps,
            "abi": abi,
            "readable": list(readable),
            "host": host,
            "wait": wait,
        }
        ours.sendall(json.dumps(request).encode())
        lines = ours.makefile("rb")
        first = json.loads(lines.readline() or b'["failed", "EOFError", ""]')
        run = Run(process, ours, process.pid, [])
        self._runs.append(run)
        if first[0] == "failed":
            run.outcomes.append(Outcome("failed", error=first[1], text=first[2]))
            return run
        run.host_pid, run.layers = first[1], first[2]
        for _ in sources:
            row = json.loads(lines.readline())
            if row[0] == "refused":
                run.outcomes.append(Outcome("refused", None, row[1], row[2], row[3]))
            else:
                run.outcomes.append(Outcome(row[0], row[1]))
        return run

    def attack(self, source: str, **options: Any) -> Outcome:
        """Run one source in one worker and end everything."""
        run = self.start(source, **options)
        outcome = run.outcomes[0]
        self.close()
        return outcome

    def close(self) -> None:
        """End every zygote that is left."""
        while self._runs:
            self._runs.pop().end()


def ordinary_python() -> str:
    """Return why an ordinary user cannot run the driver here, or nothing."""
    if os.geteuid() != 0:
        return ""
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    if python != "/usr/bin/python3":
        return "no /usr/bin/python3 that an ordinary user may run"
    code = "import sys; sys.exit(sys.version_info < (3, 11))"
    if subprocess.run([python, "-c", code], check=False).returncode:
        return "/usr/bin/python3 is older than 3.11"
    return ""


def descendants(pid: int) -> list[psutil.Process]:
    """Return the living processes below a process."""
    return psutil.Process(pid).children(recursive=True)


@pytest.fixture(name="cage", params=["as started", "as an ordinary user"])
def cage_fixture(request: pytest.FixtureRequest) -> Iterator[Cage]:
    """A cage that starts zygotes as whoever runs the tests and, when that is root, as nobody."""
    ordinary = request.param == "as an ordinary user"
    if ordinary and os.geteuid() != 0:
        pytest.skip("the tests run as an ordinary user already")
    if ordinary and (reason := ordinary_python()):
        pytest.skip(reason)
    cage = Cage(ordinary)
    yield cage
    cage.close()
