"""One attack against each wall by itself, both walls, and none: what the threat tests share.

Invariant: the judge believes nothing that the attacker says. It looks for canaries, which are
random and which only it knows, in all that came out, and from outside at what the attacker wanted
to touch: a file, a directory, sockets that listen, a parent process.

The four runs of an attack:

- ``none``: plain Python, no wall, in a throw-away process. The attack has to reach something here,
  or the other three would prove nothing.
- ``language``: the guarded language in the same unconfined process.
- ``kernel``: plain Python in a confined worker of a real server.
- ``both``: the guarded language in such a worker.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from guardedflame.client import Flame
from guardedflame.errors import WorkerError
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from harness import Served, start_server

WALLS = ("none", "language", "kernel", "both")

#: Named in the environment of the process attacked, or of the server.
VARIABLE = "GUARDEDFLAME_TEST_SECRET"

#: A module of the process attacked.
MODULE = "canary_of_the_server"

#: Where this Python keeps its library: a path of the server's.
LIBRARY = str(Path(json.__file__).parents[1])

#: What every attacker has from the start: where everything is, and what to do with the builtins.
SETUP = '''
def take(builtins):
    """Take everything, builtins in hand; say what of it failed."""
    global loot
    loot = builtins
    if isinstance(builtins, dict):
        load, read = builtins["__import__"], builtins["open"]
    else:
        load = builtins.eval("__import__", {"__builtins__": builtins})
        read = builtins.open
    os, socket = load("os"), load("socket")
    def call(family, where):
        with socket.socket(family) as one:
            one.settimeout(5)
            one.connect(where)
    def put():
        with read(DIRECTORY + "/taken", "w") as file:
            file.write("taken")
    for goal in (
        lambda: read(FILE).read(),
        lambda: os.environ[VARIABLE],
        lambda: load(MODULE).SECRET,
        lambda: os.kill(PARENT, 10),
        lambda: read(f"/proc/{PARENT}/environ").read(),
        lambda: call(socket.AF_INET, ("127.0.0.1", PORT)),
        lambda: call(socket.AF_UNIX, UNIX),
        put,
    ):
        try:
            print(goal())
        except Exception as error:
            print("no:", error)
'''

#: What a session is given: room for any attack, or so little that bombs go off at once.
ROOM = "cpu: 5s, wall: 10s, memory: 96 MiB, output: 256 KiB, open_files: 32"
LITTLE = "cpu: 100ms, wall: 700ms, memory: 64 MiB, output: 256 KiB, open_files: 32"

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
connections: {{maximum: 512, maximum_per_address: 512}}
profiles:
  attacker:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute, module, builtin, console,
                 sendmodule, getmodule, sendfile, getfile]
    modules: {{MODULES}}
    builtins: {{also: [compile, eval, exec]}}
    files: {{quota: 1 MiB}}
    limits: {{{limits}}}
  bystander:
    operations: [evaluate, execute]
    modules: {{MODULES}}
    limits: {{cpu: 1h}}
clients:
  anyone: {{profile: attacker}}
  beside: {{unix_user: USER, profile: bystander}}
""".replace(
    "MODULES", ", ".join(f'"{name}": "*"' for name in sorted(CATALOGUE) if name[0] != "_")
).replace("USER", str(os.getuid()))


@dataclass(frozen=True)
class Attack:
    """One way to do what a threat's name says.

    Args:
        source: what the attacker sends. It has FILE, DIRECTORY, VARIABLE, MODULE, PARENT, PORT,
            UNIX and ``take``; a name it leaves in ``out`` is looked at like output.
        module: source of a module ``sent``, which is there beforehand.
        paths: it is after the server's own paths, too.
        witness: plain Python that fails if later code in the same process would be affected.
        closed: why this CPython itself stops it, so that it reaches nothing without a wall.
        unproved: why it is not tried without a wall.
    """

    source: str
    module: str = ""
    paths: bool = False
    witness: str = ""
    closed: str = ""
    unproved: str = ""


