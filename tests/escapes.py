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
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from bait import MODULE, VARIABLE, Bait
from guardedflame.errors import WorkerError
from targets import ROOM, SETUP, Target, start_target

WALLS = ("none", "language", "kernel", "both")

#: Where this Python keeps its library: a path of the server's.
LIBRARY = str(Path(json.__file__).parents[1])


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
            self._targets[key] = start_target(self._directory / key, self.bait, language, limits)
        return self._targets[key]

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
