"""One process of the soak's clients: `python -m benchmarks.soaking KIND THREADS LOCATION [UID]`.

Invariant: each call ends in its result, in a verdict of the server, or in a line under ``lost``;
nothing is tried again in silence. One JSON object a second on stdout until stdin ends, and a last
one after every thread has finished the call it was in.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import guardedflame
from guardedflame.client.flame import Flame
from guardedflame.errors import (
    CallTimedOut,
    ConnectionDeniedError,
    GuardedFlameError,
    LimitExceeded,
    PoolExhausted,
    WorkerError,
)

#: How a server may end a call instead of answering it. A lost connection is none of these.
VERDICTS: Final = (ConnectionDeniedError, LimitExceeded, PoolExhausted, WorkerError)

#: Seconds after which a call is lost: far above every limit of the soak's policy.
LOST_SECONDS: Final = 90.0

#: Seconds a thread has to finish its last call.
FINISH_SECONDS: Final = 120.0

PROGRAM: Final = """
import dataclasses, statistics
@dataclasses.dataclass
class Row:
    name: str
    _worth: float
    def worth(self):
        return self._worth
rows = [Row(f"r{i}", i * 1.5) for i in range(300)]
total = statistics.mean(row.worth() for row in rows)
print(f"{total:.2f} of {len(rows)}")
"""

MODULE: Final = "def double(value):\n    return value * 2\n"

FILES: Final = """
with open("table.csv", "w") as file:
    for number in range(500):
        file.write(f"{number},{number * 2}\\n")
with open("table.csv") as file:
    total = sum(int(line.split(",")[1]) for line in file)
"""

#: What goes over a limit, and the words of limits it may be told of. MemoryError is Python's own.
EXCESSES: Final = (
    ("while True:\n    pass\n", {"cpu"}),
    ("n = 3 ** 2_000_000\nwhile True:\n    n = n * n % (3 ** 1_900_000)\n", {"cpu", "memory"}),
    ("import time\ntime.sleep(600)\n", {"wall"}),
    ("kept = []\nwhile True:\n    kept.append(bytes(1_000_000))\n", {"memory"}),
    ("while True:\n    print('x' * 200)\n", {"output"}),
)

#: What only plain Python can do: processes that outlive the call, one that leaves its group.
FORKS: Final = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
"""