class Bait:
    """What there is to take, and how to see whether it was."""

    def __init__(self) -> None:
        self.secret = secrets.token_hex(16)
        self.variable = secrets.token_hex(16)
        self.attribute = secrets.token_hex(16)
        # Not under pytest's own directory: that is closed to other users by its mode alone.
        self.home = Path(tempfile.mkdtemp(prefix="guardedflame-bait-"))
        self.home.chmod(0o755)
        self.file = self.home / "canary"
        self.directory = self.home / "open"
        self.session = self.home / "session"
        for each in (self.directory, self.session):
            each.mkdir()
            each.chmod(0o777)
        (self.home / f"{MODULE}.py").write_text(f"SECRET = {self.attribute!r}\n")
        self._lay()
        self.listeners: dict[str, socket.socket] = {
            "tcp": socket.create_server(("127.0.0.1", 0)),
            "unix": socket.socket(socket.AF_UNIX),
            "abstract": socket.socket(socket.AF_UNIX),
        }
        self.listeners["unix"].bind(str(self.home / "socket"))
        (self.home / "socket").chmod(0o666)
        self.listeners["abstract"].bind(b"\0guardedflame-bait-" + self.secret[:8].encode())
        for one in self.listeners.values():
            one.listen()
            one.setblocking(False)

    def _lay(self) -> None:
        self.file.write_text(self.secret)
        self.file.chmod(0o644)
        self._before = self._stamp()

    def _stamp(self) -> tuple[int, ...]:
        seen = self.file.stat()
        return seen.st_ino, seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_nlink, seen.st_uid

    def close(self) -> None:
        """Take it all away."""
        for one in self.listeners.values():
            one.close()
        shutil.rmtree(self.home)

    def names(self) -> dict[str, object]:
        """Return what the attacker is told: where everything is."""
        return {
            "FILE": str(self.file),
            "DIRECTORY": str(self.directory),
            "PORT": self.listeners["tcp"].getsockname()[1],
            "UNIX": self.listeners["unix"].getsockname(),
            "ABSTRACT": self.listeners["abstract"].getsockname(),
            "VARIABLE": VARIABLE,
            "MODULE": MODULE,
        }

    def taken(self, text: str) -> set[str]:
        """Return what was reached, by what came out and by what is there; lay it anew."""
        found = {
            name
            for name, secret in (
                ("file", self.secret),
                ("environment", self.variable),
                ("module", self.attribute),
            )
            if secret in text or secret[::-1] in text or secret.encode().hex() in text
        }
        if not self.file.exists() or self._stamp() != self._before:
            found.add("file changed")
            self.file.unlink(missing_ok=True)
            self._lay()
        assert self.file.read_text() == self.secret
        for each in [*self.directory.iterdir(), *self.session.iterdir()]:
            if each.parent == self.directory:
                found.add("file written")
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
        for name, listener in self.listeners.items():
            with contextlib.suppress(BlockingIOError):
                while True:
                    listener.accept()[0].close()
                    found.add(name)
        return found


