"""Six attacks on a server of this machine, and what stops each.

    python examples/attacks.py localhost:9999

The language of the session decides the text of an attack: under `language: guarded` it is what
people try to get past a language sandbox, under `language: python` it is plain Python, which only
the kernel can stop. What an attack would get is prepared here, open to every user of this machine:
a file to read, a directory to write in, a port to connect to. Exits with 1 if one gets through.
"""

from __future__ import annotations

import contextlib
import errno
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

import guardedflame
from guardedflame.client import Flame


@dataclass(frozen=True)
class Bait:
    """What the attacks are after, as they would find it on the server."""

    file: str
    directory: str
    port: int
    secret: str
    listener: socket.socket

    def taken(self) -> str:
        """Return what was really reached, seen from outside the session; empty if nothing was."""
        if any(Path(self.directory).iterdir()):
            return "a file has appeared in the directory"
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return ""
        return "a connection has arrived"


@dataclass(frozen=True)
class Attack:
    """One goal; the ways to it in guarded code, and one program in plain Python.

    Each guarded way runs by itself and must be refused. The plain program must end in an OSError:
    it tries everything it knows, raises the first refusal, and returns only if something worked.
    """

    goal: str
    guarded: Sequence[str]
    python: str


#: Comes before each plain program: try every way; raise the first refusal if all were refused.
TRY = """
import errno, os, sys
def every(*ways):
    first = None
    for way in ways:
        try:
            way()
        except OSError as refused:
            first = first or refused
        else:
            return
    raise first
"""