class Tally:
    """What the threads of this process have seen since the last report."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._new()

    def _new(self) -> None:
        self._answers = 0
        self._verdicts: Counter[str] = Counter()
        self._lost: list[str] = []
        self._us: list[int] = []

    def answer(self, seconds: float, *, timed: bool) -> None:
        """Count a result; ``timed`` ones are part of the latency."""
        with self._lock:
            self._answers += 1
            if timed:
                self._us.append(round(seconds * 1e6))

    def verdict(self, error: GuardedFlameError) -> None:
        """Count what the server said instead."""
        with self._lock:
            limit = f" {error.limit}" if isinstance(error, LimitExceeded) else ""
            self._verdicts[type(error).__name__ + limit] += 1

    def lose(self, what: str) -> None:
        """Keep a call that ended in neither; the first few of a second say enough."""
        with self._lock:
            if len(self._lost) < 20:
                self._lost.append(what[:300])

    def take(self) -> dict[str, object]:
        """Return what was counted and begin anew."""
        with self._lock:
            taken: dict[str, object] = {
                "answers": self._answers,
                "verdicts": self._verdicts,
                "lost": self._lost,
                "us": self._us,
            }
            self._new()
            return taken


class Client:
    """One thread's client: a session that is opened again when it is gone.

    Args:
        location: of the server.
        tally: where everything is counted.
    """

    def __init__(self, location: str, tally: Tally) -> None:
        self.location = location
        self.tally = tally
        self.printed: list[str] = []
        self._flame: Flame | None = None

    def flame(self) -> Flame:
        """Return the session, a new one if there is none."""
        if self._flame is None or self._flame.closed:
            self._flame = guardedflame.connect(
                self.location,
                timeout=LOST_SECONDS,
                connect_timeout=LOST_SECONDS,
                output=lambda _stream, text: self.printed.append(text),
            )
        return self._flame

    def leave(self) -> None:
        """Hang up."""
        if self._flame is not None:
            self._flame.close()
            self._flame = None

    def ask(
        self, what: str, call: Callable[[Flame], object], wanted: object, *, timed: bool = False
    ) -> bool:
        """Do one call that is to return ``wanted``; return whether it did."""
        begun = time.perf_counter()
        try:
            value = call(self.flame())
        except VERDICTS as verdict:
            self.tally.verdict(verdict)
        except Exception as error:
            self.tally.lose(f"{what}: {type(error).__name__}: {error}")
            self.leave()
        else:
            if value == wanted:
                self.tally.answer(time.perf_counter() - begun, timed=timed)
                return True
            self.tally.lose(f"{what}: returned {value!r:.80}, not {wanted!r:.80}")
        return False

    def exceed(self, source: str, words: set[str]) -> None:
        """Do one call that is to end at a limit."""
        try:
            self.flame().execute(source)
        except LimitExceeded as verdict:
            self.tally.verdict(verdict)
            # Where too many want the processor, the clock may be the first to say stop.
            if verdict.limit not in words | {"wall"}:
                self.tally.lose(f"ended at {verdict.limit}, not at {words}: {verdict}")
        except VERDICTS as verdict:
            self.tally.verdict(verdict)
        except MemoryError as error:
            if "memory" in words:
                self.tally.answer(0.0, timed=False)
            else:
                self.tally.lose(f"MemoryError instead of {words}: {error}")
        except Exception as error:
            self.tally.lose(f"over {words}: {type(error).__name__}: {error}")
            self.leave()
        else:
            self.tally.lose(f"a program over {words} ended well")


def busy(client: Client, number: int) -> None:
    """Call at once again, as a program does that uses the server as a library."""
    client.ask("evaluate", lambda flame: flame.evaluate(f"{number} + 1"), number + 1, timed=True)


def comer(client: Client, number: int) -> None:
    """Connect, get one answer, go; every fifth goes in the middle of a call."""
    if client.ask("evaluate", lambda flame: flame.evaluate("6 * 7"), 42) and number % 5 == 0:
        try:
            flame = guardedflame.connect(client.location, timeout=0.05, connect_timeout=90)
            flame.execute("while True:\n    pass\n")
        except CallTimedOut:
            client.tally.answer(0.0, timed=False)
        except VERDICTS as verdict:
            client.tally.verdict(verdict)
        except Exception as error:
            client.tally.lose(f"leaving early: {type(error).__name__}: {error}")
        else:
            client.tally.lose("leaving early: the call ended well")
    client.leave()


def program(client: Client, number: int) -> None:
    """Run programs: print, raise, modules, files; a session lives for some hundred calls."""
    client.printed.clear()
    if (
        client.ask("program", lambda flame: flame.execute(PROGRAM), None)
        and "".join(client.printed) != "224.25 of 300\n"
    ):
        client.tally.lose(f"program: printed {''.join(client.printed)!r:.100}")
    client.ask("raise", _divides_by_zero, True)
    client.ask("module", _module, 42)
    data = bytes([number % 256]) * (1 + number % 5000)
    client.ask("file", lambda flame: _file(flame, data), data)
    client.ask("program with files", lambda flame: flame.execute(FILES), None)
    client.ask("large", lambda flame: len(flame.evaluate("'y' * 200_000")), 200_000)
    if number % 25 == 24:
        client.leave()


def limited(client: Client, number: int) -> None:
    """Go over every limit in turn, then exit(), then be asked again."""
    turn = number % (len(EXCESSES) + 1)
    if turn < len(EXCESSES):
        client.exceed(*EXCESSES[turn])
    else:
        client.ask("exit", _exits, True)
    client.ask("after a limit", lambda flame: flame.evaluate("1 + 1"), 2)
    if number % 10 == 9:
        client.leave()


def forker(client: Client, number: int) -> None:
    """Leave processes behind in plain Python; the next call finds its session or a new one."""
    client.ask("fork", lambda flame: flame.execute(FORKS), None)
    client.ask("after a fork", lambda flame: flame.evaluate("1 + 1"), 2)
    client.ask("program", lambda flame: flame.execute(PROGRAM), None)
    if number % 2:
        client.exceed(*EXCESSES[0])
    client.leave()


def _divides_by_zero(flame: Flame) -> bool:
    try:
        flame.evaluate("1 // 0")
    except ZeroDivisionError:
        return True
    return False


def _module(flame: Flame) -> object:
    try:
        flame.sendmodule("mine", MODULE)
        return flame.invokeModule("mine.double", (21,))
    except guardedflame.errors.CallRefused:
        # The session that was sent the module has died in between, and the name with it.
        return 42


def _file(flame: Flame, data: bytes) -> bytes:
    try:
        flame.sendfile("mine", data)
        return flame.getfile("mine")
    except FileNotFoundError:
        return data


def _exits(flame: Flame) -> bool:
    try:
        flame.execute("exit(3)")
    except guardedflame.errors.SessionExited as error:
        return error.code == 3
    return False


KINDS: Final[dict[str, Callable[[Client, int], None]]] = {
    "busy": busy,
    "comer": comer,
    "program": program,
    "limited": limited,
    "forker": forker,
}


def main() -> None:
    """Call until stdin ends."""
    kind, threads, location = KINDS[sys.argv[1]], int(sys.argv[2]), sys.argv[3]
    if len(sys.argv) > 4:
        # Here and not before: that user may have no right to read this interpreter's files.
        os.setgroups([])
        os.setgid(int(sys.argv[4]))
        os.setuid(int(sys.argv[4]))
    tally = Tally()
    stopping = threading.Event()

    def work(first: int) -> None:
        client = Client(location, tally)
        for number in _until(stopping, first):
            try:
                kind(client, number)
            except Exception as error:
                tally.lose(f"{sys.argv[1]}: {type(error).__name__}: {error}")
        client.leave()

    def report(last: bool = False, unfinished: int = 0) -> None:
        said: dict[str, Any] = {**tally.take(), "last": last, "unfinished": unfinished}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()

    def every_second() -> None:
        while not stopping.wait(1.0):
            report()

    workers = [
        threading.Thread(target=work, args=(number,), daemon=True) for number in range(threads)
    ]
    reporter = threading.Thread(target=every_second)
    for each in (*workers, reporter):
        each.start()
    sys.stdin.read()
    stopping.set()
    reporter.join()
    deadline = time.monotonic() + FINISH_SECONDS
    for each in workers:
        each.join(max(deadline - time.monotonic(), 0))
    report(last=True, unfinished=sum(each.is_alive() for each in workers))


def _until(stopping: threading.Event, first: int) -> Iterator[int]:
    # Threads begin at different turns, so that not all of them burn the processor together.
    return itertools.takewhile(lambda _: not stopping.is_set(), itertools.count(first))


if __name__ == "__main__":
    main()
