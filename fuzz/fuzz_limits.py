"""Invariant: however a program runs and whenever it is stopped, its call ends once, and is told.

In one verdict, in the audit log too; the session answers afterwards, with what it held before where
its state is said to have survived, and the server answers others. Programs swallow what they can.
"""

from __future__ import annotations

import json
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardedflame.errors import (
    CallInterrupted,
    LimitExceeded,
    ProtocolError,
    SessionExited,
    WorkerError,
)
from harness import Served, start_server

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  limited:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute]
    modules: {{asyncio: "*", contextlib: "*", time: "*"}}
    limits: {{{limits}}}
clients:
  anyone: {{profile: limited}}
"""

LIMITS = (
    "cpu: 100ms, wall: 250ms, memory: 48 MiB, output: 16 KiB, lines: 500/s, result: 1 KiB, "
    "grace: 100ms"
)

#: What every program has.
TOOLS = """
import asyncio, contextlib, time
def burn(n):
    for _ in range(n): pass
def items(act):
    while True: yield act()
class Last:
    def __init__(self, act): self.act = act
    def __del__(self): self.act()
"""

#: The least a program does; some of it takes longer than a call may, or more than there is.
LEAVES = (
    "burn(1000)",
    "burn(10 ** 9)",
    "time.sleep(0.01)",
    "time.sleep(9)",
    "print('a line that goes out by itself')",
    "print()",
    "print('x' * 20_000)",
    "keep.append(bytes(1_000_000))",
    "bytes(10 ** 9)",
    "7 ** 10 ** 8",
    "sum(range(10 ** 9))",
    "1 / 0",
    "[][0]",
    "asyncio.run(asyncio.sleep(0.01))",
    "asyncio.run(asyncio.sleep(9))",
    "next(items(lambda: burn(10 ** 9)))",
    "Last(lambda: burn(10 ** 9))",
    "input()",
    "raise ValueError('x' * 10_000)",
    "raise SystemExit(3)",
    "return 'x' * 5000",
    "pass",
)

#: What is made of one or two programs.
_ONE: tuple[Callable[[str], str], ...] = (
    lambda a: f"for _ in range(3):\n{a}",
    lambda a: f"while True:\n{a}",
    lambda a: f"with contextlib.suppress(BaseException):\n{a}",
    lambda a: f"with contextlib.suppress(Exception):\n{a}",
    lambda a: f"def f():\n{a}\nf()",
    lambda a: f"def f():\n{a}\nlist(zip(range(3), items(f)))",
    lambda a: f"def f():\n{a}\nLast(f)",
    lambda a: f"async def f():\n{a}\nasyncio.run(f())",
    lambda a: f"class C:\n{a}".replace("return", "x ="),
)
_TWO: tuple[Callable[[str, str], str], ...] = (
    lambda a, b: f"try:\n{a}\nexcept:\n{b}",
    lambda a, b: f"try:\n{a}\nexcept BaseException as error:\n{b}",
    lambda a, b: f"try:\n{a}\nexcept Exception:\n{b}",
    lambda a, b: f"try:\n{a}\nfinally:\n{b}",
    lambda a, b: f"while True:\n    try:\n{_in(a)}\n    except BaseException:\n{_in(b)}",
    lambda a, b: f"while True:\n    try:\n{_in(a)}\n    finally:\n{_in(b)}\n        continue",
)


def _in(source: str) -> str:
    return textwrap.indent(source, "    ")


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    block = inner.map(_in)
    return st.one_of(
        st.tuples(inner, inner).map("\n".join),
        st.builds(lambda make, a: make(a), st.sampled_from(_ONE), block),
        st.builds(lambda make, a, b: make(a, b), st.sampled_from(_TWO), block, block),
    )


programs = st.recursive(st.sampled_from(LEAVES), _larger, max_leaves=6)

#: Seconds after which the client has its call interrupted, if it does.
moments = st.none() | st.floats(0, 0.3)


class Log:
    """The audit log, read on from where it was last looked at."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = 0
        self._open: dict[str, dict[str, object]] = {}

    def settle(self) -> list[dict[str, object]]:
        """Return the new verdicts, once each decision has one; fail if one has two."""
        verdicts: list[dict[str, object]] = []
        deadline = time.monotonic() + 20
        while True:
            with self._path.open() as file:
                file.seek(self._read)
                lines = file.readlines()
                self._read = file.tell()
            for line in lines:
                record = json.loads(line)
                if record["event"] == "decision":
                    self._open[record["id"]] = record
                elif record["event"] == "verdict":
                    assert self._open.pop(record["of"], None), f"a second verdict: {record}"
                    verdicts.append(record)
            if not self._open:
                return verdicts
            assert time.monotonic() < deadline, f"no verdict: {self._open}"
            time.sleep(0.01)


@pytest.fixture(scope="module", params=["guarded", "python"])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    """A server of either language."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        running = start_server(Path(place), POLICY, language=request.param, limits=LIMITS)
        try:
            yield running
        finally:
            running.stop()


@pytest.fixture(scope="module")
def log(served: Served) -> Log:
    """Its audit log."""
    return Log(served.directory / "audit.jsonl")


@settings(max_examples=max(settings().max_examples // 8, 10))
@given(programs, moments)
def fuzz_every_call_ends_once_and_is_told(
    served: Served, log: Log, program: str, moment: float | None
) -> None:
    """One session each, a program in it, and what is left afterwards."""
    source = f"def main():\n    keep = []\n{_in(program)}\nmain()"
    flame = served.connect(timeout=30, unix=True, output=lambda stream, text: None)
    try:
        flame.execute(TOOLS + "\nbefore = 42")
        log.settle()
        ended: BaseException | None = None
        timer = threading.Timer(moment or 0, flame.interrupt)
        if moment is not None:
            timer.start()
        try:
            flame.execute(source)
        except Exception as error:
            ended = error
        if moment is not None:
            timer.cancel()
            timer.join()
        told = isinstance(ended, LimitExceeded | CallInterrupted | SessionExited)
        assert not isinstance(ended, ProtocolError | ConnectionError), ended
        assert told or not isinstance(ended, WorkerError), ended
        survived = getattr(ended, "state_survived", True) if told else True
        if isinstance(ended, LimitExceeded):
            assert ended.limit
            assert ended.allowed
            assert ended.rule.startswith("policy.yaml:")
        if survived:
            assert flame.evaluate("before") == 42
        else:
            with pytest.raises(NameError):
                flame.evaluate("before")
        assert flame.evaluate("1 + 1") == 2
        verdicts = log.settle()
        assert len(verdicts) == 3
        if isinstance(ended, LimitExceeded | CallInterrupted):
            # Of those with an operator's word for it the log says the same.
            assert verdicts[0]["outcome"] == (
                "limit" if isinstance(ended, LimitExceeded) else "interrupted"
            )
            assert verdicts[0]["state_survived"] == ended.state_survived
    finally:
        flame.close()
        served.clients.remove(flame)
    with served.connect(timeout=30, unix=True) as other:
        assert other.evaluate("6 * 7") == 42
    served.clients.clear()
    log.settle()
