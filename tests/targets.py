"""Real servers under attack: what attackers are told, and who has nothing to do with it.

Invariant: an attacker has everything open that a policy can open; the bystander has a profile of
his own, and is looked at after each attack.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from bait import VARIABLE, Bait
from guardedflame.client import Flame
from guardedflame.errors import LimitExceeded, WorkerError
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from harness import Served, start_server

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
    "MODULES",
    ", ".join(
        f'"{name}": "*"'
        for name, entry in sorted(CATALOGUE.items())
        if name[0] != "_" and not entry.why
    ),
).replace("USER", str(os.getuid()))


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
        try:
            kept = self.bystander.evaluate("kept")
        except (WorkerError, LimitExceeded, NameError) as error:
            self.bystander.execute("kept = 1")  # for the tests that follow
            kept = error
        assert kept == 1, f"another session was hit: {kept!r}"
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


def start_target(directory: Path, bait: Bait, language: str, limits: str) -> Target:
    """Start a server for attackers of one language and set of limits."""
    directory.mkdir()
    served = start_server(
        directory,
        POLICY,
        language=language,
        limits=limits,
        arguments=[bait.attribute],
        environment={VARIABLE: bait.variable},
    )
    names = bait.names() | {
        "PARENT": served.process.pid,
        "SERVER_PORT": int(served.tcp.rpartition(":")[2]),
        "SERVER_UNIX": served.unix.removeprefix("./u:"),
        "POLICY": str(directory / "policy.yaml"),
    }
    bystander = served.connect(unix=True)
    bystander.execute("kept = 1")
    setup = "\n".join(f"{name} = {value!r}" for name, value in names.items())
    return Target(served, bystander, setup + SETUP)