class Cell:
    """The process without walls; see ``cell.py``."""

    def __init__(self, bait: Bait) -> None:
        self._bait = bait
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-I", str(Path(__file__).with_name("cell.py"))),
                *(str(bait.home), MODULE),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={VARIABLE: bait.variable, "PATH": "/usr/bin:/bin"},
        )
        setup = "\n".join(f"{name} = {value!r}" for name, value in bait.names().items())
        self._send({"setup": setup + SETUP})

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def run(
        self,
        wall: str,
        source: str,
        *,
        module: str = "",
        witness: str = "",
        limits: dict[str, float] | None = None,
    ) -> dict[str, Any]:
        """Run one source; return what ``cell.serve_one`` saw."""
        self._send(
            {
                "wall": wall,
                "source": source,
                "module": module,
                "witness": witness,
                "limits": limits,
                "directory": str(self._bait.session),
            }
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the cell is dead"
        return dict(json.loads(line))

    @property
    def rss(self) -> int:
        """Return its resident bytes, which its children begin with."""
        return int(psutil.Process(self._process.pid).memory_info().rss)

    def close(self) -> None:
        """End it; fail if it was not well."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait(20) == 0


@dataclass
class Target:
    """A real server under attack, and a client that has nothing to do with it."""

    served: Served
    bystander: Flame
    setup: str

    def enter(self, said: list[str]) -> Flame:
        """Return an attacker's session that knows where everything is."""
        flame = self.served.connect(output=lambda _stream, text: said.append(text))
        flame.execute(self.setup)
        return flame

    def leave(self, flame: Flame) -> None:
        """End an attacker's session."""
        self.served.clients.remove(flame)
        flame.close()

    def assert_well(self) -> None:
        """Fail unless server and bystander are as they were and no process is left over."""
        assert self.served.process.poll() is None, "the broker is dead"
        assert self.bystander.evaluate("kept") == 1, "another session was hit"
        broker = self.served.process.pid
        assert _state(broker) not in "TZ"
        # Zygotes, warm workers, the bystander's, and those that are on their way out.
        deadline = time.monotonic() + 20
        while _family(broker) > 8:
            assert time.monotonic() < deadline, "processes are left"
            time.sleep(0.01)


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _family(pid: int) -> int:
    """Count the processes below one."""
    count = 0
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                count += 1 + _family(int(child))
    return count


def told(error: BaseException | None) -> str:
    """Return all that a client can read of what it was answered."""
    if error is None:
        return ""
    parts = [repr(error), repr(vars(error)), *getattr(error, "__notes__", ())]
    parts += [told(each) for each in (error.__cause__, error.__context__)]
    return "\n".join(parts)


class Walls:
    """All that attacks are run against; made once, each part when it is first asked for."""

    def __init__(self, directory: Path) -> None:
        self.bait = Bait()
        self._directory = directory
        self._cell: Cell | None = None
        self._targets: dict[str, Target] = {}

    @property
    def cell(self) -> Cell:
        """The process without walls."""
        if self._cell is None:
            self._cell = Cell(self.bait)
        return self._cell

    def target(self, wall: str, limits: str = ROOM) -> Target:
        """The server whose language is plain Python (kernel) or the guarded one (both)."""
        key = f"{wall}-{len(limits)}"
        if key not in self._targets:
            language = "python" if wall == "kernel" else "guarded"
            self._targets[key] = self._start(self._directory / key, language, limits)
        return self._targets[key]

    def _start(self, directory: Path, language: str, limits: str) -> Target:
        directory.mkdir()
        served = start_server(
            directory,
            POLICY,
            language=language,
            limits=limits,
            arguments=[self.bait.attribute],
            environment={VARIABLE: self.bait.variable},
        )
        names = self.bait.names() | {
            "PARENT": served.process.pid,
            "SERVER_PORT": int(served.tcp.rpartition(":")[2]),
            "SERVER_UNIX": served.unix.removeprefix("./u:"),
            "POLICY": str(directory / "policy.yaml"),
        }
        bystander = served.connect(unix=True)
        bystander.execute("kept = 1")
        setup = "\n".join(f"{name} = {value!r}" for name, value in names.items())
        return Target(served, bystander, setup + SETUP)

    def judge(self, wall: str, attack: Attack) -> None:
        """Run the attack against one wall; fail if it reached something, or nothing without one."""
        if wall == "none" and attack.unproved:
            pytest.skip(attack.unproved)
        if wall in ("none", "language"):
            reached, seen = self._unconfined(wall, attack)
        else:
            reached, seen = self._confined(wall, attack)
        if wall != "none":
            assert not reached, f"got {sorted(reached)} past the {wall} wall; {seen}"
        elif attack.closed:
            assert not reached, f"not closed by CPython: got {sorted(reached)}; {seen}"
        else:
            assert reached, f"reaches nothing even without a wall: {seen}"

    def _unconfined(self, wall: str, attack: Attack) -> tuple[set[str], str]:
        seen = self.cell.run(wall, attack.source, module=attack.module, witness=attack.witness)
        report = seen["report"]
        reached = self.bait.taken(json.dumps(seen))
        assert seen["harm"] != "hangs", "hangs"
        reached |= {"parent"} if seen["harm"] or seen.get("heard") else set()
        reached |= {"process left"} if seen["left"] else set()
        reached |= {"crash"} if seen.get("status", 0) < 0 else set()
        reached |= {"later code"} if report.get("witness") else set()
        reached |= set(report.get("loot", ()))
        if attack.paths and LIBRARY in seen["output"] + report.get("out", ""):
            reached.add("path")
        return reached, f"{report.get('error', '')[-2000:]}\noutput: {seen['output'][-2000:]}"

    def _confined(self, wall: str, attack: Attack) -> tuple[set[str], str]:
        target = self.target(wall)
        said: list[str] = []
        flame = target.enter(said)
        ended: Exception | None = None
        out: object = None
        try:
            if attack.module:
                flame.sendmodule("sent", attack.module)
            flame.execute(attack.source, filename="attack")
            out = flame.evaluate("repr(out)")
        except Exception as error:
            ended = error
        seen = "".join(said) + told(ended) + repr(out)
        reached = self.bait.taken(seen)
        if attack.paths and LIBRARY in seen:
            reached.add("path")
        target.leave(flame)
        if attack.witness:
            try:
                target.bystander.execute(attack.witness)
            except WorkerError as error:
                reached.add(f"another session: {error!r}")
            except Exception as error:
                reached.add(f"later code: {error!r}")
        target.assert_well()
        return reached, seen[-2000:]

    def close(self) -> None:
        """End everything; fail if anything was left over."""
        with contextlib.ExitStack() as stack:
            stack.callback(self.bait.close)
            for target in self._targets.values():
                stack.callback(target.served.stop)
            if self._cell is not None:
                stack.callback(self._cell.close)


@contextlib.contextmanager
def walls_in(directory: Path) -> Iterator[Walls]:
    """Lay the bait, and start what is asked for until the block ends."""
    laid = Walls(directory)
    try:
        yield laid
    finally:
        laid.close()