ATTACKS = (
    Attack(
        "read a file of the server's",
        (
            "print(open({file!r}).read())",
            "import io\nprint(io.FileIO({file!r}).read())",
            "import math\nprint(math.__loader__.get_data({file!r}))",
            "import os\nprint(os.read(os.open({file!r}, 0), 100))",
        ),
        "every(lambda: print(open({file!r}).read()),\n"
        "      lambda: print(open('/proc/1/root' + {file!r}).read()),\n"
        "      lambda: print(open('/proc/self/cwd/../../../../..' + {file!r}).read()))",
    ),
    Attack(
        "read its environment",
        (
            # A session's os.environ is its own, and empty: these go for the server's.
            "print(open('/proc/self/environ').read())",
            "import os\nprint(os.environb)",
            "import statistics\nprint(statistics.sys.modules['os'].environ)",
            "import pathlib\nprint(pathlib.Path('/proc/self/environ').read_text())",
        ),
        "found = [name for name in os.environ if name != 'LC_CTYPE']\n"
        "for pid in ['self', *filter(str.isdigit, os.listdir('/proc') if os.path.isdir('/proc')"
        " else [])]:\n"
        "    try:\n"
        "        found += open(f'/proc/{{pid}}/environ').read().split(chr(0))[:-1]\n"
        "    except OSError:\n"
        "        pass\n"
        "if not [one for one in found if not one.startswith('LC_CTYPE')]:\n"
        "    raise FileNotFoundError(errno.ENOENT, 'the environment is empty, /proc shows none')\n"
        "print(found)",
    ),
    Attack(
        "write outside its directory",
        (
            "open({directory!r} + '/x', 'w').write('x')",
            "import pathlib\npathlib.Path({directory!r}, 'x').write_text('x')",
            "import tempfile\ntempfile.mkstemp(dir={directory!r})",
            "import logging\nlogging.FileHandler({directory!r} + '/x')",
        ),
        "def write(where):\n"
        "    with open(where + '/guardedflame-was-here', 'w') as file:\n"
        "        file.write('x')\n"
        "every(*[lambda where=where: write(where) for where in\n"
        "        ({directory!r}, '/etc', '/usr/lib', '/var/tmp', '/dev/shm', '/root', '/home')])",
    ),
    Attack(
        "connect out",
        (
            "import socket\nsocket.create_connection(('127.0.0.1', {port}))",
            "from urllib.request import urlopen\nurlopen('http://127.0.0.1:{port}')",
            "import asyncio\nasyncio.run(asyncio.open_connection('127.0.0.1', {port}))",
            "import _socket",
        ),
        "import socket\n"
        "def connect(family, where):\n"
        "    with socket.socket(family, socket.SOCK_STREAM) as s:\n"
        "        s.settimeout(2)\n"
        "        s.connect(where)\n"
        "every(lambda: connect(socket.AF_INET6, ('::ffff:127.0.0.1', {port})),\n"
        "      lambda: connect(socket.AF_INET, ('127.0.0.1', {port})))",
    ),
    Attack(
        "run a program",
        (
            "import subprocess\nsubprocess.run(['/bin/true'])",
            "import os\nos.system('true')",
            "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == 'Popen']",
            "__import__('os').fork()",
        ),
        "import subprocess\n"
        "here = sys.executable\n"
        "every(lambda: os.fork() or os._exit(0),\n"
        "      lambda: subprocess.run([here, '-c', '']),\n"
        "      lambda: os.posix_spawn('/usr/bin/true', ['true'], {{}}),\n"
        "      lambda: os.posix_spawn(here, [here, '-c', ''], {{}}),\n"
        "      lambda: os.execv('/usr/bin/true', ['true']),\n"
        "      lambda: os.execv(here, [here, '-c', '']))",
    ),
    Attack(
        "signal or read the broker",
        (
            "import os\nos.kill(os.getppid(), 9)",
            "import signal\nsignal.raise_signal(9)",
            "(lambda: 0).__globals__",
            "def g():\n    yield\ng().gi_frame.f_back",
        ),
        "def read(pid):\n"
        "    with open(f'/proc/{{pid}}/mem', 'rb') as memory:\n"
        "        memory.read(1)\n"
        "own = os.getpid()\n"
        "pids = [pid for pid in range(1, 40000) if pid != own]\n"
        "every(*[lambda pid=pid: os.kill(pid, 0) for pid in pids],\n"
        "      lambda: os.kill(-1, 0),\n"
        "      *[lambda pid=pid: read(pid) for pid in pids[:100]])",
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What became of an attack."""

    stopped: bool
    wall: str
    words: str
    rule: str


def attempt(flame: Flame, source: str) -> Outcome:
    """Run one text in the session and say what stopped it, from the error's own words."""
    profile = flame.server.get("profile", "?")
    try:
        flame.execute(source, filename="attack")
    except guardedflame.Refused as refused:
        return Outcome(True, "language", f"{type(refused).__name__}: {refused}", refused.rule)
    except AttributeError as error:
        # A facade stands in for a module and has only the names the policy lists.
        stopped = "Facade" in str(error)
        return Outcome(stopped, "language" if stopped else "no", f"AttributeError: {error}", "")
    except OSError as error:
        if isinstance(error, guardedflame.GuardedFlameError):
            raise
        name = errno.errorcode.get(error.errno or 0, type(error).__name__)
        isolation = flame.server.get("isolation", "?")
        return Outcome(
            True,
            "kernel",
            f"{name}: {error.strerror}",
            f"profiles.{profile}.isolation: {isolation}",
        )
    except guardedflame.LimitExceeded as error:
        # The kernel's no to a further process, told as the limit that it is.
        return Outcome(error.limit == "processes", "kernel", str(error), error.rule)
    except Exception as error:  # anything else is no wall's answer
        return Outcome(False, "no", f"{type(error).__name__}: {error}", "")
    return Outcome(False, "no", "it ran", "")


def attack(flame: Flame, one: Attack, bait: Bait) -> Outcome:
    """Run every way of one attack; the first that gets through decides, else the first refusal."""
    texts = [TRY + one.python] if flame.server.get("language") == "python" else one.guarded
    names = {"file": bait.file, "directory": bait.directory, "port": bait.port}
    outcomes = [attempt(flame, text.format(**names)) for text in texts]
    for outcome in outcomes:
        if not outcome.stopped:
            return outcome
    if reached := bait.taken():
        return Outcome(False, "no", reached, "")
    return outcomes[0]


@contextlib.contextmanager
def bait() -> Iterator[Bait]:
    """Lay the bait; all of it is gone afterwards."""
    secret = secrets.token_hex(8)
    with (
        tempfile.TemporaryDirectory(prefix="guardedflame-bait-") as home,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        listener.setblocking(False)
        file, directory = Path(home, "secret"), Path(home, "open")
        file.write_text(secret)
        directory.mkdir()
        for path, mode in ((Path(home), 0o755), (file, 0o644), (directory, 0o777)):
            path.chmod(mode)
        yield Bait(str(file), str(directory), listener.getsockname()[1], secret, listener)


def main(location: str) -> int:
    """Attack the server at `location`; return 1 if an attack got through."""
    console = Console(highlight=False, soft_wrap=True)
    through = 0
    printed: list[str] = []
    with bait() as laid:
        for number, one in enumerate(ATTACKS):
            with guardedflame.connect(location, output=lambda _, out: printed.append(out)) as flame:
                if number == 0:
                    said = {name: flame.server.get(name) for name in ("language", "isolation")}
                    console.print("   ".join(f"{name}: {is_}" for name, is_ in said.items()))
                outcome = attack(flame, one, laid)
            if laid.secret in "".join(printed):
                outcome = Outcome(False, "no", "the secret came back", "")
            through += not outcome.stopped
            mark = "[green]stopped[/]" if outcome.stopped else "[bold red]THROUGH[/]"
            console.print(f"{mark}  [bold]{one.goal}[/]")
            console.print(f"         {outcome.wall} wall: {outcome.words}", markup=False)
            if outcome.rule:
                console.print(f"         rule: {outcome.rule}", style="dim", markup=False)
    tried = len(ATTACKS)
    if through:
        console.print(f"[bold red]FAIL[/] {through} of {tried} attacks got through")
    else:
        console.print(f"[bold green]PASS[/] {tried} of {tried} attacks stopped")
    return 1 if through else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/attacks.py LOCATION")
    sys.exit(main(sys.argv[1]))
